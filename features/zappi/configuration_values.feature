@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
Feature: Values a key takes, up to the last that still makes sense
  A value that makes no sense is refused, and the one before it stays. Where
  sense ends is tried from both sides.

  Background:
    Given the charge point is in service in commercial mode

  Rule: The outermost values are taken

    @ZAP-CFG-001 @vendor
    Scenario Outline: <key> may be "<value>"
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Accepted"
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                     | value     |
        | configurationKey[0].value | "<value>" |

      Examples:
        | key                             | value                                                                                                                        |
        | HeartbeatInterval               | 1                                                                                                                            |
        | ConnectionTimeOut               | 1                                                                                                                            |
        | MeterValueSampleInterval        | 0                                                                                                                            |
        | TransactionMessageAttempts      | 0                                                                                                                            |
        | TransactionMessageRetryInterval | 0                                                                                                                            |
        | RandomSmartChargeDelay          | 0                                                                                                                            |
        | PlugAndChargeID                 |                                                                                                                              |
        | PlugAndChargeID                 | TWENTY-LETTERS-LONG1                                                                                                         |
        | PricekWh                        | 0.00                                                                                                                         |
        | PriceMinute                     | 12.30                                                                                                                        |
        | TariffType                      |                                                                                                                              |
        | TariffType                      | TARIFF_KWH,TARIFF_MINUTE,TARIFF_CONNECTION_FEE,TARIFF_IDLE_FEE                                                               |
        | MeterValuesSampledData          | Current.Import,Current.Offered,Energy.Active.Import.Register,Frequency,Power.Active.Import,Power.Factor,Voltage              |

  Rule: A number that is none, or too small, changes nothing

    @ZAP-CFG-001 @vendor @live
    Scenario Outline: <key> cannot be "<value>"
      Given the charge point is configured with
        | key   | value |
        | <key> | 75    |
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 75    |

      Examples:
        | key                             | value |
        | HeartbeatInterval               | 0     |
        | HeartbeatInterval               | -1    |
        | HeartbeatInterval               | 1.5   |
        | HeartbeatInterval               |       |
        | ConnectionTimeOut               | 0     |
        | ConnectionTimeOut               | soon  |
        | MeterValueSampleInterval        | -1    |
        | MeterValueSampleInterval        | 15 s  |
        | TransactionMessageAttempts      | 0x3   |
        | TransactionMessageRetryInterval | -1    |
        | RandomSmartChargeDelay          | -1    |
        | RandomSmartChargeDelay          | never |
