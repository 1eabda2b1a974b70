@central-system @OCPPJ-4.1.1 @operator
Feature: Questions that cross on the way
  Each side waits for its own questions only. When both ask at once, both have
  to answer, or each waits for the other until one gives up.

  Background:
    Given a stand-in is registered

  Rule: A charger is answered while it owes an answer

    @CSM-CROSS-001 @must @live
    Scenario: A heartbeat crosses a question
      Given the stand-in leaves the next "GetConfiguration" unanswered
      And the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      When the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-CROSS-001 @must
    Scenario: A session begins while its order is not yet answered
      Given the stand-in leaves the next "RemoteStartTransaction" unanswered
      And the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | 1           |
        | idTag       | (valid tag) |
      When the stand-in begins a session
      Then the central system answers every "StartTransaction" properly

    @CSM-CROSS-001 @must
    Scenario: A session ends while its order is not yet answered
      Given the stand-in has begun a session
      And the stand-in leaves the next "RemoteStopTransaction" unanswered
      And the central system requests "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
      When the stand-in ends the session
      Then the central system answers every "StopTransaction" properly

  Rule: The answer that crossed is taken for what it is

    @CSM-CROSS-002 @must
    Scenario: A question is answered after a heartbeat has crossed it
      Given the stand-in answers the next "GetConfiguration" 1 second late
      And the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      And the stand-in sends "Heartbeat"
      And 2 seconds pass
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
