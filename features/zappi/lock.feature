@charge-point
Feature: The lock of a charger in a public place
  A zappi has buttons within everybody's reach. With the lock set up, only
  people whom somebody has vouched for can make it charge.

  Rule: With the lock set up, buttons alone lead to no charge

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key          | value |
        | FreeCharging | false |

    @ZAP-LOCK-001 @vendor
    Scenario Outline: A stranger plugs in and tries <attempt>
      Given the vehicle is plugged in
      When <buttons> are chosen at the charger
      Then the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A
      And the device shows
        | reading     | value |
        | mode        | STOP  |
        | screen lock | on    |

      Examples:
        | attempt                  | buttons                                                         |
        | every mode               | "Fast", "Eco", "Eco_Plus", "Fast"                               |
        | the settings of the lock | "Menu", "Other Settings", "Lock Function", "EV plugged", "Fast" |
        | the default mode         | "Menu", "Charge Settings", "default mode", "Fast"               |

    @ZAP-LOCK-012 @vendor @live
    Scenario: A mode chosen before plugging in is of no use either
      Given "Fast" is chosen at the charger
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A

    @ZAP-LOCK-012 @vendor
    Scenario: Who is not recognised stays without a session, whatever name it would have had
      Given the charge point is configured with
        | key             | value   |
        | PlugAndChargeID | ACME-42 |
      And "Fast", "Menu" are chosen at the charger
      And the vehicle is plugged in
      When "Fast", "Eco" are chosen at the charger
      Then the charge point sends no "StartTransaction" for 30 seconds

  Rule: With charging switched off in the lock, a mode alone does not make a locked charger charge

    Background:
      Given the charge point is in service

    @ZAP-LOCK-012 @vendor
    Scenario: A stranger's vehicle at a charger that stands in Fast mode
      Given the owner sets the lock by hand
        | setting      | value |
        | EV plugged   | on    |
        | EV unplugged | on    |
        | charge       | off   |
        | default mode | Fast  |
      And the charge point reboots
      And 10 seconds pass
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A
