@charge-point @OCPP16-5.8 @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
Feature: Reading what a charger is set to
  Who looks after many chargers reads their settings before touching any. All
  the documented keys can be read but one, and all of them at once.

  Background:
    Given the charge point is in service

  Rule: Each key is told with its value and whether it can be changed

    @ZAP-CFG-003 @vendor @live
    Scenario Outline: <key> can be read
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                        | value      |
        | configurationKey[0].key      | <key>      |
        | configurationKey[0].readonly | <readonly> |
        | configurationKey[0].value    | (any)      |
        | unknownKey                   | (absent)   |

      Examples:
        | key                                     | readonly |
        | HeartbeatInterval                       | false    |
        | ConnectionTimeOut                       | false    |
        | MeterValuesSampledData                  | false    |
        | MeterValueSampleInterval                | false    |
        | StopTransactionOnInvalidId              | false    |
        | TransactionMessageAttempts              | false    |
        | TransactionMessageRetryInterval         | false    |
        | UnlockConnectorOnEVSideDisconnect       | false    |
        | LocalAuthListEnabled                    | false    |
        | OCPPChargeMode                          | false    |
        | RandomSmartChargeDelay                  | false    |
        | FreeCharging                            | false    |
        | PlugAndChargeID                         | false    |
        | AuthorizeRemoteTxRequests               | false    |
        | CommercialMode                          | false    |
        | MaintenanceMode                         | false    |
        | FreeVendScreen                          | false    |
        | TariffType                              | false    |
        | PricekWh                                | false    |
        | PriceMinute                             | false    |
        | IdleFee                                 | false    |
        | ConnectionFee                           | false    |
        | SupportContact                          | false    |
        | IsOperative                             | false    |
        | PaymentURL                              | false    |
        | AllowPINCode                            | false    |
        | ChargerName                             | false    |
        | ChargeID                                | false    |
        | appName                                 | false    |
        | SupportedFeatureProfiles                | true     |
        | NumberOfConnectors                      | true     |
        | ChargeProfileMaxStackLevel              | true     |
        | ChargingScheduleMaxPeriods              | true     |
        | ChargingScheduleAllowedChargingRateUnit | true     |
