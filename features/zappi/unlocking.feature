@charge-point @OCPP16-5.18
Feature: Letting a stuck cable go
  A driver cannot get the cable out of the socket and calls the operator, who
  unlocks it from afar: without a spark, and without saying so when it failed.

  Background:
    Given the charge point is set up with
      | setting | value    |
      | cable   | socketed |
    And the charge point is in service

  Rule: A session that runs is ended first

    @ZAP-UNL-001 @vendor
    Scenario: A cable is stuck in the middle of a session
      Given a vehicle is charging
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the charging current is 0 A
      And the charge point sends "StopTransaction"
        | field         | value         |
        | transactionId | (running)     |
        | reason        | UnlockCommand |
      And the charge point sends 1 "StopTransaction"

    @ZAP-UNL-001 @vendor
    Scenario: No session runs, and none is ended
      Given the vehicle is plugged in
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "Unlocked"
      And the charge point sends no "StopTransaction" for 30 seconds

  Rule: Then the cable comes free, never under load

    @ZAP-UNL-002 @vendor @live
    Scenario: The lock opens once the power is off
      Given a vehicle is charging
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "Unlocked"
      And the device shows
        | reading            | value |
        | cable              | free  |
        | current at release | 0     |

    @ZAP-UNL-002 @vendor
    Scenario: The driver takes the cable along
      Given a vehicle is charging
      And the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      When the cable is taken out of the charger
      Then the charge point reports "Available"
      And the device shows
        | reading | value  |
        | cable   | absent |

  Rule: A cable that stays stuck is not called unlocked

    Background:
      Given a vehicle is charging

    @ZAP-UNL-002 @vendor
    Scenario: The vehicle does not let go of its end
      Given the vehicle holds its end of the cable
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "UnlockFailed"
      And the device shows
        | reading | value  |
        | cable   | locked |

    @ZAP-UNL-002 @vendor @needs-device-link
    Scenario: The charger is out of reach
      Given the device link is cut
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "UnlockFailed"
      And the charge point sends no "StopTransaction" for 10 seconds
