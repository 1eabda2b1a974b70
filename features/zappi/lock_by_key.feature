@charge-point @OCPP16-5.3
Feature: The lock is set up from afar
  Nobody has to go to the charger: the key that says that charging is not free
  sets the lock as well, and the key for plugging in is the lock's own time-out.

  Background:
    Given the charge point is in service

  Rule: FreeCharging=false puts all of the lock to its recommended settings

    @ZAP-LOCK-008 @ZAP-CFG-002 @vendor @live
    Scenario: Flags that were off come on as recommended
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | off   |
        | EV unplugged | off   |
        | AutoHide     | on    |
        | charge       | on    |
      When the central system sets the key "FreeCharging" to "false"
      Then the answer is "Accepted"
      And the device shows
        | reading           | value |
        | lock EV plugged   | on    |
        | lock EV unplugged | on    |
        | lock AutoHide     | off   |
        | lock charge       | off   |

    @ZAP-LOCK-008 @vendor
    Scenario: The key works in lower case too
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | off   |
        | EV unplugged | off   |
      When the central system sets the key "freecharging" to "false"
      Then the device shows
        | reading           | value |
        | lock EV plugged   | on    |
        | lock EV unplugged | on    |

    @ZAP-LOCK-007 @vendor
    Scenario: The default mode becomes STOP without anybody's doing
      Given the owner sets the lock by hand
        | setting      | value |
        | default mode | Fast  |
      When the central system sets the key "FreeCharging" to "false"
      Then the device shows
        | reading      | value |
        | default mode | STOP  |

  Rule: The time for plugging in is the time-out of the lock

    @ZAP-CFG-002 @vendor
    Scenario: The device follows the key
      When the central system sets the key "ConnectionTimeOut" to "90"
      Then the answer is "Accepted"
      And the device shows
        | reading       | value |
        | lock time-out | 90    |

    @ZAP-CFG-009 @vendor
    Scenario: What was set at the device is what the key says
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 75    |
      And the owner sets the lock by hand
        | setting       | value |
        | lock time-out | 45    |
      When the central system requests "GetConfiguration"
        | field | value                 |
        | key   | ["ConnectionTimeOut"] |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 45    |

    @ZAP-CFG-009 @vendor
    Scenario: The lock that the owner has opened closes after the time the key says
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 75    |
      And the PIN "90210" is entered
      When 76 seconds pass
      Then the device shows
        | reading       | value  |
        | lock time-out | 75     |
        | screen lock   | on     |
        | menu          | locked |
