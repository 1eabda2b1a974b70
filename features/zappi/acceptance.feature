@charge-point @OCPP16-4.2
Feature: Acceptance by the central system, and what comes before it
  Normal operation begins with acceptance. A charger that was refused, or got
  no answer at all, is not lost for good: it introduces itself again.

  Rule: Acceptance is where normal operation begins

    @ZAP-BOOT-015 @vendor @live
    Scenario: The status of the whole station and of its connector follow at once
      Given the central system accepts registration, with an interval of 30 seconds
      When the charge point powers on
      Then the charge point sends, in this order
        | action             | connectorId |
        | BootNotification   |             |
        | StatusNotification | 0           |
        | StatusNotification | 1           |

    @ZAP-BOOT-015 @vendor
    Scenario: The first heartbeat comes one interval after acceptance
      Given the central system accepts registration, with an interval of 30 seconds
      When the charge point powers on
      Then the charge point sends "Heartbeat" after 30 seconds
      And the charge point sends 1 "Heartbeat"

  Rule: An acceptance without an interval leaves the pace of heartbeats as it is

    @ZAP-BOOT-012 @vendor
    Scenario: A charger that is given none beats at the interval configured
      Given the central system accepts registration, with an interval of 0 seconds
      When the charge point powers on
      Then the charge point sends "Heartbeat" after 60 seconds
      And the charge point sends 1 "Heartbeat"

  Rule: An introduction that was not answered properly is made again

    @ZAP-BOOT-015 @vendor
    Scenario: The central system gave no answer
      Given the central system leaves the next "BootNotification" call unanswered
      When the charge point powers on
      Then the charge point reports "Available" within 2 minutes

    @ZAP-BOOT-015 @vendor
    Scenario: The central system answered with an error
      Given the central system refuses the next "BootNotification" call
      When the charge point powers on
      Then the charge point reports "Available" within 2 minutes

    @ZAP-BOOT-015 @vendor @needs-pin-pad
    Scenario: A vehicle goes unreported as long as no answer came
      Given the central system leaves every "BootNotification" call unanswered
      And the charge point has powered on
      When the vehicle is plugged in
      And the PIN "12345" is entered
      Then the charge point sends nothing but "BootNotification" for 3 minutes

  Rule: A rejected charge point keeps silent until the interval is over

    @ZAP-BOOT-015 @vendor @needs-pin-pad
    Scenario: It reports nothing and does not introduce itself early
      Given the central system rejects registration, with an interval of 60 seconds
      And the charge point has powered on
      When the vehicle is plugged in
      And the PIN "12345" is entered
      Then the charge point sends no "BootNotification" for 50 seconds
      And the charge point sends nothing but "BootNotification" for 20 seconds

    @ZAP-BOOT-015 @vendor
    Scenario: It gives no answers
      Given the central system rejects registration, with an interval of 60 seconds
      And the charge point has powered on
      When the central system requests "GetConfiguration"
      Then the request is left unanswered

    @ZAP-BOOT-015 @vendor
    Scenario: It introduces itself again each time the interval is over
      Given the central system answers the next 2 "BootNotification" calls with
        | field    | value    |
        | status   | Rejected |
        | interval | 60       |
      When the charge point powers on
      Then "BootNotification" is sent 3 times, waiting in between
        | seconds |
        | 60      |
        | 60      |

    @ZAP-BOOT-015 @vendor
    Scenario: A new connection does not cut the wait short
      Given the central system rejects registration, with an interval of 60 seconds
      And the charge point has powered on
      When the central system drops the connection
      Then the charge point sends no "BootNotification" for 40 seconds
