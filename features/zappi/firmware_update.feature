@charge-point @OCPP16-5.19 @needs-firmware-management
Feature: New firmware, ordered from afar
  An operator orders an update, the charger gets it the way it always does, and
  says how far it is. Nobody has to visit the charger.

  Background:
    Given the charge point is in service

  Rule: Firmware comes from the vendor, wherever the central system points

    @ZAP-FW-001 @vendor
    Scenario Outline: Something lies at <location>
      When the central system requests "UpdateFirmware"
        | field        | value      |
        | location     | <location> |
        | retrieveDate | +0 s       |
      Then the answer holds
        | field  | value    |
        | status | (absent) |
      And the charge point sends "FirmwareStatusNotification" within 10 minutes
        | field  | value     |
        | status | Installed |
      And the charge point sends "BootNotification" within 10 minutes
        | field           | value |
        | firmwareVersion | (new) |

      Examples:
        | location                           |
        | ftp://elsewhere.invalid/9999.bin   |
        | https://elsewhere.invalid/9999.bin |

    @ZAP-FW-001 @vendor @virtual-time
    Scenario: What lies elsewhere never runs on the charger
      Given the central system requests "UpdateFirmware"
        | field        | value                              |
        | location     | https://elsewhere.invalid/9999.bin |
        | retrieveDate | +0 s                               |
      When 10 minutes pass
      Then the charge point sends no "BootNotification" for 1 minute
        | field           | value |
        | firmwareVersion | 9999  |

  Rule: Each phase is told once, in its order

    @ZAP-FW-002 @vendor @live
    Scenario: The download is told from its beginning to its end
      When the central system orders a firmware update
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status      |
        | FirmwareStatusNotification | Downloading |
        | FirmwareStatusNotification | Downloaded  |
      And the charge point sends 1 "FirmwareStatusNotification"
        | field  | value       |
        | status | Downloading |
      And the charge point sends 1 "FirmwareStatusNotification"
        | field  | value      |
        | status | Downloaded |

    @ZAP-FW-003 @vendor
    Scenario: The installation follows the download
      When the central system orders a firmware update
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status     |
        | FirmwareStatusNotification | Downloaded |
        | FirmwareStatusNotification | Installing |
        | FirmwareStatusNotification | Installed  |
      And the charge point sends "BootNotification" within 10 minutes
        | field           | value |
        | firmwareVersion | (new) |
