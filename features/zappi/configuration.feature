@charge-point @OCPP16-5.3
Feature: Configuration keys of the charger
  Keys set from afar take effect at once; nobody has to go there.

  Rule: A new AuthorizationKey is put to use at once

    Background:
      Given the charge point is in service
      And the central system demands the key "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"

    @ZAP-CFG-005 @vendor
    Scenario: The charger says yes, then comes back with the new key
      When the central system sets the key "AuthorizationKey" to "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"
      Then the answer is "Accepted"
      And the charge point connects with a key within 60 seconds
      And the charge point sends "BootNotification" within 60 seconds

    @ZAP-CFG-005 @vendor
    Scenario: A vehicle that charges meanwhile notices nothing
      Given a vehicle is charging
      When the central system sets the key "AuthorizationKey" to "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"
      Then the charge point connects with a key within 60 seconds
      And the charge point sends no "StopTransaction" for 60 seconds
      And the charging current is 32 A

    @ZAP-CFG-005 @vendor @live
    Scenario: The key is never shown
      When the central system requests "GetConfiguration"
        | field | value            |
        | key   | AuthorizationKey |
      Then the answer holds
        | field            | value            |
        | configurationKey | (absent)         |
        | unknownKey[0]    | AuthorizationKey |

  Rule: HeartbeatInterval says how often heartbeats come, 60 seconds unless agreed otherwise

    @ZAP-CFG-006 @may
    Scenario: A shorter interval counts from the moment it is set
      Given the charge point is in service
      When the central system sets the key "HeartbeatInterval" to "15"
      And 150 seconds pass
      Then the charge point sends "Heartbeat" after 15 seconds
      And the charge point sends about 10 "Heartbeat"

    @ZAP-CFG-006 @may
    Scenario: On a new connection the interval given there holds again
      Given the central system accepts registration, with an interval of 30 seconds
      And the charge point is in service
      And the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 15    |
      And the central system drops the connection
      When 5 minutes pass
      Then the charge point sends about 10 "Heartbeat"

    @ZAP-CFG-007 @vendor
    Scenario: A central system that leaves the interval open gets one heartbeat a minute
      Given the central system accepts registration, with an interval of 0 seconds
      And the charge point is in service
      When 10 minutes pass
      Then the charge point sends about 10 "Heartbeat"
