@charge-point @OCPP16-5.7 @needs-smart-charging
Feature: The form in which a forecast is given
  A forecast is read by programs. It is one schedule, in the unit they asked
  for, and there is one even when nothing has been planned.

  Background:
    Given the charge point is in service in commercial mode

  Rule: The forecast is a schedule of OCPP, in the unit that was asked for

    @ZAP-CMP-003 @vendor
    Scenario Outline: A limit of 10 A, asked for in <unit>
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      When the central system requests "GetCompositeSchedule"
        | field            | value  |
        | connectorId      | 1      |
        | duration         | 3600   |
        | chargingRateUnit | <unit> |
      Then the answer holds
        | field                                            | value   |
        | status                                           | Accepted |
        | chargingSchedule.chargingRateUnit                | <unit>  |
        | chargingSchedule.chargingSchedulePeriod[0].limit | <limit> |

      Examples:
        | unit | limit |
        | A    | 10    |
        | W    | 2300  |

    @ZAP-CMP-003 @vendor @live
    Scenario: Without any profile the forecast is the charger's own limit
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 3600  |
      Then the answer is "Accepted"
      And the answer holds
        | field                                            | value    |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 32       |
        | chargingSchedule.chargingSchedulePeriod[1]       | (absent) |

    @ZAP-CMP-003 @vendor
    Scenario: There is no second connector to forecast
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 2     |
        | duration    | 3600  |
      Then the answer is "Rejected"
