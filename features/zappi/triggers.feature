@charge-point @OCPP16-5.17 @needs-remote-trigger
Feature: Messages sent again on request
  When a charger looks wrong, a central system may ask for its heartbeat, its
  status or its readings. What it gets is what the charger last made known,
  with the moment at which it did.

  Rule: Each of the three kinds is sent once for each time it is asked for

    Background:
      Given the charge point is in service

    @ZAP-TRG-001 @may @live
    Scenario: A heartbeat out of turn
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      Then the answer is "Accepted"
      And the charge point sends 1 "Heartbeat"

    @ZAP-TRG-002 @may
    Scenario Outline: The status of connector <connector>, though it was told before
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | <connector>        |
      Then the answer is "Accepted"
      And the charge point sends "StatusNotification"
        | field       | value       |
        | connectorId | <connector> |
        | status      | Available   |
      And the charge point sends 1 "StatusNotification"

      Examples:
        | connector |
        | 0         |
        | 1         |

    @ZAP-TRG-002 @may
    Scenario: Without a connector the status of all is sent
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
      Then the answer is "Accepted"
      And the charge point reports "Available" for the whole station
      And the charge point reports "Available"
      And the charge point sends 2 "StatusNotification"

    @ZAP-TRG-003 @may
    Scenario: A reading of the session that runs
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      And 70 seconds pass
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Accepted"
      And the charge point sends 1 "MeterValues"
        | field         | value     |
        | transactionId | (running) |

    @ZAP-TRG-007 @vendor
    Scenario Outline: "<message>" cannot be asked for
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | <message> |
      Then the answer is "NotImplemented" or "Rejected"
      And the charge point sends no "<message>" for 10 seconds

      Examples:
        | message                       |
        | BootNotification              |
        | FirmwareStatusNotification    |
        | DiagnosticsStatusNotification |
