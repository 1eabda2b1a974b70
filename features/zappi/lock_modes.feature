@charge-point
Feature: STOP mode keeps a public charger idle
  A charger that is locked rests in STOP mode. An authorisation moves it to a
  charging mode, and the end of the session moves it back.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key          | value |
      | FreeCharging | false |

  Rule: An authorisation moves the charger from STOP to a charging mode, and nothing before it does

    @ZAP-LOCK-002 @vendor @live
    Scenario: A welcome driver makes it leave STOP mode
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"
      And the device shows
        | reading | value |
        | mode    | Fast  |

    @ZAP-LOCK-002 @vendor
    Scenario: While the central system considers, the mode is STOP
      Given the central system answers every "Authorize" call 10 seconds late
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the device shows
        | reading | value |
        | mode    | STOP  |
      And the charge point sends "StartTransaction" after 10 seconds
      And the device shows
        | reading | value |
        | mode    | Fast  |

    @ZAP-LOCK-002 @vendor
    Scenario: A driver who is turned away leaves it in STOP mode
      Given the central system holds the tag "VT-ALICE-01" to be "Blocked"
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
      And the device shows none of
        | reading | value |
        | mode    | Fast  |

  Rule: The end of the session moves the charger back to STOP

    @ZAP-LOCK-003 @vendor
    Scenario: A session is stopped from afar
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point sends "StopTransaction"
      And the device shows
        | reading | value |
        | mode    | STOP  |

    @ZAP-LOCK-003 @vendor
    Scenario: The next vehicle finds it idle
      Given a vehicle is charging
      When the vehicle is unplugged
      And the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 30 seconds
      And the device shows
        | reading | value |
        | mode    | STOP  |

  Rule: With STOP as default mode, unplugging and restarting lead to STOP

    @ZAP-LOCK-011 @vendor
    Scenario: A vehicle leaves
      Given a vehicle is charging
      When the vehicle is unplugged
      Then the device shows
        | reading | value |
        | mode    | STOP  |

    @ZAP-LOCK-011 @vendor
    Scenario: The charger restarts while it charges
      Given a vehicle is charging
      When the charge point reboots
      Then the charge point sends no "StartTransaction" for 60 seconds
      And the device shows
        | reading | value |
        | mode    | STOP  |

    @ZAP-LOCK-011 @vendor
    Scenario: The charger restarts while it stands in Fast mode
      Given the owner sets the lock by hand
        | setting      | value |
        | EV unplugged | off   |
        | charge       | on    |
      And "Fast" is chosen at the charger
      When the charge point reboots
      And 10 seconds pass
      And the vehicle is plugged in
      Then the device shows
        | reading | value |
        | mode    | STOP  |
