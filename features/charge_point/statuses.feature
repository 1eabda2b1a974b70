@charge-point @OCPP16-4.9
Feature: The status of a connector
  Drivers look at it in their app before they set out. It follows what happens
  at the connector, step by step.

  Background:
    Given the charge point is in service

  Rule: The status follows the vehicle

    @OCP-STAT-001 @must @live
    Scenario: A vehicle comes
      When the vehicle is plugged in
      Then the charge point reports "Preparing" within 10 seconds

    @OCP-STAT-004 @must
    Scenario: A vehicle comes and leaves again
      Given the vehicle is plugged in
      And 5 seconds pass
      When the vehicle is unplugged
      Then the charge point reports "Available" within 10 seconds

    @OCP-STAT-002 @must
    Scenario: A vehicle begins to charge
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging" within 15 seconds

    @OCP-STAT-003 @must
    Scenario: A session is over, and the vehicle is still there
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point reports "Finishing" within 15 seconds

    @OCP-STAT-007 @must
    Scenario: The vehicle is full
      Given a vehicle is charging
      When the vehicle is full
      Then the charge point reports "SuspendedEV" within 15 seconds

  Rule: A fault is told by its code, and when it is over

    @OCP-STAT-005 @must
    Scenario: The connector breaks down
      When the charge point develops a fault "GroundFailure"
      Then the charge point sends "StatusNotification" within 10 seconds
        | field       | value         |
        | connectorId | 1             |
        | status      | Faulted       |
        | errorCode   | GroundFailure |

    @OCP-STAT-008 @must
    Scenario: The connector is repaired
      Given the charge point develops a fault "GroundFailure"
      And 5 seconds pass
      When the fault is cleared
      Then the charge point reports "Available" within 10 seconds

  Rule: The station as a whole has a status of its own

    @OCP-STAT-006 @must
    Scenario: A session does not show in the status of the whole station
      When a vehicle starts charging
      Then the charge point sends no "StatusNotification" for 5 seconds
        | field       | value    |
        | connectorId | 0        |
        | status      | Charging |
