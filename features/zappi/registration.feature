@charge-point @OCPP16-4.2
Feature: Registration with the central system
  A charge point introduces itself before anything else. Until the central
  system accepts it, it answers questions but raises no subject of its own.

  Rule: A charge point awaiting acceptance does not speak first

    @ZAP-BOOT-013 @vendor
    Scenario: A vehicle plugged in meanwhile goes unreported
      Given the central system leaves registration pending, with an interval of 30 seconds
      And the charge point has powered on
      When the vehicle is plugged in
      Then the charge point sends nothing but "BootNotification" for 40 seconds

    @ZAP-BOOT-001 @vendor
    Scenario: A rebooted charger introduces itself although its bridge never lost the connection
      Given the charge point is in service
      When the charge point reboots
      Then the charge point sends "BootNotification" within 5 seconds
