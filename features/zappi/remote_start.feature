@charge-point @OCPP16-5.11
Feature: Starting a session from afar
  A driver taps "start" in an app. The charger takes the order when it can keep
  its word, and says no when it cannot.

  Rule: A charger that is ready starts a session for the app

    Background:
      Given the charge point is in service
      And the vehicle is plugged in

    @ZAP-RMT-001 @vendor @live
    Scenario: A driver has plugged in and taps start
      When the central system starts a session for "APP1"
      Then the answer is "Accepted"
      And the charge point sends "StartTransaction"
        | field       | value |
        | connectorId | 1     |
        | idTag       | APP1  |
      And the charge point reports "Charging"
      And the charging current is 32 A

    @ZAP-RMT-001 @vendor
    Scenario: An app that names no socket means the only one there is
      When the central system requests "RemoteStartTransaction"
        | field | value |
        | idTag | APP1  |
      Then the answer is "Accepted"
      And the charge point reports "Charging"

  Rule: A charger that cannot charge turns the app away

    Background:
      Given the charge point is in service

    @ZAP-RMT-005 @vendor
    Scenario: The charger is broken
      Given the vehicle is plugged in
      And the charge point develops a fault "GroundFailure"
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute

    @ZAP-RMT-005 @vendor
    Scenario: The charger has been mended
      Given the vehicle is plugged in
      And the charge point develops a fault "GroundFailure"
      And the fault is cleared
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charge point reports "Charging"

    @ZAP-RMT-005 @vendor @needs-firmware-management
    Scenario: The charger installs new firmware
      Given the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      And 1 minute passes
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute

    @ZAP-RMT-005 @vendor
    Scenario: The vehicle has had its session and still stands there
      Given a vehicle is charging
      And the central system stops the session
      And 5 seconds pass
      When the central system starts a session for "APP-8a1"
      Then the answer is "Rejected"
      And the charge point sends no "StartTransaction" for 1 minute
