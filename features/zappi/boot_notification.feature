@charge-point @OCPP16-4.2
Feature: What a charger says of itself
  The introduction is all that an operator knows of a new charger: maker,
  model, serial number and firmware. Support, billing and updates look it up
  by these, so they have to be right to the letter.

  Rule: Maker and model are stated by the vendor's own names

    @ZAP-BOOT-004 @vendor @live
    Scenario: The maker is named as the maker writes it
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Myenergi |

    @ZAP-BOOT-005 @vendor
    Scenario: The model is the product's plain name, not its order code
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field            | value |
        | chargePointModel | Zappi |

  Rule: Serial numbers are those of the device, whatever identity it connects by

    @ZAP-BOOT-006 @vendor
    Scenario: A site's own identity does not replace the serial number
      Given the charge point is set up with
        | setting  | value     |
        | identity | SITE-A-07 |
        | serial   | 91234567  |
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field                   | value      |
        | chargePointSerialNumber | "91234567" |

    @ZAP-BOOT-007 @vendor
    Scenario: A charger that kept its default identity names itself by its serial number
      Given the charge point is set up with
        | setting  | value    |
        | identity | 91234567 |
        | serial   | 91234567 |
      When the charge point powers on
      Then the charge point "91234567" sends "BootNotification"
        | field                 | value      |
        | chargeBoxSerialNumber | "91234567" |

    @ZAP-BOOT-007 @vendor
    Scenario: A changed identity is what the charger connects by and no serial number
      Given the charge point is set up with
        | setting  | value     |
        | identity | SITE-A-07 |
        | serial   | 91234567  |
      When the charge point powers on
      Then the charge point "SITE-A-07" sends "BootNotification"
        | field                 | value      |
        | chargeBoxSerialNumber | "91234567" |

    @ZAP-BOOT-010 @vendor
    Scenario: The meter inside goes by the charger's serial number
      Given the charge point is set up with
        | setting | value    |
        | serial  | 91234567 |
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field             | value      |
        | meterSerialNumber | "91234567" |

  Rule: The firmware stated is the firmware installed

    @ZAP-BOOT-008 @vendor
    Scenario: The version is stated in digits alone
      Given the charge point is set up with
        | setting  | value |
        | firmware | 5540  |
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field           | value  |
        | firmwareVersion | "5540" |

    @ZAP-BOOT-008 @vendor @needs-firmware-management
    Scenario: After an update the new version is stated
      Given the charge point is in service
      When the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      Then the charge point sends "BootNotification" within 10 minutes
        | field           | value |
        | firmwareVersion | (new) |

  Rule: What a charger does not have is stated as empty, not left out

    @ZAP-BOOT-009 @vendor
    Scenario: No SIM card, and no meter type to speak of
      When the charge point powers on
      Then the charge point sends "BootNotification"
        | field     | value |
        | iccid     | ""    |
        | imsi      | ""    |
        | meterType | ""    |
