@charge-point @OCPP16-3.13 @needs-smart-charging
Feature: Charging profiles decide how much a vehicle may draw
  Charging profiles let a central system spread the power of a site over its
  vehicles. Two purposes count: a profile for one transaction, and a default
  for every transaction that has none of its own.

  Background:
    Given the charge point is in service in commercial mode
    And a vehicle is charging

  Rule: An accepted profile governs the current, period by period

    @ZAP-PROF-001 @vendor
    Scenario: A vehicle is slowed down to 16 A, and after ten minutes to 10 A
      When the central system sets this charging profile
        | periods                |
        | 0 s: 16 A, 600 s: 10 A |
      Then the answer is "Accepted"
      And the charging current follows this timetable
        | after      | ampere |
        | 0 seconds  | 16     |
        | 10 minutes | 10     |

  Rule: Profiles for a transaction and default profiles are the only kinds there are

    @ZAP-PROF-005 @vendor @live
    Scenario: A profile for the whole station is turned away
      When the central system sets this charging profile
        | purpose               | periods   |
        | ChargePointMaxProfile | 0 s: 10 A |
      Then the answer is "NotSupported" or "Rejected"
      And the slot writes are 0
      And the charging current is 32 A

  Rule: The profile of a transaction stands in for the default, whichever allows more

    Background:
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |

    @ZAP-PROF-004 @vendor
    Scenario: One session is allowed more than the default
      When the central system sets this charging profile
        | id | purpose   | periods   |
        | 2  | TxProfile | 0 s: 20 A |
      Then the answer is "Accepted"
      And the charging current is 20 A

    @ZAP-PROF-004 @vendor
    Scenario: A session falls back to the default once its own profile is cleared
      Given these charging profiles are set
        | id | purpose   | periods   |
        | 2  | TxProfile | 0 s: 20 A |
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 2     |
      Then the charging current is 10 A

  Rule: A device has one default profile, and the latest one is it

    @ZAP-PROF-009 @vendor
    Scenario: A new default replaces one of another id and a higher level
      Given these charging profiles are set
        | id | purpose          | level | periods                            |
        | 1  | TxDefaultProfile | 5     | 0 s: 10 A, 600 s: 12 A, 900 s: 9 A |
      When the central system sets this charging profile
        | id | purpose          | level | periods   |
        | 2  | TxDefaultProfile | 0     | 0 s: 20 A |
      Then the charging current is 20 A
      And the occupied slots are 1

    @ZAP-PROF-009 @vendor
    Scenario: The default that was replaced is no longer known
      Given these charging profiles are set
        | id | purpose          | level | periods   |
        | 1  | TxDefaultProfile | 0     | 0 s: 10 A |
        | 2  | TxDefaultProfile | 5     | 0 s: 20 A |
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      Then the answer is "Unknown"
