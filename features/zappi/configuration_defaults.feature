@charge-point @OCPP16-5.8
Feature: What a charger is set to when nobody has set it
  A few values the vendor documents; a charger fresh from the factory holds
  them. What a charger is made like can be read in the same way, and stays.

  Rule: A charger fresh from the factory holds the documented values

    @ZAP-CFG-007 @ZAP-CFG-011 @ZAP-CFG-016 @vendor @live
    Scenario: Heartbeats, the time between readings, and the connector
      Given the central system accepts registration, with an interval of 0 seconds
      And the charge point is in service
      When the central system requests "GetConfiguration"
        | field | value                                                                          |
        | key   | HeartbeatInterval, MeterValueSampleInterval, UnlockConnectorOnEVSideDisconnect |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 60    |
        | configurationKey[1].value | 900   |
        | configurationKey[2].value | true  |

    @ZAP-CFG-010 @vendor @needs-measurand-choice
    Scenario: Readings are to contain the energy register, until somebody wants more
      Given the charge point is in service
      When the central system requests "GetConfiguration"
        | field | value                  |
        | key   | MeterValuesSampledData |
      Then the answer holds
        | field                        | value                         |
        | configurationKey[0].value    | Energy.Active.Import.Register |
        | configurationKey[0].readonly | false                         |

    @ZAP-CFG-028 @vendor
    Scenario: Free sessions have no name in common
      Given the charge point is in service
      When the central system requests "GetConfiguration"
        | field | value           |
        | key   | PlugAndChargeID |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | ""    |

    @ZAP-CFG-003 @vendor
    Scenario: There is no address for payments
      Given the charge point is in service
      When the central system requests "GetConfiguration"
        | field | value      |
        | key   | PaymentURL |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | ""    |

  Rule: What the charger is made like cannot be changed

    @ZAP-CFG-001 @vendor @needs-commercial-mode @needs-smart-charging
    Scenario Outline: <key> stays <value>
      Given the charge point is in service in commercial mode
      When the central system sets the key "<key>" to "<other>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                        | value   |
        | configurationKey[0].value    | <value> |
        | configurationKey[0].readonly | true    |

      Examples:
        | key                                     | value                                               | other   |
        | SupportedFeatureProfiles                | Core,FirmwareManagement,RemoteTrigger,SmartCharging | Core    |
        | NumberOfConnectors                      | 1                                                   | 2       |
        | ChargeProfileMaxStackLevel              | 15                                                  | 20      |
        | ChargingScheduleMaxPeriods              | 26                                                  | 48      |
        | ChargingScheduleAllowedChargingRateUnit | Current,Power                                       | Current |
