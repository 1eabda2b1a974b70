@charge-point @OCPP16-4.9
Feature: A charger that cannot charge says so
  A driver sent to a charger that is broken, or busy with itself, does not come
  back. What cannot charge must not look free.

  Background:
    Given the charge point is in service

  Rule: A fault of the charger is reported, by name, for as long as it lasts

    @ZAP-STAT-017 @vendor
    Scenario: An idle charger breaks down
      When the charge point develops a fault "GroundFailure"
      Then the charge point reports "Faulted"
      And the charge point reports "Faulted" for the whole station
      And the charge point sends no "StatusNotification" for 1 minute
        | field     | value   |
        | errorCode | NoError |

    @ZAP-STAT-017 @vendor @live
    Scenario: A repaired charger is free again
      Given the charge point develops a fault "GroundFailure"
      When the fault is cleared
      Then the charge point reports "Available"
      And the charge point reports "Available" for the whole station

    @ZAP-STAT-017 @vendor
    Scenario: A session that survives a fault is told of again
      Given a vehicle is charging
      When the charge point develops a fault "HighTemperature"
      Then the charge point reports "Faulted"
      And the charging current is 0 A
      When the fault is cleared
      Then the charge point reports "Charging"

    @ZAP-STAT-017 @vendor
    Scenario: A vehicle that left in the meantime is not told of again
      Given a vehicle is charging
      And the charge point develops a fault "GroundFailure"
      And the vehicle is unplugged
      When the fault is cleared
      Then the charge point reports "Available"

    @ZAP-STAT-017 @vendor @needs-pin-pad
    Scenario: Nobody charges through a cable that cannot be locked
      Given the vehicle is plugged in
      When the charge point develops a fault "ConnectorLockFailure"
      Then the charge point sends "StatusNotification"
        | field       | value                |
        | connectorId | 1                    |
        | status      | Faulted              |
        | errorCode   | ConnectorLockFailure |
      When the PIN "12345" is entered
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

    @ZAP-STAT-017 @vendor
    Scenario: Nobody can start a session at a broken charger
      Given the charge point develops a fault "GroundFailure"
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

  Rule: While new firmware is installed nobody can charge

    @ZAP-STAT-007 @vendor @needs-firmware-management
    Scenario: An update on an idle charger
      When the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      And 2 minutes pass
      Then the charge point sends, in this order
        | action                     | connectorId | status      |
        | StatusNotification         | 1           | Unavailable |
        | FirmwareStatusNotification |             | Installing  |
        | StatusNotification         | 1           | Available   |

    @ZAP-STAT-007 @vendor @needs-firmware-management
    Scenario: A session asked for in the middle of the installation
      Given the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      And 1 minute passes
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

    @ZAP-STAT-007 @vendor @needs-firmware-management
    Scenario: An update waits for the vehicle that is charging
      Given a vehicle is charging
      When the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      Then the charge point sends no "StatusNotification" for 3 minutes
      When the central system stops the session
      Then the charge point reports "Unavailable" within 30 seconds

  Rule: A charger taken out of service says so

    @ZAP-STAT-008 @vendor @needs-commercial-mode
    Scenario: The operator takes an idle charger out of service
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      When the central system takes the charge point out of service
      Then the answer is "Accepted"
      And the charge point reports "Unavailable"
