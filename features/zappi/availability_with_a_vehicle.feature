@charge-point @OCPP16-5.2 @needs-commercial-mode
Feature: A charger is not put out of service under a driver's hands
  Whoever has plugged in may finish. The operator is told that it will take a
  while, and the charger closes when the vehicle leaves.

  Background:
    Given the charge point is in service in commercial mode

  Rule: Asked for while a vehicle charges, the change is due when the vehicle is unplugged

    @ZAP-AVAIL-007 @vendor
    Scenario: The operator has to wait for the vehicle to leave
      Given a vehicle is charging
      When the central system takes the charge point out of service
      Then the answer is "Scheduled"
      And the charge point sends no "StatusNotification" for 10 seconds
      When the vehicle is unplugged
      Then the charge point reports, in this order and nothing else
        | status      |
        | Unavailable |

    @ZAP-AVAIL-007 @vendor
    Scenario: The end of the session is not yet the end of the visit
      Given a vehicle is charging
      And the central system takes the charge point out of service
      When the central system stops the session
      Then the charge point sends no "StatusNotification" for 1 minute
        | field  | value       |
        | status | Unavailable |
      When the vehicle is unplugged
      Then the charge point reports "Unavailable"

    @ZAP-AVAIL-007 @vendor @live
    Scenario: The key tells at once what is wanted
      Given a vehicle is charging
      And the central system takes the charge point out of service
      When the central system requests "GetConfiguration"
        | field | value       |
        | key   | IsOperative |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | false |

    @ZAP-AVAIL-007 @vendor
    Scenario: The operator thinks better of it before the vehicle leaves
      Given a vehicle is charging
      And the central system takes the charge point out of service
      And the central system takes the charge point into service
      When the vehicle is unplugged
      Then the charge point reports, in this order and nothing else
        | status    |
        | Available |

  Rule: The session that runs goes on as if nothing had been asked for

    @ZAP-AVAIL-008 @vendor
    Scenario: Ten more minutes of charging, measured every minute
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      When the central system takes the charge point out of service
      Then the charge point sends no "StopTransaction" for 10 minutes
      And the charge point sends about 10 "MeterValues"
      And the charging current is at most 32 A

  Rule: A vehicle that is merely plugged in is waited for as well

    @ZAP-AVAIL-009 @vendor
    Scenario: The command waits
      Given the vehicle is plugged in
      When the central system takes the charge point out of service
      Then the answer is "Scheduled"
      And the charge point sends no "StatusNotification" for 1 minute
      When the vehicle is unplugged
      Then the charge point reports "Unavailable"

    @ZAP-AVAIL-009 @vendor
    Scenario: The key waits
      Given the vehicle is plugged in
      When the central system sets the key "IsOperative" to "false"
      Then the answer is "Accepted"
      And the charge point sends no "StatusNotification" for 1 minute
      When the vehicle is unplugged
      Then the charge point reports "Unavailable"

    @ZAP-AVAIL-009 @vendor @needs-pin-pad
    Scenario: The driver who was there first may still charge
      Given the vehicle is plugged in
      And the central system takes the charge point out of service
      When the PIN "12345" is entered
      Then the charge point reports "Charging"
      When the vehicle is unplugged
      Then the charge point reports "Unavailable"
