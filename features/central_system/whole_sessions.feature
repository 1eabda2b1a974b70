@central-system
Feature: A visit from the plug to the receipt
  Of all that is told during a visit nothing is told for the platform's pleasure:
  the charger waits for each answer before it goes on.

  Background:
    Given a stand-in is registered

  Rule: Everything that is told during a visit is answered

    @CSM-TX-015 @must @OCPP16-4.8 @live
    Scenario: A driver plugs in, identifies, charges and leaves
      Given the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Preparing |
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      And the stand-in begins a session
      And the stand-in ends the session
      Then the central system answers every "Authorize", "StartTransaction" and "StopTransaction" properly

    @CSM-TX-015 @must @OCPP16-4.8
    Scenario: A driver identifies, plugs in and charges
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Preparing |
      And the stand-in begins a session
      Then the central system answers every "Authorize", "StatusNotification" and "StartTransaction" properly

    @CSM-TX-015 @must @OCPP16-4.1
    Scenario: A driver identifies and never plugs in
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      Then the central system answers every "Authorize" and "StatusNotification" properly

    @CSM-TX-015 @must @OCPP16-4.9
    Scenario: A driver pulls the plug at the vehicle
      Given the stand-in has begun a session
      When the stand-in sends "StatusNotification"
        | field       | value                |
        | connectorId | 1                    |
        | errorCode   | NoError              |
        | status      | Finishing            |
        | info        | EV side disconnected |
      And the stand-in ends the session
        | field  | value          |
        | reason | EVDisconnected |
      Then the central system answers every "StatusNotification" and "StopTransaction" properly

    @CSM-TX-015 @must @OCPP16-4.9
    Scenario: A driver identifies, and the lock of the cable fails
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      And the stand-in sends "StatusNotification"
        | field       | value                |
        | connectorId | 1                    |
        | errorCode   | ConnectorLockFailure |
        | status      | Faulted              |
      Then the central system answers every "Authorize" and "StatusNotification" properly

  Rule: A session that the operator ordered is told like any other

    Background:
      Given the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | 1           |
        | idTag       | (valid tag) |

    @CSM-TX-015 @must @OCPP16-5.11 @operator
    Scenario: A session that was ordered begins
      When the stand-in begins a session
      And the stand-in reports readings
        | measurand                     | value | unit |
        | Energy.Active.Import.Register | 250   | Wh   |
      Then the central system answers every "StartTransaction" and "MeterValues" properly

    @CSM-TX-015 @must @OCPP16-5.12 @operator
    Scenario: A session that was ordered is ended by the operator
      Given the stand-in has begun a session
      And the central system requests "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
      When the stand-in ends the session
        | field  | value  |
        | reason | Remote |
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-015 @must @OCPP16-5.14 @operator
    Scenario: A charger is reset while it charges
      Given the stand-in has begun a session
      And the central system requests "Reset"
        | field | value |
        | type  | Hard  |
      When the stand-in ends the session
        | field  | value     |
        | reason | HardReset |
      Then the central system answers every "StopTransaction" properly
