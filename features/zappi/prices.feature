@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: Each price with its own component of the tariff
  Four keys hold four prices. Each is on the screen while TariffType names its
  component, and whatever another component is called is nothing to it.

  Background:
    Given the charge point is in service in commercial mode

  Rule: PricekWh is seen with TARIFF_KWH only

    @ZAP-CFG-042 @may @live
    Scenario: A price of energy is seen
      Given the central system sets the key "TariffType" to "TARIFF_KWH"
      When the central system sets the key "PricekWh" to "2.35"
      Then the device shows
        | reading | value      |
        | screen  | 2.35 … kWh |

    @ZAP-CFG-042 @may
    Scenario: A price of energy is not seen
      Given the central system sets the key "TariffType" to "TARIFF_MINUTE"
      When the central system sets the key "PricekWh" to "2.35"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | 2.35  |

  Rule: PriceMinute is seen with TARIFF_MINUTE only

    @ZAP-CFG-043 @may
    Scenario: A price of time is seen
      Given the central system sets the key "TariffType" to "TARIFF_MINUTE"
      When the central system sets the key "PriceMinute" to "2.35"
      Then the device shows
        | reading | value         |
        | screen  | 2.35 … minute |

    @ZAP-CFG-043 @may
    Scenario: A price of time is not seen
      Given the central system sets the key "TariffType" to "TARIFF_KWH"
      When the central system sets the key "PriceMinute" to "2.35"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | 2.35  |

  Rule: IdleFee is seen with TARIFF_IDLE_FEE only

    @ZAP-CFG-044 @may
    Scenario: A price of standing idle is seen
      Given the central system sets the key "TariffType" to "TARIFF_IDLE_FEE"
      When the central system sets the key "IdleFee" to "2.35"
      Then the device shows
        | reading | value                |
        | screen  | 2.35 … minute … idle |

    @ZAP-CFG-044 @may
    Scenario: A price of standing idle is not seen
      Given the central system sets the key "TariffType" to "TARIFF_MINUTE"
      When the central system sets the key "IdleFee" to "2.35"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | 2.35  |

  Rule: ConnectionFee is seen with TARIFF_CONNECTION_FEE only

    @ZAP-CFG-045 @may
    Scenario: A price of the session is seen
      Given the central system sets the key "TariffType" to "TARIFF_CONNECTION_FEE"
      When the central system sets the key "ConnectionFee" to "2.35"
      Then the device shows
        | reading | value |
        | screen  | 2.35  |

    @ZAP-CFG-045 @may
    Scenario: A price of the session is not seen
      Given the central system sets the key "TariffType" to "TARIFF_KWH"
      When the central system sets the key "ConnectionFee" to "2.35"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | 2.35  |
