@charge-point @OCPPJ-6
Feature: The key of the charger
  With its AuthorizationKey a charger proves who it is. The key can be set from
  afar and is in use at once; it cannot be read, by nobody and in no way.

  Background:
    Given the charge point is in service

  Rule: The key is never told

    @ZAP-CFG-005 @vendor
    Scenario Outline: Asked for as "<spelling>", among other keys
      When the central system requests "GetConfiguration"
        | field | value                                           |
        | key   | HeartbeatInterval, <spelling>, OCPPChargeMode |
      Then the answer holds
        | field                   | value             |
        | configurationKey[0].key | HeartbeatInterval |
        | configurationKey[1].key | OCPPChargeMode    |
        | configurationKey[2]     | (absent)          |
        | unknownKey[0]           | <spelling>        |

      Examples:
        | spelling         |
        | AuthorizationKey |
        | authorizationkey |
        | AUTHORIZATIONKEY |

    @ZAP-CFG-005 @vendor
    Scenario: All keys are asked for, once the key was changed
      Given the central system sets the key "AuthorizationKey" to "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"
      And 2 minutes pass
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                  | value    |
        | configurationKey[key=AuthorizationKey] | (absent) |
        | configurationKey[key=FreeCharging].key | (any)    |

  Rule: A key of hexadecimal digits is presented in the form that the vendor declares

    @ZAP-CFG-005 @vendor @live
    Scenario: Unless declared otherwise the key is presented as it is written
      Given the central system demands the key "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7", as it is written
      When the central system sets the key "AuthorizationKey" to "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"
      Then the charge point connects with a key within 60 seconds
