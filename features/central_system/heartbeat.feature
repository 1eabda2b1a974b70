@central-system @OCPP16-4.6 @scripted
Feature: Listening to heartbeats
  Heartbeats are how a platform knows which of its chargers can be reached.
  An open connection alone proves little: the far end may be gone.

  Background:
    Given the central system accepts registration, with an interval of 10 seconds
    And the charge point is in service

  Rule: Each heartbeat is answered with the time

    @ZAP-HB-003 @vendor
    Scenario: Ten heartbeats in a row
      When 100 seconds pass
      Then the charge point sends about 10 "Heartbeat"
      And the central system answers every "Heartbeat" properly

  # How many heartbeats may be missed is for each platform to say; ours allows three.
  Rule: A charger that misses its heartbeats counts as offline, though it is still connected

    @ZAP-HB-004 @vendor
    Scenario: Three intervals of silence
      When the charge point falls silent
      Then the central system shows the charge point offline after 30 seconds

    @ZAP-HB-004 @vendor @live
    Scenario: Any message puts the charger online again
      Given the charge point falls silent
      And 35 seconds pass
      When the charge point speaks again
      Then the central system shows the charge point online within 10 seconds

    @ZAP-HB-004 @vendor
    Scenario: A charger that sends its heartbeats stays online
      When 5 minutes pass
      Then the central system shows the charge point online
