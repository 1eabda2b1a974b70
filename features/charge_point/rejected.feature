@charge-point @OCPP16-4.2
Feature: Turned away
  A central system that rejects a charge point wants to hear nothing of it for
  a while. The charge point comes back by itself when that is over.

  Rule: A rejected charge point is silent until the interval is over

    @OCP-BOOT-006 @must @live
    Scenario: Before the interval is over
      Given the central system rejects registration, with an interval of 60 seconds
      And the charge point has powered on
      When 1 second passes
      Then the charge point sends no "BootNotification" for 40 seconds
      And the charge point sends no "StatusNotification" for 1 second

    @OCP-BOOT-007 @must
    Scenario: A question to a rejected charge point
      Given the central system rejects registration, with an interval of 60 seconds
      And the charge point has powered on
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the request is left unanswered

    @OCP-BOOT-008 @should
    Scenario: After the interval
      Given the central system rejects registration, with an interval of 10 seconds
      When the charge point powers on
      Then the charge point sends, in this order, each within 2 minutes
        | action           |
        | BootNotification |
        | BootNotification |
