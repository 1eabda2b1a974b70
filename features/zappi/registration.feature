@charge-point @OCPP16-4.2
Feature: Waiting for acceptance
  A charge point introduces itself before anything else. Until the central
  system accepts it, it answers questions but raises no subject of its own;
  a rejected one does not even answer.

  Rule: A charge point awaiting acceptance does not speak first

    @ZAP-BOOT-013 @vendor @needs-pin-pad
    Scenario: A vehicle and its driver's PIN go unreported while registration is pending
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the charge point has powered on
      When the vehicle is plugged in
      And the PIN "12345" is entered
      Then the charge point sends nothing but "BootNotification" for 40 seconds

    @ZAP-BOOT-013 @vendor
    Scenario: Registration is attempted again each time the given interval is over
      Given the central system answers the next 2 "BootNotification" calls with
        | field    | value   |
        | status   | Pending |
        | interval | 20      |
      When the charge point powers on
      Then "BootNotification" is sent 3 times, waiting in between
        | seconds |
        | 20      |
        | 20      |

    @ZAP-BOOT-013 @vendor
    Scenario: Attempts do not follow on each other's heels when no interval is given
      Given the central system leaves registration pending, with an interval of 0 seconds
      When the charge point powers on
      Then the charge point sends 1 "BootNotification"

    @ZAP-BOOT-013 @vendor
    Scenario: A vehicle plugged in meanwhile is reported upon acceptance
      Given the central system leaves registration pending, with an interval of 30 seconds
      And the charge point has powered on
      And the vehicle is plugged in
      When the central system accepts registration
      Then the charge point reports "Preparing" within 30 seconds

    @ZAP-BOOT-013 @vendor @live
    Scenario: Questions are answered while registration is pending
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the charge point has powered on
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                   | value |
        | configurationKey[0].key | (any) |

    @ZAP-BOOT-013 @vendor
    Scenario: No session can be started remotely while registration is pending
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the charge point has powered on
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

  Rule: What the central system asks for is sent even before acceptance

    @ZAP-BOOT-014 @may @needs-remote-trigger @OCPP16-5.17
    Scenario: A status asked for is sent once, and nothing besides
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the charge point has powered on
      When the central system requests "TriggerMessage"
        | field            | value              |
        | requestedMessage | StatusNotification |
        | connectorId      | 1                  |
      Then the answer is "Accepted"
      And the charge point sends 1 "StatusNotification"
      And the charge point sends nothing but "StatusNotification" for 20 seconds

    @ZAP-BOOT-014 @may @needs-remote-trigger @OCPP16-5.17
    Scenario: A heartbeat asked for is sent once, and nothing besides
      Given the central system leaves registration pending, with an interval of 60 seconds
      And the charge point has powered on
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      Then the answer is "Accepted"
      And the charge point sends 1 "Heartbeat"
      And the charge point sends nothing but "Heartbeat" for 20 seconds
