@charge-point @OCPP16-5.19 @needs-firmware-management
Feature: Firmware updates in several attempts
  An operator says how often an update is tried, and with what pause. What the
  vendor counts as tries of the installation, OCPP counts as tries of the
  download; here the number holds for either.

  Background:
    Given the charge point is in service

  Rule: The number of tries is the one that was ordered

    @ZAP-FW-008 @may @live
    Scenario: The third try succeeds
      Given the next 2 firmware installations fail
      When the central system orders a firmware update, tried 3 times, 30 seconds apart
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status             |
        | FirmwareStatusNotification | InstallationFailed |
        | FirmwareStatusNotification | InstallationFailed |
        | FirmwareStatusNotification | Installed          |

    @ZAP-FW-008 @may @virtual-time
    Scenario: After the last try there is no other
      Given the next 9 firmware installations fail
      When the central system orders a firmware update, tried 3 times, 30 seconds apart
      And 15 minutes pass
      Then the charge point sends 3 "FirmwareStatusNotification"
        | field  | value      |
        | status | Installing |
      And the charge point sends 3 "FirmwareStatusNotification"
        | field  | value              |
        | status | InstallationFailed |

    @ZAP-FW-008 @may @virtual-time
    Scenario: A single try is ordered
      Given the next firmware download fails
      When the central system orders a firmware update, tried 1 time
      And 15 minutes pass
      Then the charge point sends 1 "FirmwareStatusNotification"
        | field  | value       |
        | status | Downloading |

    @ZAP-FW-008 @may @virtual-time
    Scenario: Downloads are tried as often
      Given the next 9 firmware downloads fail
      When the central system orders a firmware update, tried 3 times, 30 seconds apart
      And 15 minutes pass
      Then the charge point sends 3 "FirmwareStatusNotification"
        | field  | value          |
        | status | DownloadFailed |

  Rule: Between two tries lies the pause that was ordered

    @ZAP-FW-008 @may @virtual-time
    Scenario: Ten minutes lie between two downloads
      Given the next firmware download fails
      And the central system orders a firmware update, tried 2 times, 10 minutes apart
      And 5 minutes pass
      When 4 minutes pass
      Then the charge point sends no "FirmwareStatusNotification" for 10 seconds
      And the charge point sends, in this order, each within 10 minutes
        | action                     | status      |
        | FirmwareStatusNotification | Downloading |
        | FirmwareStatusNotification | Downloaded  |
