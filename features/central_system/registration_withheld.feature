@central-system @OCPP16-4.2 @scripted
Feature: Keeping a charger waiting
  A platform need not take a charger at once. Until it does, it says when the
  charger may try again, and keeps to its own side of the arrangement.

  Rule: A charger that waits is told for how long, and gets answers to what it was asked for

    @CSM-BOOT-006 @interop-3 @must @live
    Scenario: A charger is put off
      Given the central system leaves registration pending, with an interval of 20 seconds
      When a stand-in connects
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer holds
        | field    | value   |
        | status   | Pending |
        | interval | 20      |

    @CSM-BOOT-007 @OCPP16-5.17 @interop-4 @must @operator
    Scenario: A charger that waits is asked for a heartbeat
      Given the central system leaves registration pending
      And a stand-in is connected
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

  Rule: A charger that is rejected is left alone

    @CSM-BOOT-008 @interop-3 @should
    Scenario: A charger is rejected, and comes again
      Given the central system rejects registration
      And a stand-in is connected
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the central system sends nothing for 2 seconds
      When the stand-in sends the same again
      Then the answer is "Rejected"
