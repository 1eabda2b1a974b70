@charge-point @OCPP16-5.17 @needs-remote-trigger
Feature: Messages on request, as OCPP 1.6 has them
  The vendor repeats what was told last; the standard wants to hear how things
  are now. A vendor may declare the latter.

  Background:
    Given the vendor declares
      | choice       | reading |
      | trigger_mode | fresh   |
    And the charge point is in service

  Rule: A message that was asked for tells how things are when it is asked for

    @ZAP-TRG-004 @vendor
    Scenario: A reading taken between two periodic ones
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      And 90 seconds pass
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Accepted"
      And the charge point sends 1 "MeterValues"
        | field                                 | value     |
        | transactionId                         | (running) |
        | meterValue[0].timestamp               | (now)     |
        | meterValue[0].sampledValue[0].context | Trigger   |

    @ZAP-TRG-004 @vendor @live
    Scenario: A reading before the first periodic one
      Given a vehicle is charging
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Accepted"
      And the charge point sends 1 "MeterValues"
        | field                   | value |
        | meterValue[0].timestamp | (now) |

    @ZAP-TRG-004 @vendor
    Scenario: A status of this moment, though it has been the same for an hour
      Given a vehicle is charging
      And 1 hour passes
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the charge point sends 1 "StatusNotification"
        | field     | value    |
        | status    | Charging |
        | timestamp | (now)    |

    @ZAP-TRG-003 @may
    Scenario: Without a session there is nothing to read
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Rejected"
      And the charge point sends no "MeterValues" for 10 seconds
