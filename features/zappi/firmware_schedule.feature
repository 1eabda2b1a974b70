@charge-point @OCPP16-5.19 @needs-firmware-management
Feature: Firmware updates at a time of the operator's choice
  Updates are best made at night. The operator gives the time, in UTC, so that
  nobody has to know where the charger is.

  Background:
    Given the charge point is in service

  Rule: Before its time an update does not begin

    @ZAP-FW-006 @may @live
    Scenario: An update in ten minutes
      When the central system orders a firmware update in 10 minutes
      Then the charge point sends no "FirmwareStatusNotification" for 9 minutes
      And the charge point sends "FirmwareStatusNotification" after 10 minutes
        | field  | value       |
        | status | Downloading |

    @ZAP-FW-006 @may @virtual-time
    Scenario: The bridge restarts in the meantime
      Given the central system orders a firmware update in 10 minutes
      And 5 minutes pass
      When the bridge restarts
      Then the charge point sends no "FirmwareStatusNotification" for 4 minutes
      And the charge point sends "FirmwareStatusNotification" after 5 minutes

    @ZAP-FW-006 @may @needs-device-link @virtual-time
    Scenario: The charger is out of reach when its time comes
      Given the central system orders a firmware update in 10 minutes
      And the device link is cut
      And 20 minutes pass
      When the device link is restored
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status      |
        | FirmwareStatusNotification | Downloading |
        | FirmwareStatusNotification | Installed   |

  Rule: A time is the same time wherever it is written down

    @ZAP-FW-007 @vendor @virtual-time
    Scenario Outline: Ten minutes from now, <written>
      When the central system requests "UpdateFirmware"
        | field        | value                            |
        | location     | ftp://firmware.invalid/zappi.bin |
        | retrieveDate | <moment>                         |
      Then the charge point sends no "FirmwareStatusNotification" for 9 minutes
      And the charge point sends "FirmwareStatusNotification" after 10 minutes

      Examples:
        | written                      | moment          |
        | in UTC                       | +600 s          |
        | two hours to the east of UTC | +600 s (+02:00) |

    # OCPP demands a zone; a charger that refuses a time without one is right as well.
    @ZAP-FW-007 @vendor @virtual-time
    Scenario: A time without a zone is not taken for the charger's own
      When the central system requests "UpdateFirmware"
        | field        | value                            |
        | location     | ftp://firmware.invalid/zappi.bin |
        | retrieveDate | +600 s (no zone)                 |
      Then the charge point sends no "FirmwareStatusNotification" for 9 minutes
