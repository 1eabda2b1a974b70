@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: A code that leads to payment
  Drivers without the app scan a code at the charger. The operator provides an
  address; the zappi draws the code when somebody has plugged in.

  Background:
    Given the charge point is in service in commercial mode
    And the charge point is configured with
      | key        | value                      |
      | PaymentURL | https://pay.example/a?b=1C |

  Rule: The code appears when a vehicle is connected, and holds the address to the letter

    @ZAP-DISP-010 @ZAP-CFG-047 @vendor @may @live
    Scenario: A driver plugs in and scans
      When the vehicle is plugged in
      Then the device shows
        | reading | value                        |
        | QR code | "https://pay.example/a?b=1C" |

    @ZAP-DISP-010 @vendor
    Scenario: Nobody has plugged in yet
      When 10 seconds pass
      Then the device shows
        | reading | value    |
        | QR code | (absent) |

    @ZAP-DISP-010 @vendor
    Scenario: A private owner has nothing to pay
      Given the central system sets the key "CommercialMode" to "false"
      When the vehicle is plugged in
      Then the device shows none of
        | reading | value                        |
        | QR code | "https://pay.example/a?b=1C" |

    @ZAP-DISP-010 @vendor
    Scenario: The code has done its duty once the vehicle charges
      When a vehicle starts charging
      Then the device shows none of
        | reading | value                        |
        | QR code | "https://pay.example/a?b=1C" |

    @ZAP-CFG-047 @may
    Scenario Outline: There is no code without an address that can be held: "<address>"
      Given the charge point is configured with
        | key        | value |
        | PaymentURL |       |
      When the central system sets the key "PaymentURL" to "<address>"
      And the vehicle is plugged in
      Then the device shows
        | reading | value    |
        | QR code | (absent) |

      Examples:
        | address                              |
        |                                      |
        | https://pay.example/(501 characters) |

  Rule: The backlight stays on as long as there is a code to scan

    @ZAP-DISP-011 @vendor @virtual-time
    Scenario: A driver takes half an hour to find a telephone
      When the vehicle is plugged in
      And 30 minutes pass
      Then the device shows
        | reading   | value                        |
        | QR code   | "https://pay.example/a?b=1C" |
        | backlight | on                           |

    @ZAP-DISP-011 @vendor @virtual-time
    Scenario: The driver leaves, and a while later the light goes out
      Given the vehicle is plugged in
      And 30 minutes pass
      When the vehicle is unplugged
      And 30 minutes pass
      Then the device shows
        | reading   | value    |
        | QR code   | (absent) |
        | backlight | off      |
