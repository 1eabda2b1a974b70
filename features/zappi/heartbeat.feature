@charge-point @OCPP16-4.6
Feature: Heartbeats
  By its heartbeats an operator knows that a charger is alive when it has
  nothing else to say, and by their answers the charger knows that somebody
  listens. The interval is agreed on at registration.

  Background:
    Given the central system accepts registration, with an interval of 30 seconds
    And the charge point is in service

  Rule: The interval that comes with acceptance is the one heartbeats keep

    @ZAP-BOOT-012 @vendor
    Scenario: The central system gave thirty seconds
      When 150 seconds pass
      Then the charge point sends about 5 "Heartbeat"

    @ZAP-BOOT-012 @vendor @live
    Scenario: The interval given becomes the configured one
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 30    |

  Rule: Heartbeats come at the agreed interval, whatever else goes on

    @ZAP-HB-001 @vendor
    Scenario: Ten minutes without a vehicle
      When 10 minutes pass
      Then the charge point sends about 20 "Heartbeat"

    @ZAP-HB-001 @vendor
    Scenario: Ten minutes of charging, with meter values in between
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 10    |
      And a vehicle is charging
      When 10 minutes pass
      Then the charge point sends about 20 "Heartbeat"

    @ZAP-HB-001 @vendor
    Scenario: Slow answers do not slow the heartbeats down
      Given the central system answers every "Heartbeat" call 5 seconds late
      When 10 minutes pass
      Then the charge point sends about 20 "Heartbeat"

  Rule: Each charger keeps the interval agreed on with itself

    @ZAP-HB-002 @vendor
    Scenario: Two chargers of one service keep different intervals
      Given the central system accepts the registration of "98765432" with an interval of 45 seconds
      And another charge point "98765432" is in service
      When 3 minutes pass
      Then the charge point sends about 6 "Heartbeat"
      And the charge point "98765432" sends about 4 "Heartbeat"

  # The documents say that either side learns of a dead connection this way, not when.
  # Three heartbeats in vain is our reading.
  Rule: A charger whose heartbeats stay unanswered looks for a new connection

    @ZAP-HB-005 @vendor
    Scenario: Three heartbeats in vain are enough
      Given the central system leaves every "Heartbeat" call unanswered
      When 20 seconds pass
      Then the charge point connects again within 2 minutes
