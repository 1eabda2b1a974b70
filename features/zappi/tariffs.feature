@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: Prices on the screen
  Drivers have a right to know the price beforehand. The operator sets numbers,
  the zappi writes them on its screen; what a session costs is not its affair.

  Rule: Each component of the price has its own line, with its symbol and its unit

    Background:
      Given the charge point is set up with
        | setting | value |
        | region  | GB    |
      And the charge point is in service in commercial mode
      And the charge point is configured with
        | key           | value |
        | PricekWh      | 0.45  |
        | PriceMinute   | 0.10  |
        | ConnectionFee | 1.00  |
        | IdleFee       | 0.20  |

    @ZAP-DISP-003 @may
    Scenario: By energy
      When the central system sets the key "TariffType" to "TARIFF_KWH"
      Then the device shows
        | reading | value         |
        | screen  | £0.45 … kWh |
      And the device shows none of
        | reading | value            |
        | screen  | £0.45 … minute |

    @ZAP-DISP-004 @may
    Scenario: By time
      When the central system sets the key "TariffType" to "TARIFF_MINUTE"
      Then the device shows
        | reading | value            |
        | screen  | £0.10 … minute |
      And the device shows none of
        | reading | value         |
        | screen  | £0.10 … kWh |

    @ZAP-DISP-005 @may
    Scenario: A fee for the session is by no unit
      When the central system sets the key "TariffType" to "TARIFF_CONNECTION_FEE"
      Then the device shows
        | reading | value |
        | screen  | £1.00 |
      And the device shows none of
        | reading | value            |
        | screen  | £1.00 … minute |
        | screen  | £1.00 … kWh    |

    @ZAP-DISP-006 @may
    Scenario: Standing idle is not mistaken for charging by the minute
      When the central system sets the key "TariffType" to "TARIFF_MINUTE,TARIFF_IDLE_FEE"
      Then the device shows
        | reading | value                     |
        | screen  | £0.10 … minute          |
        | screen  | £0.20 … minute … idle |
      And the device shows none of
        | reading | value           |
        | screen  | £0.10 … £0.20 |
        | screen  | £0.10 … idle  |

    @ZAP-DISP-007 @vendor
    Scenario: The operator sends bare numbers, the driver reads prices
      When the central system sets the key "TariffType" to "TARIFF_KWH,TARIFF_MINUTE,TARIFF_CONNECTION_FEE,TARIFF_IDLE_FEE"
      Then the device shows
        | reading | value            |
        | screen  | £0.45 … kWh    |
        | screen  | £0.10 … minute |
        | screen  | £1.00            |
        | screen  | £0.20 … minute |
      And the device shows none of
        | reading | value |
        | screen  | ££    |

    @ZAP-DISP-008 @vendor
    Scenario: A private owner reads no prices
      Given the charge point is configured with
        | key        | value                                                            |
        | TariffType | TARIFF_KWH,TARIFF_MINUTE,TARIFF_CONNECTION_FEE,TARIFF_IDLE_FEE |
      When the central system sets the key "CommercialMode" to "false"
      Then the device shows none of
        | reading | value |
        | screen  | 0.45  |
        | screen  | 0.10  |
        | screen  | 1.00  |
        | screen  | 0.20  |

  Rule: The currency is that of the country

    @ZAP-DISP-007 @vendor @live
    Scenario: A charger in the Netherlands
      Given the charge point is set up with
        | setting | value |
        | region  | NL    |
      And the charge point is in service in commercial mode
      And the central system sets the key "PricekWh" to "0.45"
      When the central system sets the key "TariffType" to "TARIFF_KWH"
      Then the device shows
        | reading | value         |
        | screen  | €0.45 … kWh |
