@charge-point @OCPP16-5.17 @needs-remote-trigger
Feature: How old a repeated message is
  A message sent again on request is a repetition, not a fresh look at the
  charger. Its timestamp tells how old it is, and it never belongs to another
  session.

  Rule: What is repeated is what the charger last sent, to the letter

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging

    @ZAP-TRG-004 @vendor
    Scenario: A reading is half a minute old, and says so
      When 90 seconds pass
      And the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the charge point sends 2 "MeterValues"
      And every repetition of "MeterValues" carries the payload of the first

    @ZAP-TRG-004 @vendor
    Scenario: A status is five minutes old, and says so
      When the vehicle is full
      And 5 minutes pass
      And the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the charge point sends 2 "StatusNotification"
      And every repetition of "StatusNotification" carries the payload of the first

  Rule: A session has readings of its own, and no others

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging

    @ZAP-TRG-005 @vendor @live
    Scenario: A session before its first reading
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Rejected"
      And the charge point sends no "MeterValues" for 10 seconds

    @ZAP-TRG-005 @vendor
    Scenario: The reading of an earlier session does not stand in for one of this session
      Given 70 seconds pass
      And the vehicle is unplugged
      And a vehicle is charging
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Rejected"
      And the charge point sends no "MeterValues" for 10 seconds

    @ZAP-TRG-003 @may
    Scenario: A session that is over has nothing to repeat
      Given 70 seconds pass
      When the vehicle is unplugged
      And the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Rejected"
      And the charge point sends no "MeterValues" for 10 seconds

    @ZAP-TRG-005 @vendor
    Scenario Outline: There is no second connector whose "<message>" could be repeated
      Given 70 seconds pass
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | <message> |
        | connectorId      | 2         |
      Then the answer is "Rejected"
      And the charge point sends no "<message>" for 10 seconds

      Examples:
        | message            |
        | StatusNotification |
        | MeterValues        |
