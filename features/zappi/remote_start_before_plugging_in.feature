@charge-point @OCPP16-5.11 @OCPP16-4.9
Feature: Starting a session before the vehicle is plugged in
  Many drivers tap "start" first; the charger holds the bay for them, for a while.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key               | value |
      | ConnectionTimeOut | 45    |

  Rule: The charger takes the order and waits for the vehicle

    @ZAP-RMT-009 @may
    Scenario: A driver taps start at an empty bay
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charge point sends no "StartTransaction" for 20 seconds

    @ZAP-RMT-010 @vendor @live
    Scenario: The bay is held for the driver
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Preparing"
      And the charge point sends 1 "StatusNotification"

  Rule: The bay is held no longer than was configured

    @ZAP-RMT-011 @vendor
    Scenario Outline: Nobody comes for <timeout> seconds
      Given the charge point is configured with
        | key               | value     |
        | ConnectionTimeOut | <timeout> |
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Preparing"
      And the charge point reports "Available" after <timeout> seconds
      And the charge point sends 2 "StatusNotification"
      And the charge point sends no "StartTransaction" for 10 seconds

      Examples:
        | timeout |
        | 45      |
        | 100     |

    @ZAP-RMT-012 @vendor
    Scenario: The driver comes too late and has to ask again
      Given the central system starts a session for "APP-7f3"
      And 60 seconds pass
      When the vehicle is plugged in
      Then the charge point reports "Preparing"
      And the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

    @ZAP-RMT-012 @vendor
    Scenario: The late driver asks again, by another name
      Given the central system starts a session for "APP-7f3"
      And 60 seconds pass
      And the vehicle is plugged in
      When the central system starts a session for "APP-8a1"
      Then the charge point sends "StartTransaction"
        | field | value   |
        | idTag | APP-8a1 |

  Rule: The session begins when the vehicle is plugged in, for the driver it was ordered for

    @ZAP-RMT-013 @vendor
    Scenario: The driver plugs in after twenty seconds
      When the central system starts a session for "APP-7f3"
      And 20 seconds pass
      And the vehicle is plugged in
      Then the charge point reports "Charging"
      And the charge point sends, in this order
        | action             | status    |
        | StatusNotification | Preparing |
        | StatusNotification | Charging  |

    @ZAP-RMT-014 @vendor
    Scenario Outline: The session is dated from the plug, <wait> seconds after the order
      When the central system starts a session for "APP-7f3"
      And <wait> seconds pass
      And the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field     | value   |
        | idTag     | APP-7f3 |
        | timestamp | (now)   |
      And the charge point sends 1 "StartTransaction"

      Examples:
        | wait |
        | 20   |
        | 40   |

    @ZAP-RMT-014 @vendor @virtual-time
    Scenario: The driver plugs in at the very last second
      When the central system starts a session for "APP-7f3"
      And 44 seconds pass
      And the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field     | value   |
        | idTag     | APP-7f3 |
        | timestamp | (now)   |
      And the charge point sends 1 "StartTransaction"
