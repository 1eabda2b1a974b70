@central-system @operator @interop-28
Feature: Telling a charger how much it may draw
  A limit in the wrong type, a level that is left out because it is zero: a
  charger can only reject such a profile, or misunderstand it.

  Background:
    Given a stand-in is registered

  Rule: Limits are numbers with at most one decimal, levels may be zero

    @CSM-REQ-008 @must @OCPP16-5.16 @live
    Scenario Outline: The operator limits the current to <ampere> A
      When the central system sets this charging profile
        | purpose          | level | periods          |
        | TxDefaultProfile | 0     | 0 s: <ampere> A |
      Then the central system sends "SetChargingProfile"
        | field                                                            | value            |
        | csChargingProfiles.stackLevel                                    | 0                |
        | csChargingProfiles.chargingProfilePurpose                        | TxDefaultProfile |
        | csChargingProfiles.chargingSchedule.chargingSchedulePeriod[0].limit | <ampere>      |
      And the answer is "Accepted"

      Examples:
        | ampere |
        | 16     |
        | 6.1    |
        | 0      |

    @CSM-REQ-008 @must @OCPP16-5.16
    Scenario: The operator limits a session that runs
      Given the stand-in has begun a session
      When the central system sets this charging profile
        | purpose   | level | transaction | periods                  |
        | TxProfile | 1     | (running)   | 0 s: 16 A, 600 s: 8.5 A  |
      Then the central system sends "SetChargingProfile"
        | field                            | value     |
        | csChargingProfiles.transactionId | (running) |
      And the answer is "Accepted"

    @CSM-REQ-008 @must @OCPP16-5.11
    Scenario: The operator starts a session with a limit
      When the central system starts a session for "(valid tag)" with this charging profile
        | purpose   | kind     | periods    |
        | TxProfile | relative | 0 s: 8.5 A |
      Then the central system sends "RemoteStartTransaction"
        | field                             | value       |
        | idTag                             | (valid tag) |
        | chargingProfile.transactionId     | (absent)    |
        | chargingProfile.chargingSchedule.chargingSchedulePeriod[0].limit | 8.5 |
      And the answer is "Accepted"

    @CSM-REQ-009 @must @OCPP16-5.5
    Scenario: The operator clears the profiles of the lowest level
      When the central system requests "ClearChargingProfile"
        | field                  | value            |
        | chargingProfilePurpose | TxDefaultProfile |
        | stackLevel             | 0                |
      Then the central system sends "ClearChargingProfile"
        | field      | value |
        | stackLevel | 0     |
      And the answer is "Accepted"

    @CSM-REQ-009 @must @OCPP16-5.5
    Scenario: The operator clears every profile, and there was none
      Given the stand-in answers the next "ClearChargingProfile" with
        | field  | value   |
        | status | Unknown |
      When the central system requests "ClearChargingProfile"
      Then the central system sends "ClearChargingProfile"
      And the answer is "Unknown"

  Rule: What a charger answers about its schedule is taken, complete or not

    @CSM-REQ-010 @must @OCPP16-5.7
    Scenario: The operator asks what the charger is about to allow
      When the central system requests "GetCompositeSchedule"
        | field            | value |
        | connectorId      | 1     |
        | duration         | 600   |
        | chargingRateUnit | A     |
      Then the central system sends "GetCompositeSchedule"
        | field            | value |
        | duration         | 600   |
        | chargingRateUnit | A     |
      And the answer is "Rejected"

    # As zappi chargers are known to answer: accepted, and no period at all.
    @CSM-REQ-010 @must @OCPP16-5.7
    Scenario: A composite schedule has no periods
      Given the stand-in answers the next "GetCompositeSchedule" with the text
        """
        [3, "{id}", {"status": "Accepted", "connectorId": 1, "chargingSchedule": {"chargingRateUnit": "A", "chargingSchedulePeriod": []}}]
        """
      And the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 600   |
      When the central system requests "GetConfiguration"
      Then the central system sends "GetConfiguration"

    @CSM-REQ-012 @must @OCPP16-5.16
    Scenario Outline: A profile is answered with "<answer>"
      Given the stand-in answers the next "SetChargingProfile" with
        | field  | value    |
        | status | <answer> |
      And the central system sets this charging profile
        | purpose          | level | periods   |
        | TxDefaultProfile | 99    | 0 s: 16 A |
      When the central system sets this charging profile
        | purpose          | level | periods   |
        | TxDefaultProfile | 0     | 0 s: 16 A |
      Then the central system sends "SetChargingProfile"
        | field                         | value |
        | csChargingProfiles.stackLevel | 0     |
      And the answer is "Accepted"

      Examples:
        | answer       |
        | Rejected     |
        | NotSupported |
