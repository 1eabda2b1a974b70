@charge-point @OCPP16-5.7 @OCPP16-3.13 @without-commercial-mode
Feature: What several charging profiles amount to
  A central system can ask for the course of the limit that its profiles lead
  to. What prevails over what is settled by the standard.

  Background:
    Given the charge point is in service

  Rule: The answer begins now, in the unit that was asked for

    @OCP-SC-014 @must @live
    Scenario: A schedule of two periods
      Given these charging profiles are set
        | id | purpose          | periods                |
        | 1  | TxDefaultProfile | 0 s: 16 A, 600 s: 10 A |
      When the central system requests "GetCompositeSchedule"
        | field            | value |
        | connectorId      | 1     |
        | duration         | 3600  |
        | chargingRateUnit | A     |
      Then the answer is "Accepted"
      And the answer holds
        | field                                                  | value    |
        | chargingSchedule.chargingSchedulePeriod[0].startPeriod | 0        |
        | chargingSchedule.chargingSchedulePeriod[0].limit       | 16       |
        | chargingSchedule.chargingSchedulePeriod[1].startPeriod | 595 ± 10 |
        | chargingSchedule.chargingSchedulePeriod[1].limit       | 10       |

    @OCP-SC-007 @must
    Scenario: The course of the limit in watt
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      When the central system requests "GetCompositeSchedule"
        | field            | value |
        | connectorId      | 1     |
        | duration         | 600   |
        | chargingRateUnit | W     |
      Then the answer holds
        | field                                                  | value |
        | scheduleStart                                          | (now) |
        | chargingSchedule.chargingRateUnit                      | W     |
        | chargingSchedule.chargingSchedulePeriod[0].startPeriod | 0     |

    @OCP-SC-008 @must
    Scenario: A connector that is not there
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 99    |
        | duration    | 600   |
      Then the request is refused

  Rule: The highest level counts, and a transaction's own profile before the default

    @OCP-SC-009 @must
    Scenario: Two profiles of one transaction
      Given a vehicle is charging
      And these charging profiles are set
        | id | purpose   | level | periods   |
        | 1  | TxProfile | 0     | 0 s: 16 A |
        | 2  | TxProfile | 1     | 0 s: 10 A |
      When the central system requests "GetCompositeSchedule"
        | field            | value |
        | connectorId      | 1     |
        | duration         | 600   |
        | chargingRateUnit | A     |
      Then the answer holds
        | field                                            | value |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 10    |

    @OCP-SC-013 @must
    Scenario: A default, and a profile of the transaction that allows more
      Given a vehicle is charging
      And these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
        | 2  | TxProfile        | 0 s: 16 A |
      When the central system requests "GetCompositeSchedule"
        | field            | value |
        | connectorId      | 1     |
        | duration         | 600   |
        | chargingRateUnit | A     |
      Then the answer holds
        | field                                            | value |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 16    |
