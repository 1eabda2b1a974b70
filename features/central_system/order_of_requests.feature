@central-system @operator @OCPPJ-4.1.4
Feature: One request after the other
  A request is told from all others by its id, and waits until the one before
  it is answered or given up. Few chargers can keep two questions in mind.

  Background:
    Given a stand-in is registered

  Rule: Each request has an id of its own

    @CSM-REQ-017 @must @live
    Scenario: The same is asked three times
      Given the central system requests "GetLocalListVersion"
      And the central system requests "GetLocalListVersion"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

  Rule: A request waits for the answer to the one before

    @CSM-REQ-018 @should @OCPPJ-4.1.1
    Scenario: A second request follows upon a first that takes a while
      Given the stand-in answers the next "GetConfiguration" 1 second late
      And the central system requests "GetConfiguration"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion" after 1 second
      And the answer holds
        | field       | value |
        | listVersion | 0     |

  Rule: A change that has to wait for a driver is waited for

    @CSM-REQ-019 @must @interop-29 @OCPP16-5.2
    Scenario: A connector goes out of service when its session is over
      Given the stand-in answers the next "ChangeAvailability" with
        | field  | value     |
        | status | Scheduled |
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      Then the answer is "Scheduled"
      When the stand-in sends "StatusNotification"
        | field       | value       |
        | connectorId | 1           |
        | errorCode   | NoError     |
        | status      | Unavailable |
      Then the central system answers every "StatusNotification" properly

    @CSM-REQ-019 @must @interop-29 @OCPP16-5.2
    Scenario: The operator changes a connector back before the session is over
      Given the stand-in answers the next "ChangeAvailability" with
        | field  | value     |
        | status | Scheduled |
      And the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 1           |
        | type        | Inoperative |
      When the central system requests "ChangeAvailability"
        | field       | value     |
        | connectorId | 1         |
        | type        | Operative |
      Then the central system sends "ChangeAvailability"
        | field | value     |
        | type  | Operative |
      And the answer is "Accepted"
