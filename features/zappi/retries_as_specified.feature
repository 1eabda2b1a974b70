@charge-point @OCPP16-3.7
Feature: Session reports repeated as OCPP 1.6 has it
  The vendor counts repetitions and keeps their pauses equal; the standard counts
  transmissions and lets each pause grow. A charge point may declare the latter.

  Background:
    Given the vendor declares
      | choice               | reading       |
      | attempts             | transmissions |
      | backoff              | growing       |
      | meter_values_retried | true          |
    And the charge point is in service
    And transaction messages are attempted 3 times, 10 seconds apart

  Rule: The pauses grow with each transmission, of which there are as many as configured

    @ZAP-TX-015 @vendor @live
    Scenario: A refused start waits longer each time
      Given the vehicle is plugged in
      And the central system refuses every "StartTransaction" call
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 3 times, waiting in between
        | seconds |
        | 10      |
        | 20      |

    @ZAP-TX-014 @vendor
    Scenario: An unanswered stop waits longer each time
      Given a vehicle is charging
      And the central system leaves every "StopTransaction" call unanswered
      When the central system stops the session
      Then "StopTransaction" is sent 3 times, waiting in between
        | seconds |
        | 40      |
        | 50      |
      And every repetition of "StopTransaction" carries the payload of the first

  Rule: Readings are session reports, too

    @ZAP-TX-014 @vendor
    Scenario: A refused reading is sent again
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 600   |
      And a vehicle is charging
      And the central system refuses every "MeterValues" call
      When 11 minutes pass
      Then "MeterValues" is sent 3 times, waiting in between
        | seconds |
        | 10      |
        | 20      |
      And every repetition of "MeterValues" carries the payload of the first
