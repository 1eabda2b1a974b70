@charge-point @OCPP16-3.13 @needs-smart-charging
Feature: Charging schedules by date, by day and by week, in amps or in watts
  A charging schedule says from when on which limit holds. It may be for one
  date, or come back every day or every week, at the hours it was given for.

  Background:
    Given the charge point is in service in commercial mode

  Rule: A schedule begins when it says, not when it arrives and not when charging begins

    @ZAP-PROF-012 @may @live
    Scenario: A limit announced for five minutes from now waits until then
      Given a vehicle is charging
      When the central system sets this charging profile
        | kind     | start  | periods  |
        | absolute | +300 s | 0 s: 7 A |
      Then the charging current follows this timetable
        | after     | ampere |
        | 0 seconds | 32     |
        | 5 minutes | 7      |

    @ZAP-PROF-007 @vendor @virtual-time
    Scenario: Nothing before eight, 32 A until ten and 12 A for the rest of the day
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 0     |
      And 1 hour passes
      And these charging profiles are set
        | purpose          | kind  | start | periods                              |
        | TxDefaultProfile | daily | 00:00 | 0 s: 0 A, 28800 s: 32 A, 36000 s: 12 A |
      When the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      Then the charging current follows this timetable
        | after     | ampere |
        | 0 seconds | 0      |
        | 7 hours   | 32     |
        | 9 hours   | 12     |
        | 23 hours  | 0      |
        | 31 hours  | 32     |

  Rule: A recurring schedule comes back every day, or every week, and on no other day

    Background:
      Given the charge point is configured with
        | key                      | value |
        | HeartbeatInterval        | 86400 |
        | MeterValueSampleInterval | 0     |
      And a vehicle is charging

    @ZAP-PROF-013 @may @virtual-time
    Scenario: Three nights alike: 16 A from ten in the evening until six in the morning
      When the central system sets this charging profile
        | kind  | start | periods                               |
        | daily | 00:00 | 0 s: 16 A, 21600 s: 0 A, 79200 s: 16 A |
      Then the charging current follows this timetable
        | after     | ampere |
        | 0 seconds | 16     |
        | 6 hours   | 0      |
        | 22 hours  | 16     |
        | 30 hours  | 0      |
        | 46 hours  | 16     |
        | 54 hours  | 0      |
        | 70 hours  | 16     |

    @ZAP-PROF-014 @may @virtual-time
    Scenario: A pause on Monday mornings leaves Tuesdays alone
      When the central system sets this charging profile
        | kind   | start        | duration | periods  |
        | weekly | Monday 08:00 | 1 hour   | 0 s: 0 A |
      Then the charging current follows this timetable
        | after      | ampere |
        | 0 seconds  | 32     |
        | 8 hours    | 0      |
        | 9 hours    | 32     |
        | 32.5 hours | 32     |
        | 176 hours  | 0      |
        | 177 hours  | 32     |
        | 344 hours  | 0      |
        | 345 hours  | 32     |
