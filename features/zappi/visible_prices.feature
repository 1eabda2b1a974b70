@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: Which prices are seen
  Prices can be prepared long before they hold. Drivers see the components of
  the tariff in force, and none of the others.

  Background:
    Given the charge point is in service in commercial mode

  Rule: A price is seen when TariffType names its component

    @ZAP-CFG-038 @vendor
    Scenario: To set a price is not to show it
      Given the charge point is configured with
        | key         | value      |
        | TariffType  | TARIFF_KWH |
        | PricekWh    | 0.45       |
        | PriceMinute | 0.10       |
      When 5 seconds pass
      Then the device shows
        | reading | value         |
        | screen  | 0.45 … kWh  |
      And the device shows none of
        | reading | value |
        | screen  | 0.10  |

    @ZAP-CFG-038 @vendor @live
    Scenario: Another tariff shows the price that was set long ago
      Given the charge point is configured with
        | key         | value      |
        | TariffType  | TARIFF_KWH |
        | PricekWh    | 0.45       |
        | PriceMinute | 0.10       |
      When the central system sets the key "TariffType" to "TARIFF_MINUTE"
      Then the device shows
        | reading | value           |
        | screen  | 0.10 … minute |
      And the device shows none of
        | reading | value |
        | screen  | 0.45  |
