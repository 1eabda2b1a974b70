@charge-point @OCPP16-5.3
Feature: Changing what a charger is set to
  Nobody has to go there, and nothing has to be started anew: what was set is
  set once the charger has said so. No documented key asks for a restart.

  Rule: A key takes a new value at once, and holds it

    @ZAP-CFG-001 @vendor @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
    Scenario Outline: <key> becomes "<value>"
      Given the charge point is in service in commercial mode
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Accepted"
      And the charge point sends no "BootNotification" for 10 seconds
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                     | value   |
        | configurationKey[0].value | <value> |

      Examples:
        | key                               | value                              |
        | HeartbeatInterval                 | 90                                 |
        | ConnectionTimeOut                 | 45                                 |
        | MeterValuesSampledData            | Voltage                            |
        | MeterValueSampleInterval          | 60                                 |
        | StopTransactionOnInvalidId        | true                               |
        | TransactionMessageAttempts        | 5                                  |
        | TransactionMessageRetryInterval   | 20                                 |
        | UnlockConnectorOnEVSideDisconnect | false                              |
        | LocalAuthListEnabled              | true                               |
        | OCPPChargeMode                    | Eco                                |
        | RandomSmartChargeDelay            | 0                                  |
        | FreeCharging                      | true                               |
        | PlugAndChargeID                   | ACME-42                            |
        | AuthorizeRemoteTxRequests         | true                               |
        | CommercialMode                    | false                              |
        | MaintenanceMode                   | true                               |
        | FreeVendScreen                    | true                               |
        | TariffType                        | TARIFF_KWH,TARIFF_IDLE_FEE         |
        | PricekWh                          | 0.45                               |
        | PriceMinute                       | 0.10                               |
        | IdleFee                           | 0.20                               |
        | ConnectionFee                     | 1.00                               |
        | SupportContact                    | +44 20 7946 0000                   |
        | IsOperative                       | false                              |
        | PaymentURL                        | https://pay.example/942?site=7&b=1 |
        | AllowPINCode                      | false                              |
        | ChargerName                       | Bay 12                             |
        | ChargeID                          | BAY-12                             |
        | appName                           | Plug & Go                          |

  Rule: A key the charger does not have is not supported

    @ZAP-CFG-001 @vendor @live
    Scenario Outline: There is no "<key>"
      Given the charge point is in service
      When the central system sets the key "<key>" to "true"
      Then the answer is "NotSupported"

      Examples:
        | key                |
        | Nonsense           |
        | Free Charging      |
        | HeartbeatInterval2 |
