@charge-point @OCPP16-4.5 @needs-firmware-management
Feature: Firmware updates in the daily life of a charger
  An update is the vendor's usual one, only that an operator sets it going. It
  does not get in the way of drivers, and it does nothing where there is nothing
  to do.

  Rule: An installation waits until nobody charges

    Background:
      Given the charge point is in service

    @ZAP-FW-003 @vendor @virtual-time
    Scenario: The download may happen during a session, the installation may not
      Given a vehicle is charging
      When the central system orders a firmware update
      Then the charge point sends "FirmwareStatusNotification" within 10 minutes
        | field  | value      |
        | status | Downloaded |
      And the charge point sends no "FirmwareStatusNotification" for 10 minutes
        | field  | value      |
        | status | Installing |
      And the charging current is 32 A

    @ZAP-FW-003 @vendor @live
    Scenario: The end of the session is the beginning of the installation
      Given a vehicle is charging
      And the central system orders a firmware update
      And 5 minutes pass
      When the central system stops the session
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status     |
        | StopTransaction            |            |
        | FirmwareStatusNotification | Installing |
        | FirmwareStatusNotification | Installed  |

  Rule: Where there is nothing newer, nothing is installed

    @ZAP-FW-009 @vendor @virtual-time
    Scenario: The same update is ordered twice
      Given the charge point is in service
      And the central system orders a firmware update
      And 5 minutes pass
      When the central system orders a firmware update
      Then the charge point sends "FirmwareStatusNotification" within 5 minutes
        | field  | value     |
        | status | Installed |
      And the charge point sends no "FirmwareStatusNotification" for 10 minutes
        | field  | value      |
        | status | Installing |

    @ZAP-FW-009 @vendor @virtual-time
    Scenario: A charger that is up to date goes on without a restart
      Given the charge point is in service
      And the central system orders a firmware update
      And 5 minutes pass
      When the central system orders a firmware update
      Then the charge point sends no "BootNotification" for 10 minutes

    @ZAP-FW-009 @vendor @virtual-time
    Scenario: The vendor offers something older than what runs
      Given the charge point is set up with
        | setting            | value |
        | firmware           | 5540  |
        | available_firmware | 5539  |
      And the charge point is in service
      When the central system orders a firmware update
      Then the charge point sends no "FirmwareStatusNotification" for 10 minutes
        | field  | value      |
        | status | Installing |
      And the charge point sends no "BootNotification" for 10 seconds

  Rule: An order outlives a charger that cannot be reached just then

    Background:
      Given the charge point is in service

    @ZAP-FW-009 @vendor @needs-device-link @virtual-time
    Scenario: The charger is out of reach when the order comes
      Given the device link is cut
      When the central system orders a firmware update
      Then the answer holds
        | field  | value    |
        | status | (absent) |
      And the charge point sends no "FirmwareStatusNotification" for 10 minutes
      When the device link is restored
      Then the charge point sends, in this order, each within 5 minutes
        | action                     | status      |
        | FirmwareStatusNotification | Downloading |
        | FirmwareStatusNotification | Installed   |
