@central-system
Feature: Living with chargers behind a bridge
  A zappi speaks through a service in the cloud. Some of what it says is what a
  charger says elsewhere, only at other moments.

  Rule: An introduction may come at any time, and may have empty fields

    @CSM-ZAP-001 @vendor @OCPP16-4.2 @live
    Scenario: A charger introduces itself each time its connection is back
      Given the charge point is in service
      When the bridge restarts
      Then the charge point sends "BootNotification" within 60 seconds
      And the central system answers every "BootNotification" properly

    @CSM-ZAP-002 @vendor @OCPP16-4.2
    Scenario: A charger without a SIM card, and with a serial number for everything
      Given a stand-in is connected
      When the stand-in sends "BootNotification"
        | field                   | value    |
        | chargePointVendor       | Myenergi |
        | chargePointModel        | Zappi    |
        | chargePointSerialNumber | 91234567 |
        | chargeBoxSerialNumber   | 91234567 |
        | meterSerialNumber       | 91234567 |
        | firmwareVersion         | 5540     |
        | iccid                   |          |
        | imsi                    |          |
        | meterType               |          |
      Then the central system answers every "BootNotification" properly

    @CSM-ZAP-003 @vendor @OCPP16-4.10 @operator
    Scenario: A session goes on beneath an introduction
      Given the charge point is in service
      And a vehicle is charging
      When the bridge restarts
      Then the charge point sends "BootNotification" within 60 seconds
      When the central system stops the session
      Then the central system answers every "StopTransaction" properly

  Rule: A status may be told as it was some time ago

    @CSM-ZAP-005 @vendor @OCPP16-4.9
    Scenario: A status is told that was true two minutes ago
      Given a stand-in is registered
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
        | timestamp   | -120 s    |
      Then the central system answers every "StatusNotification" properly

  Rule: A driver is known by the tag behind a PIN

    @CSM-ZAP-008 @vendor @OCPP16-4.1 @needs-pin-pad
    Scenario: A driver types a PIN
      Given these users have a PIN
        | name | pin   | tag              |
        | Vera | 24680 | VT-f3a9-Vera_01. |
      And the charge point is in service
      And the vehicle is plugged in
      When the PIN "24680" is entered
      Then the charge point sends "Authorize"
        | field | value            |
        | idTag | VT-f3a9-Vera_01. |
      And the central system answers every "Authorize" properly

  Rule: An order may be due only when the vehicle leaves

    @CSM-ZAP-004 @vendor @OCPP16-5.2 @operator @needs-commercial-mode
    Scenario: A charger is taken out of service under a driver's hands
      Given the charge point is in service in commercial mode
      And a vehicle is charging
      When the central system takes the charge point out of service
      Then the answer is "Scheduled"
      When the vehicle is unplugged
      Then the central system answers every "StopTransaction" and "StatusNotification" properly
