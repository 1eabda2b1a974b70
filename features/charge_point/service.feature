@charge-point @OCPP16-5.2
Feature: Taken out of service and put back
  An operator closes a connector for repairs or for the night, and opens it
  again. Who charges at that moment is not disturbed.

  Background:
    Given the charge point is in service

  Rule: Out of service means Unavailable, for as long as it lasts

    @OCP-AVL-001 @must @live
    Scenario: A connector is closed
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      Then the answer is "Accepted"
      And the charge point reports "Unavailable"

    @OCP-AVL-002 @must
    Scenario: A connector is opened again
      Given the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      And 5 seconds pass
      When the central system requests "ChangeAvailability"
        | field       | value     |
        | connectorId | 1         |
        | type        | Operative |
      Then the answer is "Accepted"
      And the charge point reports "Available"

    @OCP-AVL-005 @must
    Scenario: The whole station is closed
      When the central system takes the charge point out of service
      Then the charge point reports "Unavailable"
      And the charge point reports "Unavailable" for the whole station

    @OCP-AVL-007 @must @OCPP16-5.14
    Scenario: A closed station is restarted
      Given the central system takes the charge point out of service
      And 5 seconds pass
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends, in this order, each within 2 minutes
        | action             | connectorId | status      |
        | BootNotification   |             |             |
        | StatusNotification | 1           | Unavailable |

    @OCP-AVL-008 @must @OCPP16-5.11
    Scenario: Somebody would like to charge at a closed station
      Given the central system takes the charge point out of service
      And 5 seconds pass
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

    @OCP-AVL-009 @must
    Scenario: An open connector is opened
      When the central system requests "ChangeAvailability"
        | field       | value     |
        | connectorId | 1         |
        | type        | Operative |
      Then the answer is "Accepted"

    @OCP-AVL-006 @must
    Scenario: A connector that is not there
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 99          |
        | type        | Inoperative |
      Then the request is refused

  Rule: A session that runs comes first

    @OCP-AVL-003 @OCP-AVL-004 @must
    Scenario: A connector is to be closed while a vehicle charges
      Given a vehicle is charging
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      Then the answer is "Scheduled"
      And the charge point sends no "StopTransaction" for 10 seconds

    @OCP-AVL-003 @must
    Scenario: It is closed when the vehicle has left
      Given a vehicle is charging
      And the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      And 3 seconds pass
      When the central system stops the session
      And the vehicle is unplugged
      Then the charge point reports "Unavailable" within 20 seconds
