@charge-point
Feature: The lock is set at the charger itself
  An owner without a platform goes through the menu. What is set there is what
  counts, including what was forgotten.

  Background:
    Given the charge point is set up with
      | setting    | value |
      | device_pin | 90210 |
    And the charge point is in service

  Rule: The lock function is found under Menu, Other Settings, Lock Function

    @ZAP-LOCK-015 @may @live
    Scenario: The way through the menu
      Given the PIN "90210" is entered
      When "Menu", "Other Settings", "Lock Function" are chosen at the charger
      Then the device shows
        | reading   | value         |
        | menu page | Lock Function |

    @ZAP-LOCK-015 @may
    Scenario Outline: The setting <flag> can be changed there
      Given the PIN "90210" is entered
      When "Menu", "Other Settings", "Lock Function", "<flag>" are chosen at the charger
      Then the device shows
        | reading     | value |
        | lock <flag> | <now> |

      Examples:
        | flag         | now |
        | EV plugged   | off |
        | EV unplugged | off |
        | AutoHide     | on  |
        | charge       | on  |

  Rule: The lock recommended for setting by hand locks a charger with a vehicle, and no other

    @ZAP-LOCK-009 @may
    Scenario: A stranger's vehicle gets nothing
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | on    |
        | EV unplugged | off   |
        | AutoHide     | off   |
        | charge       | on    |
        | default mode | STOP  |
      And the vehicle is plugged in
      When "Fast" is chosen at the charger
      Then the charging current is 0 A
      And the device shows
        | reading     | value |
        | screen lock | on    |
        | mode        | STOP  |

    @ZAP-LOCK-009 @may
    Scenario: Nobody is kept from leaving STOP mode before plugging in
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | on    |
        | EV unplugged | off   |
        | AutoHide     | off   |
        | charge       | on    |
        | default mode | STOP  |
      When "Fast" is chosen at the charger
      Then the device shows
        | reading     | value |
        | screen lock | off   |
        | mode        | Fast  |

    @ZAP-LOCK-009 @may
    Scenario: The settings outlast a new connection
      Given the owner sets the lock by hand
        | setting      | value |
        | EV unplugged | off   |
        | charge       | on    |
      When the device link is cut
      And the device link is restored
      Then the device shows
        | reading           | value |
        | lock EV unplugged | off   |
        | lock charge       | on    |

  Rule: Whoever sets the lock by hand has to set the default mode to STOP as well

    @ZAP-LOCK-010 @vendor
    Scenario Outline: After a restart in default mode <mode> a stranger's vehicle gets <ampere> A
      Given the owner sets the lock by hand
        | setting      | value  |
        | default mode | <mode> |
        | EV plugged   | on     |
        | EV unplugged | off    |
        | AutoHide     | off    |
        | charge       | on     |
      And the charge point reboots
      And 10 seconds pass
      When the vehicle is plugged in
      Then the charging current is <ampere> A
      And the device shows
        | reading      | value  |
        | default mode | <mode> |

      Examples:
        | mode | ampere |
        | Fast | 32     |
        | STOP | 0      |
