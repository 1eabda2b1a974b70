@charge-point @OCPP16-3.5 @OCPP16-3.7
Feature: Sessions begun while the central system is away
  A charger that may do so charges although nobody can be asked. The central
  system has its say when it is back, and the session may be over then.

  Background:
    Given the charge point is in service

  Rule: A stored PIN is enough while nobody can be asked

    Background:
      Given the charge point is configured with
        | key                  | value |
        | LocalAuthListEnabled | true  |
      And the vehicle is plugged in

    @ZAP-CFG-019 @may @needs-pin-pad
    Scenario: A driver charges all the same, and the central system learns of it later
      Given the central system goes out of reach
      When the PIN "12345" is entered
      Then the charging current is 32 A
      When the central system can be reached again
      Then the charge point sends, in this order, each within 2 minutes
        | action           | idTag       |
        | BootNotification |             |
        | StartTransaction | VT-ALICE-01 |
      And the charge point sends no "StopTransaction" for 1 minute

  Rule: What becomes of a session whose tag proves unwelcome afterwards, the operator has decided

    Background:
      Given the charge point is configured with
        | key                        | value      |
        | FreeCharging               | true       |
        | PlugAndChargeID            | FREE-BAY-1 |
        | StopTransactionOnInvalidId | false      |
      And the central system holds the tag "FREE-BAY-1" to be "Invalid"

    @ZAP-CFG-012 @may @live
    Scenario: A strict operator's charger ends it as soon as it knows
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | true  |
      And the central system goes out of reach
      When the vehicle is plugged in
      And the central system can be reached again
      Then the charge point sends, in this order, each within 2 minutes
        | action             | idTag      | reason       | status    |
        | StartTransaction   | FREE-BAY-1 |              |           |
        | StopTransaction    | FREE-BAY-1 | DeAuthorized |           |
        | StatusNotification |            |              | Finishing |

    @ZAP-CFG-013 @may
    Scenario: A lenient operator's charger goes on charging
      Given the central system goes out of reach
      When the vehicle is plugged in
      And the central system can be reached again
      Then the charge point sends "StartTransaction" within 2 minutes
      And the charge point sends no "StopTransaction" for 2 minutes
      And the charging current is 32 A
