@charge-point @OCPPJ-3.1
Feature: Opening the one connection to the central system
  It is the service in the cloud that connects, in the charger's name and to an
  address of the charger's own. The charger itself only talks to its service.

  Rule: The address is the configured one, with the identity added to it

    @ZAP-CONN-005 @vendor @OCP-CONN-001 @must @live
    Scenario: An identity with a blank in it
      Given the charge point is set up with
        | setting  | value |
        | identity | CB 01 |
      When the charge point powers on
      Then the charge point connects to "/ocpp/CB%2001" within 10 seconds

    @ZAP-CONN-005 @vendor
    Scenario: The identity is not the serial number
      Given the charge point is set up with
        | setting  | value     |
        | identity | SITE-A/07 |
        | serial   | 91234567  |
      When the charge point powers on
      Then the charge point connects to "/ocpp/SITE-A%2F07" within 10 seconds

  Rule: One connection stands for a charger, and the charger holds no other

    @ZAP-CONN-001 @vendor
    Scenario: A charger that is restarted has nothing to reconnect
      When the charge point powers on
      And 1 minute passes
      And the charge point reboots
      And 5 minutes pass
      Then the charge point connects once
      And the charge point sends 2 "BootNotification"

    @ZAP-CONN-001 @vendor @needs-device-link
    Scenario: A charger that loses its own link stays connected
      When the charge point powers on
      And 1 minute passes
      And the device link is cut
      And 5 minutes pass
      Then the charge point connects once
      And the charge point sends 1 "BootNotification"

  Rule: A new connection is there within five minutes

    @ZAP-CONN-012 @vendor
    Scenario: OCPP is switched on for a charger
      When the charge point powers on
      Then the charge point sends "BootNotification" within 5 minutes

    @ZAP-CONN-012 @vendor
    Scenario: The first attempts lead to nothing
      Given the central system goes out of reach
      When the charge point powers on
      And 3 minutes pass
      And the central system can be reached again
      Then the charge point sends "BootNotification" within 2 minutes

  Rule: Whether the charger is on a cable or on WiFi makes no difference

    @ZAP-CONN-015 @may
    Scenario Outline: A session at a charger on <network>
      Given the charge point is set up with
        | setting | value     |
        | network | <network> |
      And the charge point is in service
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends, in this order
        | action             | idTag   | status   |
        | StartTransaction   | APP-7f3 |          |
        | StatusNotification |         | Charging |

      Examples:
        | network |
        | wifi    |
        | cable   |
