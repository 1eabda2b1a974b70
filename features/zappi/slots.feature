@charge-point @needs-smart-charging
Feature: Schedules live in the slots of the charger's own memory
  Each period of a schedule is kept in a slot of the charger itself, where it
  needs no connection. Slots are few, and flash memory wears out: so they are
  counted, and so is writing to them.

  Background:
    Given the charge point is in service in commercial mode

  Rule: What was stored once is kept to without anybody's help

    @ZAP-PROF-002 @vendor
    Scenario: A schedule goes on although the charger is cut off
      Given these charging profiles are set
        | purpose          | periods                |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 10 A |
      And a vehicle is charging
      When the device link is cut
      Then the charging current follows this timetable
        | after      | ampere |
        | 0 seconds  | 16     |
        | 10 minutes | 10     |

    @ZAP-PROF-002 @vendor
    Scenario: A schedule survives a power failure
      Given these charging profiles are set
        | purpose          | periods                |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 10 A |
      When the charge point reboots
      And 11 minutes pass
      And a vehicle starts charging
      Then the charging current is 10 A

  Rule: Each period occupies one slot, and there are 48

    @ZAP-PROF-006 @vendor @live
    Scenario: A schedule of three periods occupies three slots
      When the central system sets this charging profile
        | purpose          | periods                             |
        | TxDefaultProfile | 0 s: 0 A, 600 s: 32 A, 900 s: 12 A |
      Then the answer is "Accepted"
      And the occupied slots are 3
      And the free slots are 45

    @ZAP-PROF-008 @vendor @virtual-time
    Scenario: Two schedules of 24 periods fill the memory
      Given a vehicle is charging
      And these charging profiles are set, 61 minutes apart
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 24 in all |
      When the central system sets this charging profile
        | id | purpose   | periods   |
        | 2  | TxProfile | 24 in all |
      Then the answer is "Accepted"
      And the free slots are 0

    @ZAP-PROF-008 @vendor @virtual-time
    Scenario: A full memory takes nothing more and loses nothing
      Given a vehicle is charging
      And these charging profiles are set, 61 minutes apart
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 24 in all |
        | 2  | TxProfile        | 24 in all |
      When the central system sets this charging profile
        | id | level | periods   |
        | 3  | 1     | 0 s: 16 A |
      Then the answer is "Rejected"
      And the slot writes are 48

    @ZAP-PROF-008 @vendor @virtual-time
    Scenario: A schedule that fits only in part is refused as a whole
      Given a vehicle is charging
      And these charging profiles are set, 61 minutes apart
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 24 in all |
        | 2  | TxProfile        | 23 in all |
      When the central system sets this charging profile
        | id | level | periods                |
        | 3  | 1     | 0 s: 16 A, 600 s: 10 A |
      Then the answer is "Rejected"
      And the slot writes are 47
