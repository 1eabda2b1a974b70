@charge-point @OCPP16-5.3 @needs-commercial-mode
Feature: Configuration keys of prices
  Four keys hold the amounts of a tariff. What is no amount is turned down
  before it is on a screen.

  Background:
    Given the charge point is in service in commercial mode

  Rule: Amounts are numbers with two decimals, and nothing else

    @ZAP-CFG-042 @may
    Scenario Outline: A price of "<value>" is <status>
      When the central system sets the key "PricekWh" to "<value>"
      Then the answer is "<status>"

      Examples:
        | value | status   |
        | 0.45  | Accepted |
        | 12.30 | Accepted |
        | 0.4   | Rejected |
        | £0.45 | Rejected |
        | 0,45  | Rejected |
        | -1.00 | Rejected |

    @ZAP-CFG-042 @may @needs-display
    Scenario: A price that was turned down does not replace the one before
      Given the charge point is configured with
        | key        | value      |
        | TariffType | TARIFF_KWH |
        | PricekWh   | 12.30      |
      When the central system sets the key "PricekWh" to "£0.45"
      Then the device shows
        | reading | value |
        | screen  | 12.30 |
      And the device shows none of
        | reading | value |
        | screen  | 0.45  |

  Rule: IdleFee has two names and one value

    @ZAP-CFG-044 @may
    Scenario Outline: <key> can be set
      When the central system sets the key "<key>" to "0.25"
      Then the answer is "Accepted"

      Examples:
        | key          |
        | IdleFee      |
        | PriceIdleFee |

    @ZAP-CFG-044 @may @live
    Scenario: Set by either name, read by both
      Given the charge point is configured with
        | key          | value |
        | IdleFee      | 0.20  |
        | PriceIdleFee | 0.25  |
      When the central system requests "GetConfiguration"
        | field | value                 |
        | key   | IdleFee, PriceIdleFee |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 0.25  |
        | configurationKey[1].value | 0.25  |
