@charge-point @needs-device-link
Feature: A charger at the end of a slow link
  Between a question and what the charger makes of it some time may pass, and
  the link may be lost in between. The answer is true in any case.

  Background:
    Given the charge point is in service in commercial mode

  Rule: The answer waits until the charger has done what was asked

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor @needs-smart-charging @live
    Scenario: A plan is confirmed when the charger has it
      Given the device link is 10 seconds late
      When the central system sets this charging profile
        | purpose          | periods                             |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 20 A, 900 s: 10 A |
      Then the answer is "Accepted"
      And the occupied slots are 3

    @ZAP-CONN-002 @ZAP-PROF-001 @vendor @needs-smart-charging
    Scenario: A plan that is lost on its way is not confirmed
      Given the device link is 10 seconds late
      When the central system sets this charging profile
        | purpose          | periods                             |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 20 A, 900 s: 10 A |
      And 2 seconds pass
      And the device link is cut
      Then the answer is "Rejected"
      And the occupied slots are 0

    @ZAP-CONN-002 @ZAP-PROF-006 @vendor @needs-smart-charging
    Scenario: A plan arrives as a whole, even if the link is lost a moment later
      Given the device link is 10 seconds late
      When the central system sets this charging profile
        | purpose          | periods                             |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 20 A, 900 s: 10 A |
      And 12 seconds pass
      And the device link is cut
      Then the answer is "Accepted"
      And the occupied slots are 3

  Rule: The central system has its answer in time, and what comes later is put right

    Background:
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 16 A |
      And a vehicle is charging

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor @needs-smart-charging
    Scenario: A plan takes too long to reach the charger, which stays with the old one
      Given the device link is 20 seconds late
      When the central system sets this charging profile
        | id | purpose          | periods                |
        | 2  | TxDefaultProfile | 0 s: 10 A, 600 s: 12 A |
      Then the answer is "Rejected"
      When 2 minutes pass
      Then the occupied slots are 1
      And the charging current is 16 A

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor @needs-smart-charging
    Scenario: Commercial mode is left too late to say so, and entered again
      Given the device link is 20 seconds late
      When the central system sets the key "CommercialMode" to "false"
      Then the answer is "Rejected"
      When 2 minutes pass
      Then the charging current is 16 A
