@charge-point @OCPP16-3.7
Feature: Session reports kept until they can be delivered
  Charging goes on without a connection. What happened meanwhile is reported as
  soon as there is one again, in the order in which it happened.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value      |
      | FreeCharging             | true       |
      | PlugAndChargeID          | FREE-BAY-1 |
      | MeterValueSampleInterval | 60         |

  Rule: Reports wait out a lost connection, without using up their attempts

    @ZAP-TX-013 @vendor @live
    Scenario: A whole session without a connection is reported afterwards
      Given the central system goes out of reach
      When the vehicle is plugged in
      And the vehicle is unplugged
      And the central system can be reached again
      Then the charge point sends, in this order, each within 2 minutes
        | action           | idTag      |
        | BootNotification |            |
        | StartTransaction | FREE-BAY-1 |
        | StopTransaction  | FREE-BAY-1 |

    @ZAP-TX-014 @vendor
    Scenario: Readings and end of a session arrive in order after an outage
      Given the vehicle is plugged in
      When the central system goes out of reach
      And 2 minutes pass
      And the vehicle is unplugged
      And the central system can be reached again
      Then the charge point sends, in this order, each within 2 minutes
        | action          | transactionId |
        | MeterValues     | (running)     |
        | MeterValues     | (running)     |
        | StopTransaction | (running)     |

    @ZAP-TX-014 @vendor
    Scenario: A connection lost while the answer is awaited costs no attempt
      Given transaction messages are attempted 0 times, 60 seconds apart
      And the vehicle is plugged in
      And the central system leaves the next "StopTransaction" call unanswered
      When the vehicle is unplugged
      And the central system drops the connection
      Then the charge point sends 2 "StopTransaction"

  Rule: Reports survive a restart of the bridge

    @ZAP-TX-014 @vendor
    Scenario: A stop still unanswered when the bridge restarts is sent again
      Given the vehicle is plugged in
      And the central system leaves the next "StopTransaction" call unanswered
      When the vehicle is unplugged
      And the bridge restarts
      Then the charge point sends 2 "StopTransaction"
      And every repetition of "StopTransaction" carries the payload of the first

    @ZAP-TX-013 @vendor
    Scenario: A start still unanswered when the bridge restarts is sent again
      Given the central system leaves the next "StartTransaction" call unanswered
      When the vehicle is plugged in
      And the bridge restarts
      Then the charge point sends 2 "StartTransaction"
      And every repetition of "StartTransaction" carries the payload of the first

  Rule: No report overtakes an older one

    @ZAP-TX-014 @vendor
    Scenario: The next session's start waits until the last one's end is settled
      Given the vehicle is plugged in
      And the central system refuses the next "StopTransaction" call
      When the vehicle is unplugged
      And 5 seconds pass
      And the vehicle is plugged in
      Then the charge point sends, in this order, each within 90 seconds
        | action           | reason         |
        | StopTransaction  | EVDisconnected |
        | StopTransaction  | EVDisconnected |
        | StartTransaction |                |
