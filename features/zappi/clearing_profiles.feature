@charge-point @OCPP16-5.5 @needs-smart-charging
Feature: Charging profiles are cleared by request
  What has been set can be taken back: one profile, those of one kind, or all.
  From then on it is as if they had never been.

  Background:
    Given the charge point is in service in commercial mode
    And a vehicle is charging
    And these charging profiles are set
      | id | purpose          | level | periods   |
      | 1  | TxDefaultProfile | 0     | 0 s: 10 A |
      | 7  | TxProfile        | 0     | 0 s: 16 A |
      | 8  | TxProfile        | 1     | 0 s: 20 A |
      | 9  | TxProfile        | 2     | 0 s: 24 A |

  Rule: All profiles of one kind can be cleared at once, and only those

    @ZAP-CLR-001 @may
    Scenario Outline: Clearing by <field> "<value>"
      When the central system requests "ClearChargingProfile"
        | field   | value   |
        | <field> | <value> |
      Then the answer is "Accepted"
      And the occupied slots are <left>
      And the charging current is <ampere> A

      Examples:
        | field                  | value            | left | ampere |
        | chargingProfilePurpose | TxProfile        | 1    | 10     |
        | chargingProfilePurpose | TxDefaultProfile | 3    | 24     |
        | stackLevel             | 0                | 2    | 24     |
        | stackLevel             | 2                | 3    | 20     |

    @ZAP-CLR-001 @may @live
    Scenario: A request without any criterion clears everything
      When the central system requests "ClearChargingProfile"
      Then the answer is "Accepted"
      And the occupied slots are 0
      And the charging current is 32 A

  Rule: A single profile is cleared by its id, with or without its kind

    @ZAP-CLR-002 @may
    Scenario: An id is enough
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 9     |
      Then the answer is "Accepted"
      And the charging current is 20 A

    @ZAP-CLR-002 @may
    Scenario Outline: Profile 9, called a <kind>
      When the central system requests "ClearChargingProfile"
        | field                  | value  |
        | id                     | 9      |
        | chargingProfilePurpose | <kind> |
      Then the answer is "<status>"
      And the charging current is <ampere> A

      Examples:
        | kind             | status   | ampere |
        | TxProfile        | Accepted | 20     |
        | TxDefaultProfile | Unknown  | 24     |

  Rule: Where nothing fits, the answer is Unknown and nothing is written

    @ZAP-CLR-003 @vendor
    Scenario: An id that was never used
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 999   |
      Then the answer is "Unknown"
      And the slot writes are 4

    @ZAP-CLR-003 @vendor
    Scenario: A kind of which none is left
      Given the central system requests "ClearChargingProfile"
        | field                  | value     |
        | chargingProfilePurpose | TxProfile |
      When the central system requests "ClearChargingProfile"
        | field                  | value     |
        | chargingProfilePurpose | TxProfile |
      Then the answer is "Unknown"
