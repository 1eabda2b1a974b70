@charge-point @OCPP16-5.11
Feature: Starting a session where none can begin
  An order from afar does not outrank the people who closed the charger, nor the
  driver who is already charging there.

  Rule: A charger out of service stays out of service, whatever an app asks for

    Background:
      Given the charge point is in service in commercial mode
      And the central system takes the charge point out of service

    @ZAP-RMT-006 @vendor @needs-commercial-mode
    Scenario: An app asks for a bay that is closed
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StatusNotification" for 1 minute

    @ZAP-RMT-006 @vendor @needs-commercial-mode
    Scenario: A vehicle stands in the closed bay
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StatusNotification" for 1 minute
      And the charging current is 0 A

    @ZAP-RMT-006 @vendor @needs-commercial-mode @live
    Scenario: The bay is opened again
      Given the central system takes the charge point into service
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charge point reports "Preparing"

  Rule: An order for a connector that is not there is turned away

    @ZAP-RMT-001 @vendor
    Scenario Outline: An app asks for connector <connector>
      Given the charge point is in service
      And the vehicle is plugged in
      When the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | <connector> |
        | idTag       | APP-7f3     |
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute

      Examples:
        | connector |
        | 0         |
        | 2         |

  Rule: Whoever charges is not disturbed by somebody else's order

    Background:
      Given the charge point is in service
      And a vehicle is charging

    @ZAP-RMT-007 @vendor
    Scenario: A second driver asks for the same socket
      When the central system starts a session for "APP-8a1"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 32 A

    @ZAP-RMT-007 @vendor
    Scenario: The session still belongs to the driver who began it
      Given the central system starts a session for "APP-8a1"
      And 5 seconds pass
      When the central system stops the session
      Then the charge point sends "StopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | idTag         | APP-7f3   |

    @ZAP-RMT-007 @vendor
    Scenario: A session that is paused by its vehicle is still a session
      Given the vehicle is full
      When the central system starts a session for "APP-8a1"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute
