@central-system @OCPP16-4.2
Feature: Letting a charger have the first word
  A charger that is asked for things before it has introduced itself may
  restart, and be asked again, for ever.

  Rule: Nothing is asked of a charger that has not introduced itself

    @CSM-CONN-006 @interop-1 @should @live
    Scenario: A charger takes its time to introduce itself
      When a stand-in connects
      Then the central system sends nothing for 2 seconds
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

  # Some platforms tie the life of a connection to the latest message.
  Rule: A connection on which nothing is said for a while stays open

    @CSM-CONN-007 @OCPPJ-5.3 @interop-8 @must
    Scenario: A charger with nothing to say
      Given a stand-in is registered
      When 3 seconds pass
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

    @CSM-CONN-007 @OCPPJ-5.3 @interop-8 @must
    Scenario: A charger that waits before it introduces itself
      Given a stand-in is connected
      When 3 seconds pass
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"
