@charge-point @OCPP16-3.3
Feature: Messages the bridge knows
  The vendor lists which operations the bridge takes part in, and which it
  leaves out. A central system that knows the list is not surprised later.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key               | value |
      | HeartbeatInterval | 60    |

  Rule: Eight operations are answered on their merits

    @ZAP-MSG-001 @vendor
    Scenario Outline: The central system uses <action>
      When the central system requests "<action>"
        | field   | value   |
        | <field> | <value> |
      Then the answer holds
        | field  | value    |
        | status | <status> |

      Examples:
        | action                 | field            | value             | status   |
        | GetConfiguration       | key              | HeartbeatInterval | (absent) |
        | Reset                  | type             | Soft              | Accepted |
        | UnlockConnector        | connectorId      | 1                 | (any)    |
        | RemoteStartTransaction | idTag            | APP-7f3           | Accepted |
        | RemoteStopTransaction  | transactionId    | 999               | Rejected |
        | TriggerMessage         | requestedMessage | Heartbeat         | Accepted |

    @ZAP-MSG-001 @vendor
    Scenario Outline: The central system uses <action>, which takes two fields
      When the central system requests "<action>"
        | field    | value    |
        | <first>  | <one>    |
        | <second> | <other> |
      Then the answer holds
        | field  | value    |
        | status | <status> |

      Examples:
        | action              | first    | one                          | second       | other                | status   |
        | ChangeConfiguration | key      | HeartbeatInterval            | value        | 120                  | Accepted |
        | UpdateFirmware      | location | https://fw.example/zappi.bin | retrieveDate | 2030-01-01T00:00:00Z | (absent) |

  Rule: Four more operations are answered on their merits in commercial mode

    Background:
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |

    @ZAP-MSG-001 @vendor @needs-smart-charging @live
    Scenario: A charging profile that was never set is cleared
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 99    |
      Then the answer holds
        | field  | value |
        | status | (any) |

    @ZAP-MSG-001 @vendor @needs-smart-charging
    Scenario: The schedule of the next ten minutes is asked for
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 600   |
      Then the answer is "Accepted"

    @ZAP-MSG-001 @vendor @needs-commercial-mode
    Scenario: The charger is taken out of service
      When the central system takes the charge point out of service
      Then the answer is "Accepted"

    # An older page of the vendor says that smart charging is not supported; the newer
    # document describes it at length. Each holds for the profile drawn from it.
    @ZAP-MSG-001 @ZAP-MSG-004 @vendor @needs-smart-charging
    Scenario: Smart charging is supported, whatever the older page says
      Given a vehicle is charging
      When the central system sets this charging profile
        | periods   |
        | 0 s: 10 A |
      Then the answer is "Accepted"
      And the charging current is 10 A

  Rule: The charger itself raises eight subjects and no other

    @ZAP-MSG-002 @vendor @virtual-time
    Scenario: A session from end to end, then a restart
      When a vehicle starts charging
      And 20 minutes pass
      And the central system stops the session
      And the vehicle is unplugged
      And the charge point reboots
      Then the charge point sends nothing but "BootNotification", "Heartbeat", "StatusNotification", "StartTransaction", "StopTransaction", "MeterValues", "Authorize" for 10 minutes

    @ZAP-MSG-002 @vendor @needs-firmware-management
    Scenario: An update of the firmware
      When the central system requests "UpdateFirmware"
        | field        | value                        |
        | location     | https://fw.example/zappi.bin |
        | retrieveDate | 2020-01-01T00:00:00Z         |
      Then the charge point sends "FirmwareStatusNotification"
      And the charge point sends nothing but "FirmwareStatusNotification", "BootNotification", "Heartbeat", "StatusNotification" for 10 minutes
