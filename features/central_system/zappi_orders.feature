@central-system @operator
Feature: Living with what a zappi does with orders
  A zappi repeats old messages when it is asked for new ones, keeps one schedule
  for all sessions, and spares its memory.

  Rule: What a trigger brings may be old, or nothing at all

    Background:
      Given the charge point is in service

    @CSM-ZAP-005 @vendor @OCPP16-5.17 @needs-remote-trigger @virtual-time
    Scenario: A status is repeated as it was
      Given 2 minutes pass
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the charge point sends "StatusNotification"
      And the central system answers every "StatusNotification" properly

    @CSM-ZAP-005 @vendor @OCPP16-5.17 @needs-remote-trigger @live
    Scenario: There are no readings to repeat
      When the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then the answer is "Rejected"
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      Then the charge point sends "Heartbeat"
      And the central system answers every "Heartbeat" properly

  Rule: One schedule counts for all sessions, and is not always taken

    Background:
      Given the charge point is in service in commercial mode

    @CSM-ZAP-006 @vendor @OCPP16-5.16 @needs-smart-charging @needs-commercial-mode
    Scenario: A second schedule takes the place of the first
      Given these charging profiles are set
        | id | purpose          | level | periods   |
        | 1  | TxDefaultProfile | 1     | 0 s: 16 A |
      When the central system sets this charging profile
        | id | purpose          | level | periods   |
        | 2  | TxDefaultProfile | 0     | 0 s: 10 A |
      Then the central system sends "SetChargingProfile"
        | field                               | value |
        | csChargingProfiles.chargingProfileId | 2     |
      And the answer is "Accepted"

    @CSM-ZAP-007 @vendor @OCPP16-5.16 @needs-smart-charging @needs-commercial-mode
    Scenario: A schedule would wear the memory too much, and a shorter one is tried
      Given the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 27 in all |
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 3 in all  |
      Then the central system sends "SetChargingProfile"
      And the answer is "Accepted"
