@charge-point @OCPP16-5.18
Feature: Nothing to unlock
  Some units have their cable fixed to them, and no unit has a second socket.
  Whoever asks for the impossible is told so, and no driver suffers for it.

  Rule: A unit with a fixed cable does not support the command

    Background:
      Given the charge point is set up with
        | setting | value    |
        | cable   | tethered |
      And the charge point is in service

    @ZAP-UNL-003 @vendor @live
    Scenario: The unit is idle
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "NotSupported"

    @ZAP-UNL-003 @vendor
    Scenario: A vehicle charges on unharmed
      Given a vehicle is charging
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "NotSupported"
      And the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A

  Rule: A connector that does not exist has no lock

    @ZAP-UNL-003 @vendor
    Scenario: The second connector of a unit with one
      Given the charge point is in service
      And a vehicle is charging
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 2     |
      Then the answer is "NotSupported"
      And the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A
