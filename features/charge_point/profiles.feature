@charge-point @OCPP16-3.13 @OCPP16-5.16 @without-commercial-mode
Feature: Charging profiles
  An operator spreads what a site has over the vehicles that are there. Each
  gets what its profiles leave it.

  Background:
    Given the charge point is in service

  Rule: A profile limits what a vehicle is given

    @OCP-SC-001 @must @live
    Scenario: A default of 10 A shows in the readings
      Given the charge point is configured with
        | key                      | value          |
        | MeterValueSampleInterval | 5              |
        | MeterValuesSampledData   | Current.Import |
      And these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      When a vehicle starts charging
      Then the charge point sends "MeterValues" within 20 seconds
        | field                                            | value   |
        | meterValue[0].sampledValue[Current.Import].value | 5 ± 5.5 |

    @OCP-SC-015 @must @OCPP16-4.9
    Scenario: A default of 0 A
      Given these charging profiles are set
        | id | purpose          | periods  |
        | 1  | TxDefaultProfile | 0 s: 0 A |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEVSE" within 15 seconds

  Rule: A profile for a transaction belongs to it

    @OCP-SC-002 @must
    Scenario: There is no transaction
      When the central system sets this charging profile
        | id | purpose   | transaction | periods   |
        | 1  | TxProfile | none        | 0 s: 10 A |
      Then the request is refused

    @OCP-SC-003 @must
    Scenario: There is another transaction
      Given a vehicle is charging
      When the central system sets this charging profile
        | id | purpose   | transaction | periods   |
        | 1  | TxProfile | 987654321   | 0 s: 10 A |
      Then the request is refused

    @OCP-SC-011 @must
    Scenario: A transaction takes its profile along
      Given a vehicle is charging
      And these charging profiles are set
        | id | purpose   | periods   |
        | 5  | TxProfile | 0 s: 10 A |
      And the central system stops the session
      And 5 seconds pass
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 5     |
      Then the answer is "Unknown"

    @OCP-SC-012 @must @OCPP16-5.11
    Scenario: A remote start brings a profile along
      Given the vehicle is plugged in
      And the central system starts a session for "APP-7f3" with this charging profile
        | id | purpose   | periods  |
        | 1  | TxProfile | 0 s: 8 A |
      And 5 seconds pass
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 600   |
      Then the answer holds
        | field                                            | value |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 8     |

    @OCP-SC-012 @must @OCPP16-5.11
    Scenario: A remote start brings a profile that is for all
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3" with this charging profile
        | id | purpose          | periods  |
        | 1  | TxDefaultProfile | 0 s: 8 A |
      Then the request is refused

  Rule: Profiles are replaced and cleared one by one, or by what they are for

    @OCP-SC-010 @must
    Scenario: The same id again, on another level
      Given these charging profiles are set
        | id | purpose          | level | periods   |
        | 1  | TxDefaultProfile | 1     | 0 s: 16 A |
      When the central system sets this charging profile
        | id | purpose          | level | periods  |
        | 1  | TxDefaultProfile | 0     | 0 s: 8 A |
      Then the answer is "Accepted"

    @OCP-SC-004 @must @OCPP16-5.5
    Scenario: One profile is cleared
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 3  | TxDefaultProfile | 0 s: 10 A |
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 3     |
      Then the answer is "Accepted"

    @OCP-SC-005 @must @OCPP16-5.5
    Scenario: There is nothing to clear
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 4711  |
      Then the answer is "Unknown"

    @OCP-SC-006 @must @OCPP16-5.5
    Scenario: The profiles of a transaction are cleared, and there are none
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 3  | TxDefaultProfile | 0 s: 10 A |
      When the central system requests "ClearChargingProfile"
        | field                  | value     |
        | chargingProfilePurpose | TxProfile |
      Then the answer is "Unknown"
