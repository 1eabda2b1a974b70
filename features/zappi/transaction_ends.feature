@charge-point @OCPP16-4.10
Feature: The end of a session
  However a session ends, the central system hears of it once: which session it
  was, whose, and why it ended.

  Background:
    Given the charge point is in service
    And a vehicle is charging

  Rule: Each session's end is reported once, with its reason and its user

    @ZAP-TX-004 @ZAP-TX-006 @vendor
    Scenario: The central system ends a session
      When the central system stops the session
      Then the charge point sends "StopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | reason        | Remote    |
        | idTag         | APP-7f3   |
      And the charge point sends 1 "StopTransaction"

    @ZAP-TX-004 @vendor
    Scenario: Unplugging after the end adds no second one
      Given the central system stops the session
      When the vehicle is unplugged
      Then the charge point reports "Available"
      And the charge point sends no "StopTransaction" for 30 seconds

    @ZAP-TX-004 @ZAP-TX-006 @ZAP-TX-012 @vendor
    Scenario: The driver unplugs
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field         | value          |
        | transactionId | (running)      |
        | reason        | EVDisconnected |
        | idTag         | APP-7f3        |
      And the charge point sends 1 "StopTransaction"

    @ZAP-TX-004 @ZAP-TX-006 @vendor
    Scenario Outline: A restart of the charger ends the session first
      When the central system requests "Reset"
        | field | value  |
        | type  | <type> |
      Then the charge point sends, in this order, each within 10 seconds
        | action           | transactionId | reason   | idTag   |
        | StopTransaction  | (running)     | <reason> | APP-7f3 |
        | BootNotification |               |          |         |
      And the charge point sends 1 "StopTransaction"

      Examples:
        | type | reason    |
        | Soft | SoftReset |
        | Hard | HardReset |

    @ZAP-TX-004 @vendor
    Scenario: A session outlives a restart of the bridge and ends once
      Given the bridge restarts
      And 10 seconds pass
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field         | value          |
        | transactionId | (running)      |
        | reason        | EVDisconnected |
      And the charge point sends 1 "StopTransaction"

  Rule: A vehicle that leaves ends its session, whether it was drawing current or not

    @ZAP-TX-012 @vendor @live
    Scenario: The socket is free again once the session is closed
      When the vehicle is unplugged
      Then the charge point sends, in this order
        | action             | reason         | status    |
        | StopTransaction    | EVDisconnected |           |
        | StatusNotification |                | Available |

    @ZAP-TX-012 @vendor
    Scenario Outline: The end does not depend on the cable being <cable> at the charger
      Given the charge point is configured with
        | key                               | value  |
        | UnlockConnectorOnEVSideDisconnect | <free> |
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field         | value          |
        | transactionId | (running)      |
        | reason        | EVDisconnected |
      And the charge point sends 1 "StopTransaction"

      Examples:
        | cable    | free  |
        | released | true  |
        | held     | false |

    @ZAP-TX-012 @vendor
    Scenario: A full vehicle is collected
      Given the vehicle is full
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field  | value          |
        | reason | EVDisconnected |
      And the charge point reports "Available"
