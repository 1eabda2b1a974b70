@charge-point @OCPP16-4.9
Feature: What is going on at the charger, told as it happens
  Drivers look for a free charger in their app, and operators look for one that
  needs a hand. Both see what the charger last said of itself.

  Background:
    Given the charge point is in service

  Rule: Whatever changes at the charger is told when it changes

    @ZAP-STAT-001 @vendor @live
    Scenario: A vehicle arrives and begins to charge
      When the vehicle is plugged in
      Then the charge point reports "Preparing"
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"

    @ZAP-STAT-001 @vendor
    Scenario: A vehicle pauses and goes on
      Given a vehicle is charging
      When the vehicle is full
      Then the charge point reports "SuspendedEV"
      When the vehicle takes current again
      Then the charge point reports "Charging"

    @ZAP-STAT-001 @vendor
    Scenario: A session ends and the vehicle drives off
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point reports "Finishing"
      When the vehicle is unplugged
      Then the charge point reports "Available"

    @ZAP-STAT-001 @vendor
    Scenario: A pause of a few seconds is not lost
      Given a vehicle is charging
      When the vehicle is full
      And 5 seconds pass
      And the vehicle takes current again
      Then the charge point reports, in this order and nothing else
        | status      |
        | SuspendedEV |
        | Charging    |

  Rule: A session is told of the one connector there is

    @ZAP-STAT-004 @vendor
    Scenario: The end of a session is told of connector 1 and of no other
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point reports "Finishing"
      And the charge point sends 1 "StatusNotification"

  Rule: A charger is free when nothing is plugged in, nothing is broken and it is ready

    @ZAP-STAT-006 @vendor
    Scenario: An idle charger that has started up is free
      When the charge point reboots
      Then the charge point sends "StatusNotification" within 15 seconds
        | field       | value     |
        | connectorId | 1         |
        | status      | Available |
        | errorCode   | NoError   |

    @ZAP-STAT-006 @vendor
    Scenario: A bay is free once the vehicle has left, and not before
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point sends no "StatusNotification" for 1 minute
        | field       | value     |
        | connectorId | 1         |
        | status      | Available |
      When the vehicle is unplugged
      Then the charge point reports "Available"

  Rule: A vehicle nobody has authorised yet is being prepared for

    @ZAP-STAT-009 @vendor
    Scenario: A vehicle is plugged in and nobody identifies
      When the vehicle is plugged in
      Then the charge point reports "Preparing"
      And the charge point sends 1 "StatusNotification"
      And the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

  Rule: While power flows the session is charging

    @ZAP-STAT-018 @vendor
    Scenario: A vehicle that draws current is said to be charging
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"
      And the charging current is at most 32 A

  Rule: A bay stays occupied after the session for as long as the vehicle stands there

    @ZAP-STAT-015 @vendor
    Scenario: The driver is sent off but the vehicle stays
      Given a vehicle is charging
      When the central system stops the session
      Then the charge point reports "Finishing"
      And the charge point sends 1 "StatusNotification"
      When the vehicle is unplugged
      Then the charge point reports "Available"

    @ZAP-STAT-015 @vendor @needs-pin-pad
    Scenario: The driver who comes back is being prepared for before the next session
      Given a vehicle is charging
      And the central system stops the session
      And 5 seconds pass
      When the PIN "12345" is entered
      Then the charge point reports, in this order and nothing else
        | status    |
        | Preparing |
        | Charging  |
