@central-system @operator
Feature: Ordering the start and the end of a session
  The vendor's text gives an order to start and an order to stop the same
  contents. The standard knows better, and so must a platform.

  Background:
    Given the charge point is in service

  Rule: An order to start names the socket and the driver's tag

    @OCPP16-5.11 @ZAP-RMT-002 @vendor @live
    Scenario: A driver with a short tag taps start
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the central system sends "RemoteStartTransaction"
        | field       | value   |
        | connectorId | 1       |
        | idTag       | APP-7f3 |
      And the charge point sends "StartTransaction"
        | field | value   |
        | idTag | APP-7f3 |

    @OCPP16-5.11 @ZAP-RMT-002 @vendor
    Scenario: A driver with the longest tag there is taps start
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3-000000000042"
      Then the central system sends "RemoteStartTransaction"
        | field | value                |
        | idTag | APP-7f3-000000000042 |
      And the charge point sends "StartTransaction"

  # The vendor's text lists connector and tag here as well; the schema forbids both.
  Rule: An order to stop names the session, and nothing else

    @OCPP16-5.12 @ZAP-RMT-004 @vendor
    Scenario: A driver taps stop
      Given a vehicle is charging
      When the central system stops the session
      Then the central system sends "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | connectorId   | (absent)  |
        | idTag         | (absent)  |
      And the charge point sends "StopTransaction"
