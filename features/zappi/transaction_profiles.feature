@charge-point @OCPP16-3.13 @needs-smart-charging
Feature: Profiles of one transaction, and how they are stacked
  A profile for a transaction belongs to one customer. Several of them may be
  laid on top of each other, so that an exception covers the plan below it.

  Background:
    Given the charge point is in service in commercial mode

  Rule: A profile for a transaction is for the one that is running, and for no other

    @ZAP-PROF-003 @vendor @live
    Scenario: A profile for somebody else's transaction is turned away
      Given a vehicle is charging
      When the central system sets this charging profile
        | transaction | periods  |
        | 999999      | 0 s: 7 A |
      Then the answer is "Rejected"
      And the slot writes are 0
      And the charging current is 32 A

    @ZAP-PROF-003 @vendor
    Scenario: A profile for a transaction that has not begun leaves no trace
      When the central system sets this charging profile
        | purpose   | transaction | periods  |
        | TxProfile | none        | 0 s: 7 A |
      Then the answer is "Rejected"
      And the slot writes are 0

    @ZAP-PROF-003 @vendor
    Scenario: A session started from afar brings its own profile
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3" with this charging profile
        | purpose   | periods   |
        | TxProfile | 0 s: 13 A |
      Then the charging current is 13 A

    @ZAP-PROF-003 @vendor
    Scenario: A session cannot be started with a profile for all sessions
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3" with this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 13 A |
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute
      And the slot writes are 0

  Rule: Where profiles clash the highest stack level prevails

    Background:
      Given a vehicle is charging

    @ZAP-PROF-011 @vendor
    Scenario: A higher level overrides the plan for five minutes
      Given these charging profiles are set
        | id | level | periods   |
        | 1  | 0     | 0 s: 10 A |
      When the central system sets this charging profile
        | id | level | duration  | periods   |
        | 2  | 3     | 5 minutes | 0 s: 20 A |
      Then the charging current follows this timetable
        | after     | ampere |
        | 0 seconds | 20     |
        | 5 minutes | 10     |

    @ZAP-PROF-011 @vendor @virtual-time
    Scenario: The forecast shows the lower profile wherever the upper one has ended
      Given these charging profiles are set
        | id | level | duration    | periods                                      |
        | 1  | 0     | 400 seconds | 0 s: 6 A, 50 s: 5 A, 100 s: 8 A, 200 s: 10 A |
        | 2  | 1     | 150 seconds | 0 s: 7 A, 100 s: 9 A                         |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 400   |
      Then the answer holds
        | field                                                  | value    |
        | chargingSchedule.chargingSchedulePeriod[0].startPeriod | 0        |
        | chargingSchedule.chargingSchedulePeriod[0].limit       | 7        |
        | chargingSchedule.chargingSchedulePeriod[1].startPeriod | 100      |
        | chargingSchedule.chargingSchedulePeriod[1].limit       | 9        |
        | chargingSchedule.chargingSchedulePeriod[2].startPeriod | 150      |
        | chargingSchedule.chargingSchedulePeriod[2].limit       | 8        |
        | chargingSchedule.chargingSchedulePeriod[3].startPeriod | 200      |
        | chargingSchedule.chargingSchedulePeriod[3].limit       | 10       |
        | chargingSchedule.chargingSchedulePeriod[4]             | (absent) |

  Rule: No more than 15 profiles are stacked

    @ZAP-PROF-010 @vendor
    Scenario Outline: Profile number <number> on a transaction
      Given a vehicle is charging
      And <stacked> charging profiles are stacked on the transaction
      When the central system sets this charging profile
        | id | level   | periods   |
        | 1  | <level> | 0 s: 16 A |
      Then the answer is "<status>"

      Examples:
        | number | stacked | level | status   |
        | 15     | 14      | 14    | Accepted |
        | 16     | 15      | 15    | Rejected |
        | 1      | 0       | 16    | Rejected |
