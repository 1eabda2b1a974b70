@central-system @OCPP16-4.2
Feature: Taking introductions as they come
  Chargers say as much of themselves as their makers thought fit: some next to
  nothing, some fill in every field, some leave fields empty.

  Background:
    Given a stand-in is connected

  Rule: Whatever is said within the limits is welcome

    @CSM-BOOT-001 @must @live
    Scenario: A charger says no more than it has to
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the central system answers every "BootNotification" properly
      And the answer is "Accepted"

    @CSM-BOOT-002 @must
    Scenario: A charger fills in every field to the last character
      When the stand-in sends "BootNotification"
        | field                   | value              |
        | chargePointVendor       | V(20 characters)   |
        | chargePointModel        | M(20 characters)   |
        | chargePointSerialNumber | S(25 characters)   |
        | chargeBoxSerialNumber   | B(25 characters)   |
        | firmwareVersion         | F(50 characters)   |
        | iccid                   | 8(20 characters)   |
        | imsi                    | 2(20 characters)   |
        | meterType               | T(25 characters)   |
        | meterSerialNumber       | N(25 characters)   |
      Then the answer is "Accepted"

    @CSM-BOOT-003 @interop-24 @should
    Scenario: A charger leaves fields empty
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
        | iccid             |          |
        | imsi              |          |
        | meterType         |          |
      Then the answer is "Accepted"

    @CSM-BOOT-003 @interop-24 @should
    Scenario: A charger whose maker has no name
      When the stand-in sends "BootNotification"
        | field             | value |
        | chargePointVendor |       |
        | chargePointModel  | Plain |
      Then the request is answered
      When the stand-in sends "Heartbeat"
      Then the request is answered

    @CSM-BOOT-004 @must
    Scenario: A charger with letters of many languages in its name
      When the stand-in sends "BootNotification"
        | field             | value                |
        | chargePointVendor | Łódź Ström & Zähler™ |
        | chargePointModel  | 充电桩 «Élan» 7½ kW  |
      Then the answer is "Accepted"

  Rule: Each introduction is answered, not only the first

    @CSM-BOOT-005 @must
    Scenario: A charger introduces itself three times
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      And the stand-in sends the same again
      And the stand-in sends the same again
      Then the central system answers every "BootNotification" properly
      And the answer is "Accepted"

    @CSM-BOOT-005 @must
    Scenario: A charger has new firmware since it was last seen
      Given a stand-in is registered
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
        | firmwareVersion   | 2.0.0-rc |
      Then the answer is "Accepted"
