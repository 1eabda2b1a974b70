@charge-point @OCPP16-5.8
Feature: Questions about many keys
  A list of keys may be long, and some of them may be strange to the charger.
  Whatever is in the list, each key in it gets its answer.

  Background:
    Given the charge point is in service

  Rule: Without a list every key is told

    @ZAP-CFG-003 @vendor @needs-commercial-mode @needs-smart-charging @needs-measurand-choice @live
    Scenario: Nothing in particular is asked for
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                            | value               |
        | configurationKey[key=HeartbeatInterval].readonly | false               |
        | configurationKey[key=FreeCharging].key           | FreeCharging        |
        | configurationKey[key=appName].key                | appName             |
        | configurationKey[key=NumberOfConnectors].value   | "1"                 |
        | configurationKey[33].key                         | (any)               |
        | unknownKey                                       | (absent)            |

  Rule: Keys the charger does not have are named, and the others are told all the same

    @ZAP-CFG-003 @vendor
    Scenario: One key of two is strange
      When the central system requests "GetConfiguration"
        | field | value                       |
        | key   | Nonsense, HeartbeatInterval |
      Then the answer holds
        | field                   | value             |
        | configurationKey[0].key | HeartbeatInterval |
        | configurationKey[1]     | (absent)          |
        | unknownKey[0]           | Nonsense          |
        | unknownKey[1]           | (absent)          |

    @ZAP-CFG-003 @vendor
    Scenario: All three are strange
      When the central system requests "GetConfiguration"
        | field | value                                     |
        | key   | Nonsense, heartbeat interval, FreeParking |
      Then the answer holds
        | field            | value              |
        | configurationKey | (absent)           |
        | unknownKey[0]    | Nonsense           |
        | unknownKey[1]    | heartbeat interval |
        | unknownKey[2]    | FreeParking        |

  Rule: No list is too long, for the vendor names no greatest length

    @ZAP-CFG-003 @vendor @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
    Scenario: Thirty-six keys, two of them strange
      When the central system requests "GetConfiguration"
        | field | value |
        | key   | HeartbeatInterval, ConnectionTimeOut, MeterValuesSampledData, MeterValueSampleInterval, StopTransactionOnInvalidId, TransactionMessageAttempts, TransactionMessageRetryInterval, UnlockConnectorOnEVSideDisconnect, LocalAuthListEnabled, OCPPChargeMode, RandomSmartChargeDelay, FreeCharging, Nonsense, PlugAndChargeID, AuthorizeRemoteTxRequests, CommercialMode, MaintenanceMode, FreeVendScreen, TariffType, PricekWh, PriceMinute, IdleFee, ConnectionFee, SupportContact, IsOperative, PaymentURL, AllowPINCode, ChargerName, ChargeID, appName, SupportedFeatureProfiles, NumberOfConnectors, ChargeProfileMaxStackLevel, ChargingScheduleMaxPeriods, ChargingScheduleAllowedChargingRateUnit, FreeParking |
      Then the answer holds
        | field                                                               | value       |
        | configurationKey[33].value                                          | (any)       |
        | configurationKey[34]                                                | (absent)    |
        | configurationKey[key=HeartbeatInterval].value                       | (any)       |
        | configurationKey[key=ChargingScheduleAllowedChargingRateUnit].value | (any)       |
        | unknownKey[0]                                                       | Nonsense    |
        | unknownKey[1]                                                       | FreeParking |
        | unknownKey[2]                                                       | (absent)    |
