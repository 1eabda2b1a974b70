@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: Two ids for one charger
  The id on a sticker is for drivers, who type it into an app. Between machines
  the charger keeps the one it has always had.

  Rule: ChargeID is for people to read; the central system knows the charger by another

    Background:
      Given the charge point is set up with
        | setting  | value    |
        | identity | 91234567 |
        | serial   | 91234567 |
      And the charge point is in service in commercial mode
      And the charge point is configured with
        | key      | value |
        | ChargeID | BAY-7 |

    @ZAP-CFG-050 @may
    Scenario: After a restart the charger introduces itself as before
      When the charge point reboots
      Then the charge point sends "BootNotification" within 30 seconds
        | field                   | value    |
        | chargePointSerialNumber | 91234567 |
      And the device shows
        | reading | value |
        | screen  | BAY-7 |

    @ZAP-CFG-050 @may @live
    Scenario: On the next connection it is the same charger
      When the central system drops the connection
      Then the charge point connects again within 60 seconds
      And the charge point sends "BootNotification" within 60 seconds
        | field                   | value    |
        | chargePointSerialNumber | 91234567 |
