@charge-point @OCPP16-5.18
Feature: Letting go of a cable
  A cable that does not come out is a driver on the phone. The operator can
  have it let go, where there is a lock to open.

  Background:
    Given the charge point is in service

  Rule: The cable is let go, or it is said why not

    @OCP-UNL-001 @must @live
    Scenario: An idle connector
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "Unlocked", "UnlockFailed" or "NotSupported"

    @OCP-UNL-003 @must
    Scenario: A connector that is not there
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 99    |
      Then the request is refused

    @OCP-UNL-002 @must
    Scenario: A connector in the middle of a session
      Given a vehicle is charging
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the charge point sends "StopTransaction" within 15 seconds
        | field         | value         |
        | transactionId | (running)     |
        | reason        | UnlockCommand |
