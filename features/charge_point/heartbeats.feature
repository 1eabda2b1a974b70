@charge-point @OCPP16-4.6
Feature: Signs of life
  A charge point with nothing to say says so, at the interval it was given.

  Rule: Heartbeats come at the interval that holds

    @OCP-HB-001 @OCP-BOOT-009 @must @live
    Scenario: The interval given with acceptance
      Given the central system accepts registration, with an interval of 10 seconds
      And the charge point is in service
      When 40 seconds pass
      Then the charge point sends about 4 "Heartbeat"

    @OCP-HB-002 @must @OCPP16-5.3
    Scenario: Another interval is set
      Given the charge point is in service
      When the central system sets the key "HeartbeatInterval" to "10"
      And 40 seconds pass
      Then the charge point sends about 4 "Heartbeat"
