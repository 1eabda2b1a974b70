@charge-point
Feature: Who may open the settings
  Settings decide what a charger costs and whom it serves. A lock keeps them from
  strangers, a PIN of the device opens them, commercial mode closes them altogether.

  Background:
    Given the charge point is set up with
      | setting    | value |
      | device_pin | 90210 |
    And the charge point is in service

  Rule: A locked charger lets no stranger into its menu

    @ZAP-LOCK-004 @vendor @live
    Scenario: The menu button of an idle charger
      When "Menu" is chosen at the charger
      Then the device shows
        | reading | value  |
        | menu    | locked |

    @ZAP-LOCK-004 @vendor
    Scenario: Settings stay as they are while a vehicle is charging
      Given a vehicle is charging
      When "Menu", "Other Settings", "Lock Function", "EV plugged", "charge" are chosen at the charger
      Then the device shows
        | reading         | value  |
        | menu            | locked |
        | lock EV plugged | on     |
        | lock charge     | off    |

  Rule: The five digits of the device's own PIN open the menu, and nothing else does

    @ZAP-LOCK-005 @may
    Scenario: The owner enters the PIN of the device
      When the PIN "90210" is entered
      Then the device shows
        | reading | value |
        | menu    | open  |

    @ZAP-LOCK-005 @may
    Scenario Outline: <somebody> does not get in
      When the PIN "<pin>" is entered
      And "Menu" is chosen at the charger
      Then the device shows
        | reading | value  |
        | menu    | locked |

      Examples:
        | somebody                     | pin   |
        | Who knows four of the digits | 9021  |
        | Who knows a PIN for charging | 12345 |

  Rule: In commercial mode the menu is closed to everybody, for maintenance open to the owner

    @ZAP-CFG-035 @vendor
    Scenario: Not even the master PIN opens it
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      When the PIN "90210" is entered
      And "Menu" is chosen at the charger
      Then the device shows
        | reading | value  |
        | menu    | locked |

    @ZAP-CFG-035 @vendor
    Scenario: A charger without a lock has no open menu in commercial mode
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | off   |
        | EV unplugged | off   |
      And the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      When "Menu" is chosen at the charger
      Then the device shows
        | reading | value  |
        | menu    | locked |

    @ZAP-CFG-034 @may
    Scenario Outline: Maintenance, and somebody enters <whose> PIN
      Given the charge point is configured with
        | key             | value |
        | CommercialMode  | true  |
        | MaintenanceMode | true  |
      When the PIN "<pin>" is entered
      And "Menu" is chosen at the charger
      Then the device shows
        | reading | value  |
        | menu    | <menu> |

      Examples:
        | whose      | pin   | menu   |
        | the master | 90210 | open   |
        | a wrong    | 11111 | locked |
        | a user's   | 12345 | locked |
