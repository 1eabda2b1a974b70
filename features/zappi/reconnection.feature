@charge-point @OCPP16-4.2
Feature: When a charger introduces itself again
  An introduction tells the central system to start from scratch with this
  charger. It is owed after a restart and on a new connection, and would only
  disturb at any other time.

  Background:
    Given the charge point is in service

  Rule: A restarted charger introduces itself, though its bridge stayed connected

    @ZAP-BOOT-001 @vendor
    Scenario: A power cut at the charger is followed by one introduction
      When the charge point reboots
      Then the charge point sends "BootNotification" within 10 seconds
      And the charge point sends 1 "BootNotification"

    @ZAP-BOOT-001 @vendor
    Scenario: Nothing else is said until the restarted charger is accepted
      Given the central system leaves every "BootNotification" call unanswered
      And the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 10    |
      When the charge point reboots
      Then the charge point sends nothing but "BootNotification" for 2 minutes

  Rule: Each new connection begins with an introduction

    @ZAP-BOOT-002 @vendor @live
    Scenario: A dropped connection is followed by one introduction
      When the central system drops the connection
      Then the charge point sends "BootNotification" within 60 seconds
      And the charge point sends 1 "BootNotification"

    @ZAP-BOOT-002 @vendor
    Scenario: A session that ends meanwhile waits for the introduction to be accepted
      Given a vehicle is charging
      And the central system leaves registration pending, with an interval of 5 minutes
      When the central system drops the connection
      And the vehicle is unplugged
      Then the charge point sends nothing but "BootNotification" for 60 seconds

    @ZAP-BOOT-002 @vendor
    Scenario: A running session is neither ended nor begun anew
      Given a vehicle is charging
      When the central system drops the connection
      Then the charge point connects again within 60 seconds
      And the charge point sends no "StopTransaction" for 60 seconds
      And the charge point sends no "StartTransaction" for 5 seconds

  Rule: Nothing but a restart or a new connection makes a charger introduce itself

    @ZAP-BOOT-003 @vendor @virtual-time
    Scenario: A quiet day
      When 24 hours pass
      Then the charge point sends no "BootNotification" for 1 hour

    @ZAP-BOOT-003 @vendor
    Scenario: A session from end to end
      Given a vehicle is charging
      When the central system stops the session
      And the vehicle is unplugged
      Then the charge point sends no "BootNotification" for 2 minutes

    @ZAP-BOOT-003 @vendor
    Scenario: New settings
      When the central system sets the key "MeterValueSampleInterval" to "60"
      And the central system sets the key "HeartbeatInterval" to "120"
      Then the charge point sends no "BootNotification" for 2 minutes

    @ZAP-BOOT-003 @vendor
    Scenario: A fault that comes and goes
      When the charge point develops a fault "GroundFailure"
      And the fault is cleared
      Then the charge point sends no "BootNotification" for 2 minutes

    @ZAP-BOOT-003 @vendor
    Scenario: Two heartbeats without an answer
      Given the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 20    |
      And the central system leaves the next 2 "Heartbeat" calls unanswered
      When 3 minutes pass
      Then the charge point sends no "BootNotification" for 1 minute
