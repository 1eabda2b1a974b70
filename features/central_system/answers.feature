@central-system @OCPPJ-4.1.1 @scripted
Feature: Answering whatever a charger says
  A charger asks one thing at a time and waits for the answer. A platform that
  leaves a kind of message unanswered holds up everything behind it.

  Background:
    Given the central system accepts registration, with an interval of 60 seconds

  Rule: Each message of a charger is answered, and properly

    @ZAP-CONN-009 @vendor
    Scenario: A charger comes into service and stays
      When the charge point powers on
      And 5 minutes pass
      Then the central system answers every "BootNotification", "StatusNotification" and "Heartbeat" properly

    @ZAP-CONN-009 @vendor
    Scenario: A session with readings, from beginning to end
      Given the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      When a vehicle starts charging
      And 5 minutes pass
      And the central system stops the session
      Then the central system answers every "StartTransaction", "MeterValues" and "StopTransaction" properly

    @ZAP-CONN-009 @vendor @live
    Scenario: A driver types a PIN
      Given the charge point is in service
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
      And the central system answers every "Authorize" properly

    @ZAP-CONN-009 @vendor @needs-firmware-management
    Scenario: A charger tells of its new firmware
      Given the charge point is in service
      When the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      And 2 minutes pass
      Then the charge point sends 4 "FirmwareStatusNotification"
      And the central system answers every "FirmwareStatusNotification" properly
