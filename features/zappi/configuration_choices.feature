@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
Feature: Values a key does not take
  A switch is on or off, a choice is one of a few, and a price looks like one.
  Anything else is refused, and what was there before it stays.

  Background:
    Given the charge point is in service in commercial mode

  Rule: A switch knows only true and false

    @ZAP-CFG-001 @vendor @live
    Scenario Outline: <key> cannot be "<value>"
      Given the charge point is configured with
        | key   | value |
        | <key> | true  |
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | true  |

      Examples:
        | key                               | value |
        | StopTransactionOnInvalidId        | 0     |
        | UnlockConnectorOnEVSideDisconnect | off   |
        | LocalAuthListEnabled              | no    |
        | FreeCharging                      |       |
        | AuthorizeRemoteTxRequests         | never |
        | CommercialMode                    | 0     |
        | MaintenanceMode                   | off   |
        | FreeVendScreen                    | no    |
        | IsOperative                       | 0     |
        | AllowPINCode                      | maybe |

  Rule: A choice that is not offered changes nothing, and a list with one such choice is refused whole

    @ZAP-CFG-001 @vendor
    Scenario Outline: "<value>" is no choice for <key>
      Given the charge point is configured with
        | key   | value  |
        | <key> | <kept> |
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | <key> |
      Then the answer holds
        | field                     | value  |
        | configurationKey[0].value | <kept> |

      Examples:
        | key                    | kept       | value                         |
        | OCPPChargeMode         | Eco        | STOP                          |
        | OCPPChargeMode         | Eco        | Eco+                          |
        | MeterValuesSampledData | Voltage    | SoC                           |
        | MeterValuesSampledData | Voltage    | Frequency,SoC,Current.Import  |
        | MeterValuesSampledData | Voltage    |                               |
        | TariffType             | TARIFF_KWH | TARIFF_FOO                    |
        | TariffType             | TARIFF_KWH | TARIFF_FOO, TARIFF_MINUTE     |
        | PricekWh               | 0.45       | 0.4                           |
        | PriceMinute            | 0.10       | 0,10                          |
        | IdleFee                | 0.20       | £0.20                         |
        | ConnectionFee          | 1.00       | -1.00                         |
        | PlugAndChargeID        | ACME-42    | TWENTY-LETTERS-LONG12         |
