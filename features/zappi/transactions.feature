@charge-point @OCPP16-4.8 @OCPP16-4.10
Feature: Sessions reported from beginning to end
  Whoever bills a session relies on two messages: one when charging begins and
  one when it is over. They say who charged, and what the meter showed.

  Background:
    Given the charge point is set up with
      | setting  | value |
      | register | 54321 |
    And the charge point is in service

  Rule: The beginning of a session is reported once, when charging begins

    @ZAP-TX-001 @vendor
    Scenario: A driver with a PIN begins to charge
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"
        | field       | value |
        | connectorId | 1     |
        | timestamp   | (now) |
      And the charge point sends 1 "StartTransaction"

    @ZAP-TX-001 @vendor
    Scenario: A vehicle nobody has been authorised for begins no session
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 30 seconds

  Rule: Beginning and end state what the meter showed, in whole watt-hours

    @ZAP-TX-002 @vendor @live
    Scenario: The reading at the beginning is that of the meter
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
        | field      | value |
        | meterStart | 54321 |

    @ZAP-TX-005 @vendor @virtual-time
    Scenario: An hour at 32 A shows in the reading at the end
      Given a vehicle is charging
      And 1 hour passes
      When the central system stops the session
      Then the charge point sends "StopTransaction"
        | field     | value     |
        | meterStop | 61681 ± 1 |

    @ZAP-TX-005 @vendor
    Scenario: A session without any energy ends at the reading it began with
      Given the vehicle is full
      And the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field     | value |
        | meterStop | 54321 |

  Rule: The tag in the report tells who charges

    @ZAP-TX-003 @vendor
    Scenario: A PIN is reported as the tag of its user, never as digits
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"
        | field | value       |
        | idTag | VT-ALICE-01 |

    @ZAP-TX-003 @vendor
    Scenario: A session begun from afar belongs to the tag it was begun for
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
        | field | value   |
        | idTag | APP-7f3 |

    @ZAP-TX-003 @ZAP-TX-009 @vendor @may
    Scenario: Where charging is free the bay's own tag stands in for the user
      Given the charge point is configured with
        | key             | value      |
        | FreeCharging    | true       |
        | PlugAndChargeID | FREE-BAY-1 |
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field | value      |
        | idTag | FREE-BAY-1 |
      And the charge point sends no "Authorize" for 10 seconds

    @ZAP-TX-007 @may
    Scenario: An app's own session name comes back letter by letter
      Given the vehicle is plugged in
      When the central system starts a session for "Session-0001"
      Then the charge point sends "StartTransaction"
        | field | value        |
        | idTag | Session-0001 |

    @ZAP-TX-008 @may
    Scenario Outline: Operators name users, vehicles and accounts as they like
      Given the vehicle is plugged in
      When the central system starts a session for "<tag>"
      Then the answer is "Accepted"
      And the charge point sends "StartTransaction"
        | field | value |
        | idTag | <tag> |

      Examples:
        | tag                  |
        | FLEET/BE-12          |
        | a                    |
        | Depot.7-Van.0042-Zoe |

    @ZAP-TX-008 @may
    Scenario: A tag of 21 characters is refused and begins no session
      Given the vehicle is plugged in
      When the central system starts a session for "Depot.7-Van.0042-Zoe2"
      Then the request is refused with an error
      And the charge point sends no "StartTransaction" for 10 seconds
