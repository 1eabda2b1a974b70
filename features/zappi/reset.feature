@charge-point @OCPP16-5.14
Feature: Restarting the charger from afar
  An operator restarts a charger that misbehaves. Sessions are closed properly
  first, and afterwards the charger is as good as new.

  Background:
    Given the charge point is in service

  Rule: The charger itself restarts, and introduces itself again

    @ZAP-RST-001 @vendor
    Scenario: An idle charger is restarted
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the answer is "Accepted"
      And the charge point sends "BootNotification" within 30 seconds
      And the charge point reports "Available" within 30 seconds
      And the charge point sends 1 "BootNotification"

    @ZAP-RST-001 @vendor @live
    Scenario: More than the connection is restarted
      Given the central system starts a session for "APP-7f3"
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends "BootNotification" within 30 seconds
      And the charge point reports, in this order and nothing else
        | status    |
        | Available |

  Rule: Hard and soft restarts differ in name only

    @ZAP-RST-002 @vendor
    Scenario Outline: A <type> restart while a driver is awaited
      Given the central system starts a session for "APP-7f3"
      When the central system requests "Reset"
        | field | value  |
        | type  | <type> |
      Then the answer is "Accepted"
      And the charge point sends, in this order, each within 30 seconds
        | action             | connectorId | status    |
        | BootNotification   |             |           |
        | StatusNotification | 0           | Available |
        | StatusNotification | 1           | Available |
      And the charge point sends no "StopTransaction" for 5 seconds

      Examples:
        | type |
        | Soft |
        | Hard |

    @ZAP-RST-002 @vendor
    Scenario Outline: A <type> restart in the middle of a session
      Given a vehicle is charging
      When the central system requests "Reset"
        | field | value  |
        | type  | <type> |
      Then the answer is "Accepted"
      And the charge point sends, in this order, each within 30 seconds
        | action             | reason   | status    |
        | StopTransaction    | <reason> |           |
        | StatusNotification |          | Finishing |
        | BootNotification   |          |           |
        | StatusNotification |          | Finishing |

      Examples:
        | type | reason    |
        | Soft | SoftReset |
        | Hard | HardReset |

  Rule: A session ends before the restart, and its end is told once

    Background:
      Given a vehicle is charging

    @ZAP-RST-003 @vendor
    Scenario: A restart cuts a session short
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charging current is 0 A
      And the charge point sends, in this order, each within 30 seconds
        | action           | transactionId |
        | StopTransaction  | (running)     |
        | BootNotification |               |
      And the charge point sends 1 "StopTransaction"

    @ZAP-RST-003 @vendor
    Scenario: Nobody listens before the restart, and the end is told after it
      Given the central system leaves the next "StopTransaction" call unanswered
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends, in this order, each within 60 seconds
        | action           | transactionId |
        | StopTransaction  | (running)     |
        | BootNotification |               |
        | StopTransaction  | (running)     |
      And every repetition of "StopTransaction" carries the payload of the first
      And the charge point sends 2 "StopTransaction"
