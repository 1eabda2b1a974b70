@charge-point @OCPP16-7.25 @needs-firmware-management
Feature: Firmware updates that fail
  An update that fails is no reason to worry as long as it is told: the old
  firmware goes on, and so does the charger.

  Background:
    Given the charge point is in service

  Rule: A failing installation is told, and the old firmware goes on

    @ZAP-FW-004 @vendor @live
    Scenario: The charger is back in service after a failing installation
      Given the next firmware installation fails
      When the central system orders a firmware update, tried 1 time
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status             |
        | FirmwareStatusNotification | Installing         |
        | FirmwareStatusNotification | InstallationFailed |
      And the charge point reports "Available" within 10 minutes
      And the charge point sends no "FirmwareStatusNotification" for 5 minutes
        | field  | value     |
        | status | Installed |

    @ZAP-FW-004 @vendor @virtual-time
    Scenario: A restart shows the old version
      Given the next firmware installation fails
      And the central system orders a firmware update, tried 1 time
      And 5 minutes pass
      When the charge point reboots
      Then the charge point sends "BootNotification" within 1 minute
      And the charge point sends no "BootNotification" for 1 minute
        | field           | value |
        | firmwareVersion | (new) |

  Rule: A failing download is told, and nothing is installed

    @ZAP-FW-005 @vendor @virtual-time
    Scenario: The vendor's server does not have the file
      Given the next firmware download fails
      When the central system orders a firmware update, tried 1 time
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status         |
        | FirmwareStatusNotification | Downloading    |
        | FirmwareStatusNotification | DownloadFailed |
      And the charge point sends no "FirmwareStatusNotification" for 10 minutes
        | field  | value      |
        | status | Installing |

    @ZAP-FW-005 @vendor @virtual-time
    Scenario: Nobody notices a failing download at the charger itself
      Given the next firmware download fails
      When the central system orders a firmware update, tried 1 time
      Then the charge point sends no "StatusNotification" for 10 minutes
      And the charge point sends no "BootNotification" for 10 seconds

    @ZAP-FW-005 @vendor @needs-device-link @virtual-time
    Scenario: The charger loses its link in the middle of the download
      Given the central system orders a firmware update, tried 1 time
      And the device link is cut
      And 10 minutes pass
      When the device link is restored
      Then the charge point sends "FirmwareStatusNotification" within 5 minutes
        | field  | value          |
        | status | DownloadFailed |
      And the charge point sends no "FirmwareStatusNotification" for 5 minutes
        | field  | value      |
        | status | Installing |
