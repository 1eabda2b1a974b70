@central-system @OCPP16-4.2
Feature: Answering the introduction of a charger
  A charger sets its clock and its heartbeats by the answer to its
  introduction, and does nothing else before it has got one.

  Rule: The answer tells the time in UTC, an interval in whole seconds, and the standing

    @ZAP-BOOT-011 @vendor @live
    Scenario: A charger introduces itself for the first time
      When the charge point powers on
      Then the central system answers every "BootNotification" properly

    @ZAP-BOOT-011 @vendor
    Scenario: A charger that is known introduces itself again
      Given the charge point is in service
      When the charge point reboots
      Then the charge point sends "BootNotification" within 10 seconds
      And the central system answers every "BootNotification" properly
