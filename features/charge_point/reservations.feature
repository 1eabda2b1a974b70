@charge-point @OCPP16-5.13 @OCPP16-5.1
Feature: A connector kept for a driver
  Who reserved finds the connector free: until then, nobody else gets it.

  Background:
    Given the charge point is in service

  Rule: A reservation holds until it is used, cancelled or over

    @OCP-RSV-001 @must @live
    Scenario: A connector is reserved
      When the central system requests "ReserveNow"
        | field         | value  |
        | connectorId   | 1      |
        | expiryDate    | +120 s |
        | idTag         | (valid tag) |
        | reservationId | 11     |
      Then the answer is "Accepted"
      And the charge point reports "Reserved"

    @OCP-RSV-002 @must
    Scenario: A reservation is cancelled
      Given the central system requests "ReserveNow"
        | field         | value  |
        | connectorId   | 1      |
        | expiryDate    | +120 s |
        | idTag         | (valid tag) |
        | reservationId | 11     |
      And 5 seconds pass
      When the central system requests "CancelReservation"
        | field         | value |
        | reservationId | 11    |
      Then the answer is "Accepted"
      And the charge point reports "Available"

    @OCP-RSV-006 @must
    Scenario: A reservation is over
      When the central system requests "ReserveNow"
        | field         | value |
        | connectorId   | 1     |
        | expiryDate    | +10 s |
        | idTag         | (valid tag) |
        | reservationId | 11    |
      Then the charge point reports "Available" within 30 seconds

    @OCP-RSV-004 @must @OCPP16-4.8
    Scenario: The driver comes
      Given the central system requests "ReserveNow"
        | field         | value  |
        | connectorId   | 1      |
        | expiryDate    | +120 s |
        | idTag         | (valid tag) |
        | reservationId | 11     |
      And the vehicle is plugged in
      When the central system starts a session for "(valid tag)"
      Then the charge point sends "StartTransaction" within 15 seconds
        | field         | value |
        | idTag         | (valid tag) |
        | reservationId | 11    |

    @OCP-RSV-005 @must
    Scenario: Somebody else comes
      Given the central system requests "ReserveNow"
        | field         | value  |
        | connectorId   | 1      |
        | expiryDate    | +120 s |
        | idTag         | (valid tag) |
        | reservationId | 11     |
      And the vehicle is plugged in
      When the central system starts a session for "(valid tag 2)"
      Then the charge point sends no "StartTransaction" for 10 seconds

  Rule: What is not there cannot be reserved or cancelled

    @OCP-RSV-003 @must
    Scenario: A reservation nobody made
      When the central system requests "CancelReservation"
        | field         | value |
        | reservationId | 99    |
      Then the answer is "Rejected"

    @OCP-RSV-007 @must
    Scenario: A connector in use
      Given a vehicle is charging
      When the central system requests "ReserveNow"
        | field         | value  |
        | connectorId   | 1      |
        | expiryDate    | +120 s |
        | idTag         | (valid tag) |
        | reservationId | 11     |
      Then the answer is "Occupied"
