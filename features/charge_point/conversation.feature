@charge-point @OCPPJ-4.1
Feature: Holding up one end of a conversation
  Either end asks the other, about the things that are its own to ask about, and
  answers what it is asked. A platform needs to know no more than the standard.

  Rule: What a charger reports is not ordered from it

    @ZAP-CONN-010 @vendor
    Scenario: A platform mixes up starting and being told of a start
      Given the charge point is in service
      And the vehicle is plugged in
      When the central system requests "StartTransaction"
        | field       | value                |
        | connectorId | 1                    |
        | idTag       | APP-7f3              |
        | meterStart  | 0                    |
        | timestamp   | 2026-01-05T00:00:00Z |
      Then the request is refused with an error
      And the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A

    @ZAP-CONN-010 @vendor
    Scenario: A platform mixes up stopping and being told of a stop
      Given the charge point is in service
      And a vehicle is charging
      When the central system requests "StopTransaction"
        | field         | value                |
        | transactionId | (running)            |
        | meterStop     | 0                    |
        | timestamp     | 2026-01-05T00:00:00Z |
      Then the request is refused with an error
      And the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A

    @ZAP-CONN-010 @vendor @OCP-RPC-009 @must
    Scenario Outline: A platform sends <action>, which is a charger's to send
      Given the charge point is in service
      When the central system requests "<action>"
        | field   | value   |
        | <field> | <value> |
      Then the request is refused with an error
      And the charge point sends no "<action>" for 30 seconds

      Examples:
        | action                     | field             | value   |
        | Authorize                  | idTag             | APP-7f3 |
        | FirmwareStatusNotification | status            | Idle    |

    @ZAP-CONN-010 @vendor
    Scenario Outline: A platform sends <action> with all that belongs to it
      Given the charge point is in service
      When the central system requests "<action>"
        | field    | value   |
        | <first>  | <one>   |
        | <second> | <other> |
      Then the request is refused with an error
      And the charge point sends no "<action>" for 30 seconds

      Examples:
        | action           | first             | one      | second           | other                                                            |
        | BootNotification | chargePointVendor | Myenergi | chargePointModel | Zappi                                                            |
        | MeterValues      | connectorId       | 1        | meterValue       | [{"timestamp":"2026-01-05T00:00:00Z","sampledValue":[{"value":"1"}]}] |

    @ZAP-CONN-010 @vendor @virtual-time
    Scenario: A charger sends nothing that is a platform's to send
      Given the charge point is in service
      When a vehicle starts charging
      And 20 minutes pass
      And the central system stops the session
      And the vehicle is unplugged
      Then the charge point sends nothing but "BootNotification", "Heartbeat", "StatusNotification", "StartTransaction", "StopTransaction", "MeterValues", "Authorize" for 1 hour

  Rule: Two requests in one breath get an answer each

    @ZAP-CONN-008 @vendor @needs-smart-charging @needs-device-link @live
    Scenario: A quick question while the charger is still busy with a slow one
      Given the charge point is in service in commercial mode
      And the device link is 2 seconds late
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 10 A |
      And the central system at once requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the answer holds
        | field                   | value             |
        | configurationKey[0].key | HeartbeatInterval |
      And the occupied slots are 1
