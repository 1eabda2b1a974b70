@charge-point @OCPP16-5.3 @OCPP16-5.8 @needs-commercial-mode @needs-smart-charging @needs-measurand-choice
Feature: Spellings of keys
  The documents spell some keys in more than one way, and OCPP does not mind
  capitals. Whichever spelling is used, there is one key and one value.

  Background:
    Given the charge point is in service in commercial mode

  Rule: What is set by one spelling is read by another, and told by the spelling asked for

    @ZAP-CFG-001 @ZAP-CFG-003 @vendor
    Scenario Outline: "<spelling>" is <key>
      When the central system sets the key "<spelling>" to "<value>"
      Then the answer is "Accepted"
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | <key>, <spelling> |
      Then the answer holds
        | field                     | value      |
        | configurationKey[0].key   | <key>      |
        | configurationKey[0].value | <value>    |
        | configurationKey[1].key   | <spelling> |
        | configurationKey[1].value | <value>    |

      Examples: Capitals
        | spelling          | key               | value  |
        | heartbeatinterval | HeartbeatInterval | 90     |
        | connectionTimeout | ConnectionTimeOut | 45     |
        | freecharging      | FreeCharging      | true   |
        | freeCharging      | FreeCharging      | true   |
        | PlugandChargeID   | PlugAndChargeID   | ACME   |
        | plugandchargeID   | PlugAndChargeID   | ACME   |
        | PRICEKWH          | PricekWh          | 0.45   |
        | AppName           | appName           | Charge |

      Examples: Other names
        | spelling                 | key                       | value |
        | AuthorizeRemoteTxRequest | AuthorizeRemoteTxRequests | true  |
        | authorizeremotetxrequest | AuthorizeRemoteTxRequests | true  |
        | PriceIdleFee             | IdleFee                   | 0.25  |
        | Maintenance Mode         | MaintenanceMode           | true  |

  Rule: In the list of all keys each has one spelling

    @ZAP-CFG-003 @vendor @live
    Scenario: The list of a charger that was set by other spellings
      Given the charge point is configured with
        | key                      | value |
        | AuthorizeRemoteTxRequest | true  |
        | PriceIdleFee             | 0.25  |
        | Maintenance Mode         | true  |
        | freecharging             | true  |
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                            | value                     |
        | configurationKey[key=AuthorizeRemoteTxRequest]   | (absent)                  |
        | configurationKey[key=PriceIdleFee]               | (absent)                  |
        | configurationKey[key=Maintenance Mode]           | (absent)                  |
        | configurationKey[key=FreeCharging].key           | FreeCharging              |
        | configurationKey[key=PlugAndChargeID].key        | PlugAndChargeID           |
        | configurationKey[key=PricekWh].key               | PricekWh                  |
        | configurationKey[key=IdleFee].value              | "0.25"                    |
        | configurationKey[key=AuthorizeRemoteTxRequests].value | true                 |
