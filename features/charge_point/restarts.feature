@charge-point @OCPP16-5.14
Feature: Restarted from afar
  When nothing else helps an operator restarts a charge point. Afterwards it
  is as after power-on, and no session is left open in the books.

  Background:
    Given the charge point is in service

  Rule: After a reset the charge point introduces itself

    @OCP-RST-001 @must @live
    Scenario Outline: A <kind> reset
      When the central system requests "Reset"
        | field | value  |
        | type  | <kind> |
      Then the answer is "Accepted"
      And the charge point sends "BootNotification" within 2 minutes

      Examples:
        | kind |
        | Soft |
        | Hard |

  Rule: A session does not outlive a reset

    @OCP-RST-002 @must
    Scenario: A soft reset in the middle of a session
      Given a vehicle is charging
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends, in this order, each within 2 minutes
        | action           | reason    |
        | StopTransaction  | SoftReset |
        | BootNotification |           |

    @OCP-RST-003 @must
    Scenario: A hard reset in the middle of a session
      Given a vehicle is charging
      When the central system requests "Reset"
        | field | value |
        | type  | Hard  |
      Then the charge point sends "StopTransaction" within 3 minutes
        | field         | value     |
        | transactionId | (running) |
