@charge-point @OCPP16-5.3 @needs-commercial-mode
Feature: The configuration key of tariffs
  One key says which components of the price drivers see. What makes no sense
  is turned down before it is on a screen.

  Background:
    Given the charge point is in service in commercial mode

  Rule: TariffType is a list of what is to be seen

    @ZAP-CFG-037 @may
    Scenario Outline: "<value>" is <status>
      When the central system sets the key "TariffType" to "<value>"
      Then the answer is "<status>"

      Examples:
        | value                      | status   |
        | TARIFF_KWH                 | Accepted |
        | TARIFF_MINUTE              | Accepted |
        | TARIFF_CONNECTION_FEE      | Accepted |
        | TARIFF_IDLE_FEE            | Accepted |
        | TARIFF_KWH, TARIFF_IDLE_FEE | Accepted |
        | TARIFF_FOO                 | Rejected |
        | TARIFF_KWH, TARIFF_FOO     | Rejected |

    @ZAP-CFG-037 @may @needs-display @live
    Scenario: A blank behind the comma is no part of the name
      Given the charge point is configured with
        | key      | value |
        | PricekWh | 0.45  |
        | IdleFee  | 0.20  |
      When the central system sets the key "TariffType" to "TARIFF_KWH, TARIFF_IDLE_FEE"
      Then the device shows
        | reading | value |
        | screen  | 0.45  |
        | screen  | 0.20  |

    @ZAP-CFG-037 @may @needs-display
    Scenario: An empty list clears the screen of prices
      Given the charge point is configured with
        | key        | value      |
        | PricekWh   | 0.45       |
        | TariffType | TARIFF_KWH |
      When the central system sets the key "TariffType" to ""
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | 0.45  |
