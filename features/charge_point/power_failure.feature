@charge-point @OCPP16-4.10 @OCPP16-7.36
Feature: Power that fails and comes back
  When the power fails nobody is told anything. Once it is back the central
  system hears what became of the session, for it is still open in its books.

  Background:
    Given the charge point is in service
    And a vehicle is charging

  Rule: A session that a power failure has cut short is closed afterwards, once

    @OCP-TX-012 @must
    Scenario: The power fails in the middle of a session
      When the charge point reboots
      Then the charge point sends "StopTransaction" within 30 seconds
        | field         | value     |
        | transactionId | (running) |
        | reason        | PowerLoss |
      And the charge point sends 1 "StopTransaction"

    @ZAP-TX-004 @ZAP-TX-006 @vendor
    Scenario: The lights go out in the middle of a session
      When the charge point reboots
      Then the charge point sends "StopTransaction" within 30 seconds
        | field         | value     |
        | transactionId | (running) |
        | reason        | PowerLoss |
        | idTag         | APP-7f3   |
      And the charge point sends 1 "StopTransaction"

    @ZAP-TX-004 @vendor @live
    Scenario: The introduction comes first, the end of the session after it
      When the charge point reboots
      Then the charge point sends, in this order, each within 30 seconds
        | action           | transactionId |
        | BootNotification |               |
        | StopTransaction  | (running)     |
