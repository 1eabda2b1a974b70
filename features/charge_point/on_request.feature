@charge-point @OCPP16-5.17
Feature: Messages on request
  A central system that lost track of a charge point has it say again how
  things are.

  Background:
    Given the charge point is in service

  Rule: What is asked for is sent, news or not

    @OCP-TRG-001 @must @live
    Scenario: A heartbeat
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      Then the answer is "Accepted"
      And the charge point sends "Heartbeat"

    @OCP-TRG-002 @must
    Scenario: The status of one connector
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the answer is "Accepted"
      And the charge point sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | status      | Available |

    @OCP-TRG-003 @must
    Scenario: The status of everything
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
      Then the charge point sends "StatusNotification"
        | field       | value |
        | connectorId | 0     |
      And the charge point sends "StatusNotification"
        | field       | value |
        | connectorId | 1     |

    @OCP-TRG-004 @must @needs-whole-core
    Scenario: A reading of the session that runs
      Given a vehicle is charging
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
        | connectorId      | 1           |
      Then the answer is "Accepted"
      And the charge point sends "MeterValues"
        | field                                 | value   |
        | connectorId                           | 1       |
        | meterValue[0].sampledValue[0].context | Trigger |

  Rule: What cannot be sent is not promised

    @OCP-TRG-005 @must
    Scenario: The status of a connector that is not there
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 99                 |
      Then the request is refused

    @OCP-TRG-006 @should
    Scenario: An introduction of somebody who is known
      When the central system requests "TriggerMessage"
        | field            | value            |
        | requestedMessage | BootNotification |
      Then the answer is "Rejected" or "NotImplemented"

    @OCP-TRG-007 @must
    Scenario Outline: A <message> that there may be or not
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | <message> |
      Then the answer is "Accepted", "Rejected" or "NotImplemented"

      Examples:
        | message                       |
        | FirmwareStatusNotification    |
        | DiagnosticsStatusNotification |
