@charge-point @OCPP16-5.2 @needs-commercial-mode
Feature: Nobody charges at a charger that is out of service
  Whoever works at a charger relies on it staying dead: for apps, for people at
  the device, and however the wish to close it was expressed.

  Background:
    Given the charge point is in service in commercial mode

  Rule: A session cannot be started from afar

    @ZAP-AVAIL-003 @vendor
    Scenario: An app asks for a session and nobody has plugged in
      Given the central system takes the charge point out of service
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StatusNotification" for 10 seconds

    @ZAP-AVAIL-003 @vendor
    Scenario: An app asks for a session with a vehicle plugged in
      Given the central system takes the charge point out of service
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 10 seconds

  Rule: A session cannot be started at the charger either

    @ZAP-AVAIL-004 @vendor @needs-pin-pad
    Scenario: A driver with a valid PIN
      Given the central system takes the charge point out of service
      When the vehicle is plugged in
      And the PIN "12345" is entered
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charge point sends no "StatusNotification" for 5 seconds
      And the charging current is 0 A

    @ZAP-AVAIL-004 @vendor
    Scenario: A driver at a charger that is free for all
      Given the charge point is configured with
        | key          | value |
        | FreeCharging | true  |
      And the central system takes the charge point out of service
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charge point sends no "StatusNotification" for 5 seconds
      And the charging current is 0 A

  Rule: The command and the key are two names of one switch

    @ZAP-AVAIL-005 @vendor
    Scenario Outline: The key tells that the charger was taken <where> service
      Given the central system takes the charge point out of service
      And the central system takes the charge point <where> service
      When the central system requests "GetConfiguration"
        | field | value       |
        | key   | IsOperative |
      Then the answer holds
        | field                        | value       |
        | configurationKey[0].value    | <operative> |
        | configurationKey[0].readonly | false       |

      Examples:
        | where  | operative |
        | out of | false     |
        | into   | true      |

    @ZAP-AVAIL-006 @may @live
    Scenario: The key takes the charger out of service
      When the central system sets the key "IsOperative" to "false"
      Then the answer is "Accepted"
      And the charge point reports "Unavailable"
      And the charge point reports "Unavailable" for the whole station

    @ZAP-AVAIL-006 @may
    Scenario: No session is possible once the key says so
      Given the central system sets the key "IsOperative" to "false"
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

    @ZAP-AVAIL-006 @may
    Scenario: The command undoes what the key has done
      Given the central system sets the key "IsOperative" to "false"
      When the central system takes the charge point into service
      Then the answer is "Accepted"
      And the charge point reports "Available"
