@charge-point @OCPP16-5.17 @needs-remote-trigger
Feature: What is repeated of a charger that cannot be reached
  Between the service that speaks OCPP and the charger there is a link of its
  own. While it is down a repeated status may be out of date, but it is never
  invented.

  Rule: What the charger never said is not made up

    @ZAP-TRG-005 @vendor @needs-device-link
    Scenario: A charger that has never been reached has no status to repeat
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the device link is cut
      And the charge point has powered on
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
      Then the answer is "Rejected"
      And the charge point sends nothing but "BootNotification" for 20 seconds

  Rule: While the charger cannot be reached, its last status is repeated, true or not

    Background:
      Given the charge point is in service
      And a vehicle is charging

    @ZAP-TRG-006 @vendor @needs-device-link @live
    Scenario: A vehicle that has left is still said to charge, until the link returns
      Given the device link is cut
      When the vehicle is unplugged
      And the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the charge point reports "Charging"
      When the device link is restored
      Then the charge point reports "Available"

    @ZAP-TRG-006 @vendor @needs-device-link
    Scenario: The repeated status keeps the time at which it was true
      When the vehicle is full
      And the device link is cut
      And 5 minutes pass
      And the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the charge point sends 2 "StatusNotification"
      And every repetition of "StatusNotification" carries the payload of the first
