@charge-point @needs-device-link
Feature: Orders for a charger that is out of reach
  The service in the cloud speaks for a charger at the end of another link. When
  that link is down the service is still there, but it cannot charge a vehicle.

  Rule: What only the charger can do is not promised in its place

    Background:
      Given the charge point is in service

    @ZAP-CONN-002 @ZAP-RMT-005 @vendor
    Scenario: A driver taps start
      Given the vehicle is plugged in
      And the device link is cut
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      When the device link is restored
      Then the charge point sends no "StartTransaction" for 1 minute

    @ZAP-CONN-002 @ZAP-RMT-003 @vendor
    Scenario: A driver taps stop
      Given a vehicle is charging
      And the device link is cut
      When the central system stops the session
      Then the answer is "Rejected"
      When the device link is restored
      Then the charge point sends no "StopTransaction" for 1 minute

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor
    Scenario: A driver cannot pull the plug and calls for help
      Given a vehicle is charging
      And the device link is cut
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "UnlockFailed"
      And the charge point sends no "StopTransaction" for 1 minute

    @ZAP-CONN-002 @ZAP-RST-001 @vendor
    Scenario: An operator wants a restart to help
      Given the device link is cut
      When the central system requests "Reset"
        | field | value |
        | type  | Hard  |
      Then the answer is "Rejected"
      When the device link is restored
      Then the charge point sends no "BootNotification" for 1 minute

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor @needs-commercial-mode @live
    Scenario: Commercial mode is to be left
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      And the device link is cut
      When the central system sets the key "CommercialMode" to "false"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value          |
        | key   | CommercialMode |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | true  |

  Rule: A schedule is in the charger or it is not

    Background:
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 16 A |
      And the device link is cut

    @ZAP-CONN-002 @ZAP-PROF-001 @vendor @needs-smart-charging
    Scenario: A new plan cannot be brought to the charger
      When the central system sets this charging profile
        | id | purpose          | periods                |
        | 2  | TxDefaultProfile | 0 s: 10 A, 600 s: 12 A |
      Then the answer is "Rejected"
      When the device link is restored
      Then the occupied slots are 1

    @ZAP-CONN-002 @ZAP-CLR-004 @vendor @needs-smart-charging
    Scenario: An old plan cannot be taken from the charger
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      Then the request is refused with an error
      When the device link is restored
      And a vehicle starts charging
      Then the charging current is 16 A
