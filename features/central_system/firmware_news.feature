@central-system @OCPP16-4.5
Feature: Hearing how an update or an upload goes
  A charger tells how far it has got, whether or not the platform remembers
  having asked for it.

  Background:
    Given a stand-in is registered

  Rule: Each step of a firmware update is acknowledged

    @CSM-FW-001 @must @live
    Scenario Outline: The firmware is said to be "<status>"
      When the stand-in sends "FirmwareStatusNotification"
        | field  | value    |
        | status | <status> |
      Then the central system answers every "FirmwareStatusNotification" properly

      Examples:
        | status             |
        | Downloaded         |
        | DownloadFailed     |
        | Downloading        |
        | Idle               |
        | InstallationFailed |
        | Installing         |
        | Installed          |

    @CSM-FW-003 @must
    Scenario: A charger starts anew before it says that the firmware is installed
      Given the stand-in sends "FirmwareStatusNotification"
        | field  | value      |
        | status | Installing |
      And the stand-in closes the connection
      And the stand-in is registered
      When the stand-in sends "FirmwareStatusNotification"
        | field  | value     |
        | status | Installed |
      Then the central system answers every "FirmwareStatusNotification" properly

  Rule: Each step of an upload of diagnostics is acknowledged

    @CSM-FW-002 @must @OCPP16-4.4
    Scenario Outline: The diagnostics are said to be "<status>"
      When the stand-in sends "DiagnosticsStatusNotification"
        | field  | value    |
        | status | <status> |
      Then the central system answers every "DiagnosticsStatusNotification" properly

      Examples:
        | status       |
        | Idle         |
        | Uploaded     |
        | UploadFailed |
        | Uploading    |

    @CSM-FW-002 @must @OCPP16-4.4
    Scenario: An upload fails and is tried again
      When the stand-in sends "DiagnosticsStatusNotification"
        | field  | value     |
        | status | Uploading |
      And the stand-in sends "DiagnosticsStatusNotification"
        | field  | value        |
        | status | UploadFailed |
      And the stand-in sends "DiagnosticsStatusNotification"
        | field  | value     |
        | status | Uploading |
      Then the central system answers every "DiagnosticsStatusNotification" properly
