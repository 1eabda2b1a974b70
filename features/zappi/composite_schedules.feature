@charge-point @OCPP16-5.7 @needs-smart-charging
Feature: The forecast of what the charger will allow
  Several charging profiles together make one course of the limit over time. A
  central system may ask for it, and gets it from the records of the service,
  not from the charger.

  Background:
    Given the charge point is in service in commercial mode

  Rule: The forecast is what the profiles in the charger's slots amount to

    @ZAP-CMP-001 @vendor @virtual-time
    Scenario: A session's own profile, and the plan of the day after it
      Given a vehicle is charging
      And these charging profiles are set
        | id | purpose          | duration   | periods                             |
        | 1  | TxDefaultProfile |            | 0 s: 10 A, 3600 s: 16 A, 7200 s: 20 A |
        | 2  | TxProfile        | 30 minutes | 0 s: 8 A                            |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 86400 |
      Then the answer is "Accepted"
      And the answer holds
        | field                                                  | value    |
        | chargingSchedule.chargingSchedulePeriod[0].startPeriod | 0        |
        | chargingSchedule.chargingSchedulePeriod[0].limit       | 8        |
        | chargingSchedule.chargingSchedulePeriod[1].startPeriod | 1800     |
        | chargingSchedule.chargingSchedulePeriod[1].limit       | 10       |
        | chargingSchedule.chargingSchedulePeriod[2].startPeriod | 3600     |
        | chargingSchedule.chargingSchedulePeriod[2].limit       | 16       |
        | chargingSchedule.chargingSchedulePeriod[3].startPeriod | 7200     |
        | chargingSchedule.chargingSchedulePeriod[3].limit       | 20       |
        | chargingSchedule.chargingSchedulePeriod[4]             | (absent) |

    @ZAP-CMP-001 @vendor @live
    Scenario: A cleared profile leaves nothing in the forecast
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      And the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 3600  |
      Then the answer holds
        | field                                            | value    |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 32       |
        | chargingSchedule.chargingSchedulePeriod[1]       | (absent) |

  Rule: The forecast needs nothing of the charger

    @ZAP-CMP-002 @ZAP-CONN-002 @vendor @needs-device-link
    Scenario: The charger cannot be reached
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      And the device link is cut
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 3600  |
      Then the answer is "Accepted"
      And the answer holds
        | field                                            | value |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 10    |
