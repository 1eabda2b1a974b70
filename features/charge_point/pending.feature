@charge-point @OCPP16-4.2
Feature: Left pending
  A central system may want to set a charge point up before it accepts it. The
  charge point answers meanwhile, does what it is told to, and waits.

  Background:
    Given the central system leaves registration pending, with an interval of 20 seconds
    And the charge point has powered on

  Rule: A pending charge point raises no subject of its own

    @OCP-BOOT-003 @must @live
    Scenario: Nothing happens, and nothing is said
      When 1 second passes
      Then the charge point sends nothing but "BootNotification" for 30 seconds

    @OCP-BOOT-003 @must @needs-tag-reader
    Scenario: A driver comes, plugs in and identifies
      When the vehicle is plugged in
      And the tag "(valid tag)" is presented
      Then the charge point sends nothing but "BootNotification" for 30 seconds

  Rule: It introduces itself again when the interval is over, and not before

    @OCP-BOOT-004 @should
    Scenario: Before the interval is over
      When 1 second passes
      Then the charge point sends no "BootNotification" for 15 seconds

    @OCP-BOOT-005 @should
    Scenario: After the interval
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the charge point sends "BootNotification" within 40 seconds

    @OCP-BOOT-010 @should
    Scenario: No interval is given
      Given the central system leaves registration pending, with an interval of 0 seconds
      And 25 seconds pass
      When 1 second passes
      Then the charge point sends no "BootNotification" for 3 seconds

  Rule: It answers what it is asked, and starts nothing

    @OCP-BOOT-013 @should
    Scenario: A key is read
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the answer holds
        | field                                         | value |
        | configurationKey[key=HeartbeatInterval].value | (any) |

    @OCP-BOOT-013 @should
    Scenario: A key is changed
      When the central system sets the key "HeartbeatInterval" to "300"
      Then the answer is "Accepted"

    @OCP-BOOT-014 @must
    Scenario: A remote start comes too early
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the request is refused

    @OCP-BOOT-015 @must @OCPP16-5.17
    Scenario: A heartbeat that was asked for
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | Heartbeat |
      Then the charge point sends "Heartbeat"
