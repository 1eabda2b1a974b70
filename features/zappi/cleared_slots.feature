@charge-point @OCPP16-5.5 @needs-smart-charging
Feature: What remains of a cleared profile
  Profiles are cleared by request, and those of a transaction when it ends.
  The slots stay behind with nothing in them, and limit nobody any more.

  Background:
    Given the charge point is in service in commercial mode
    And a vehicle is charging

  Rule: A cleared profile has no effect any more

    Background:
      Given these charging profiles are set
        | id | purpose          | periods  |
        | 1  | TxDefaultProfile | 0 s: 0 A |

    @ZAP-CLR-004 @vendor @live
    Scenario: A session that was held back charges at full power at once
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      Then the answer is "Accepted"
      And the charge point reports "Charging"
      And the charging current is 32 A

    @ZAP-CLR-004 @vendor
    Scenario: A profile cannot be cleared twice
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      And the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      Then the answer is "Unknown"

  Rule: Clearing leaves the slots in place, their duration and their limit set to 0

    Background:
      Given these charging profiles are set
        | purpose          | periods                             |
        | TxDefaultProfile | 0 s: 16 A, 600 s: 10 A, 900 s: 7 A |

    @ZAP-CLR-005 @vendor
    Scenario: Three cleared slots are still there, empty
      When the central system requests "ClearChargingProfile"
      Then the answer is "Accepted"
      And the cleared slots are 3
      And the occupied slots are 0

    @ZAP-CLR-006 @vendor
    Scenario: A limit of 0 in a cleared slot is no order to stop
      When the central system requests "ClearChargingProfile"
      Then the charging current is 32 A
      And the cleared slots are 3

  Rule: The profiles of a transaction end with it

    Background:
      Given these charging profiles are set
        | id | purpose   | periods   |
        | 2  | TxProfile | 0 s: 10 A |

    @ZAP-PROF-018 @vendor
    Scenario: The next customer is not limited by the profile of the last
      Given the central system stops the session
      And the vehicle is unplugged
      When a vehicle starts charging
      Then the cleared slots are 1
      And the charging current is 32 A

    @ZAP-PROF-018 @vendor
    Scenario: The profile is gone although nobody has acknowledged the end
      Given the central system leaves every "StopTransaction" call unanswered
      When the central system stops the session
      And the central system requests "ClearChargingProfile"
        | field                  | value     |
        | chargingProfilePurpose | TxProfile |
      Then the answer is "Unknown"
      And the occupied slots are 0

  Rule: The default profile stays from one transaction to the next

    @ZAP-PROF-019 @vendor
    Scenario: The second session keeps to the default of the first
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      And the central system stops the session
      And the vehicle is unplugged
      When a vehicle starts charging
      Then the charging current is 10 A
