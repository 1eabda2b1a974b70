@charge-point @OCPP16-4.9
Feature: A status arrives, and arrives once
  A status that got lost would stand wrong in every app until the next change,
  which may be a day away. One repeated for nothing is paid for by each platform.

  Rule: Starting up, the charger speaks of the whole station first and then of its connector

    @ZAP-STAT-005 @vendor @live
    Scenario: An idle charger is rebooted
      Given the charge point is in service
      When the charge point reboots
      Then the charge point sends "BootNotification" within 15 seconds
      And the charge point reports, in this order and nothing else
        | connector | status    |
        | 0         | Available |
        | 1         | Available |

    @ZAP-STAT-004 @vendor
    Scenario: A charger of one connector never speaks of a second one
      When the charge point powers on
      Then the charge point reports "Available" within 10 seconds
      And the charge point sends no "StatusNotification" for 10 seconds
        | field       | value |
        | connectorId | 2     |

    @ZAP-STAT-005 @vendor
    Scenario: The station as a whole has no session
      Given the charge point is in service
      When the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"
      And the charge point sends no "StatusNotification" for 1 minute
        | field       | value |
        | connectorId | 0     |

    @ZAP-STAT-005 @vendor
    Scenario: A reboot with a vehicle plugged in leaves the station as a whole available
      Given the charge point is in service
      And the vehicle is plugged in
      When the charge point reboots
      Then the charge point sends "BootNotification" within 15 seconds
      And the charge point reports, in this order and nothing else
        | connector | status    |
        | 0         | Available |
        | 1         | Preparing |

  Rule: A status that was acknowledged is not repeated as long as it stays the same

    @ZAP-STAT-002 @vendor @needs-device-link @virtual-time
    Scenario: Two hours of charging, though the device reports its state every 10 seconds
      Given the charge point is in service
      And a vehicle is charging
      When the device reports its state every 10 seconds
      Then the charge point sends no "StatusNotification" for 2 hours

    @ZAP-STAT-002 @vendor @needs-device-link
    Scenario: Charging is told once in five minutes of reports
      Given the charge point is in service
      And the vehicle is plugged in
      And the device reports its state every 10 seconds
      When the central system starts a session for "APP-7f3"
      And 5 minutes pass
      Then the charge point sends 1 "StatusNotification"
        | field       | value    |
        | connectorId | 1        |
        | status      | Charging |

  Rule: A status that nobody acknowledged is sent again for as long as it is true

    @ZAP-STAT-003 @vendor
    Scenario: Nobody answers that a vehicle was plugged in
      Given the charge point is in service
      And the central system leaves the next "StatusNotification" call unanswered
      When the vehicle is plugged in
      Then "StatusNotification" is sent 2 times, waiting in between
        | seconds |
        | 30      |
      And every repetition of "StatusNotification" carries the payload of the first

    @ZAP-STAT-003 @vendor
    Scenario: The central system could not take it in
      Given the charge point is in service
      And the central system refuses the next "StatusNotification" call
      When the vehicle is plugged in
      Then "StatusNotification" is sent 2 times, waiting in between
        | seconds |
        | 30      |

    @ZAP-STAT-003 @vendor
    Scenario: What is no longer true is not said again
      Given the charge point is in service
      And the central system leaves the next "StatusNotification" call unanswered
      When the vehicle is plugged in
      And the vehicle is unplugged
      And 35 seconds pass
      Then the charge point reports, in this order and nothing else
        | status    |
        | Preparing |
        | Available |
