@charge-point
Feature: A charger like any other
  A platform that gets on with chargers by the standard gets on with this one.
  What is special about it shows in what it does, never in what it writes.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value |
      | MeterValueSampleInterval | 300   |
      | HeartbeatInterval        | 600   |

  # The standing rules read each message: schema, ids, time stamps, registers, order.
  Rule: Every message is as the standard has it

    @ZAP-CONN-016 @vendor @virtual-time
    Scenario: A working day
      When a vehicle starts charging
      And 8 hours pass
      And the vehicle is full
      And 1 hour passes
      And the vehicle is unplugged
      Then the charge point sends about 54 "Heartbeat"

    @ZAP-CONN-016 @vendor @needs-pin-pad
    Scenario: A day on which nothing goes right
      When the PIN "12345" is entered
      And the vehicle is plugged in
      And the charge point develops a fault "GroundFailure"
      And the fault is cleared
      And the charge point reboots
      Then the charge point sends, in this order, each within 30 seconds
        | action             | errorCode     |
        | Authorize          |               |
        | StartTransaction   |               |
        | StatusNotification | GroundFailure |
        | BootNotification   |               |
        | StopTransaction    |               |

  # Prices are for the screen; what a session costs is reckoned by the platform.
  Rule: No message tells a price

    @ZAP-MSG-002 @ZAP-CFG-040 @vendor
    Scenario: A session at a charger that shows its tariff
      Given the charge point is configured with
        | key           | value                            |
        | TariffType    | TARIFF_KWH,TARIFF_CONNECTION_FEE |
        | PricekWh      | 0.45                             |
        | ConnectionFee | 1.50                             |
      When a vehicle starts charging
      And 20 minutes pass
      And the central system stops the session
      Then the charge point sends "StopTransaction"
        | field           | value    |
        | transactionData | (absent) |
      And the charge point sends nothing but "StartTransaction", "MeterValues", "StopTransaction", "StatusNotification", "Heartbeat" for 5 minutes

  Rule: An order with more in it than the standard allows is refused, and one with less is understood

    @ZAP-RMT-001 @ZAP-RMT-002 @OCPP16-5.11 @vendor
    Scenario Outline: A start at socket <socket>
      Given the vehicle is plugged in
      When the central system requests "RemoteStartTransaction"
        | field       | value    |
        | idTag       | APP-7f3  |
        | connectorId | <socket> |
      Then the answer is "<answer>"

      Examples:
        | socket | answer   |
        | 1      | Accepted |
        | 2      | Rejected |

    @ZAP-RMT-003 @ZAP-RMT-004 @OCPP16-5.12 @vendor @live
    Scenario: A stop that also names socket and tag
      Given a vehicle is charging
      When the central system requests "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | connectorId   | 1         |
        | idTag         | APP-7f3   |
      Then the request is refused with an error
      And the charging current is 32 A

    @ZAP-RMT-003 @ZAP-RMT-004 @OCPP16-5.12 @vendor
    Scenario: A stop that names socket and tag only
      Given a vehicle is charging
      When the central system requests "RemoteStopTransaction"
        | field       | value   |
        | connectorId | 1       |
        | idTag       | APP-7f3 |
      Then the request is refused with an error
      And the charging current is 32 A
