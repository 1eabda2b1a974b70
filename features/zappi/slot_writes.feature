@charge-point @needs-smart-charging
Feature: Flash memory is spared
  Each write to a slot wears the charger's memory. It therefore bears a limited
  number of them in an hour, and writes nothing that is there already.

  Background:
    Given the charge point is in service in commercial mode

  Rule: In any 60 minutes at most 26 slots are written

    @ZAP-PROF-023 @vendor @live
    Scenario: A schedule of 26 periods is written at once
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 26 in all |
      Then the answer is "Accepted"
      And the occupied slots are 26

    @ZAP-PROF-008 @ZAP-PROF-023 @vendor
    Scenario Outline: A schedule of <count> periods is refused as a whole
      When the central system sets this charging profile
        | purpose          | periods        |
        | TxDefaultProfile | <count> in all |
      Then the answer is "Rejected"
      And the slot writes are 0

      Examples:
        | count |
        | 27    |
        | 49    |

    @ZAP-PROF-023 @vendor @virtual-time
    Scenario: The 27th change within the hour is refused, the full hour notwithstanding
      Given 45 minutes pass
      And the central system has set 26 differing charging profiles, 1 minute apart
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 31 A |
      Then the answer is "Rejected"
      And the slot writes are 26

    @ZAP-PROF-023 @vendor @virtual-time
    Scenario: An hour after the first change there is room for another
      Given the central system has set 26 differing charging profiles, 1 minute apart
      And 35 minutes pass
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 31 A |
      Then the answer is "Accepted"
      And the slot writes are 27

  Rule: A slot that holds the wanted content already is not written again

    Background:
      Given the central system has set this charging profile 8 times, 1 minute apart
        | purpose          | kind  | start | periods                                  |
        | TxDefaultProfile | daily | 00:00 | 0 s: 16 A, 28800 s: 32 A, 36000 s: 12 A |

    @ZAP-PROF-024 @vendor
    Scenario: The ninth repetition costs as little as the second
      When the central system sets this charging profile
        | purpose          | kind  | start | periods                                  |
        | TxDefaultProfile | daily | 00:00 | 0 s: 16 A, 28800 s: 32 A, 36000 s: 12 A |
      Then the answer is "Accepted"
      And the slot writes are 3

    @ZAP-PROF-024 @vendor
    Scenario: A change of one period costs one write
      When the central system sets this charging profile
        | purpose          | kind  | start | periods                                  |
        | TxDefaultProfile | daily | 00:00 | 0 s: 16 A, 28800 s: 20 A, 36000 s: 12 A |
      Then the answer is "Accepted"
      And the slot writes are 4
