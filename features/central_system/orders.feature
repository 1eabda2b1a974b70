@central-system @operator
Feature: Asking a charger for something
  What an operator wants of a charger reaches it as the standard words it, with
  nothing missing and nothing added, or the charger has to refuse it.

  Background:
    Given a stand-in is registered

  Rule: What the operator asks for goes out as the standard words it

    @CSM-REQ-001 @must @OCPP16-5.2 @live
    Scenario Outline: The operator takes connector <connector> out of service
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | <connector> |
        | type        | Inoperative |
      Then the central system sends "ChangeAvailability"
        | field       | value       |
        | connectorId | <connector> |
        | type        | Inoperative |
      And the answer is "Accepted"

      Examples:
        | connector |
        | 0         |
        | 1         |

    @CSM-REQ-001 @must @OCPP16-5.3
    Scenario: The operator changes a key
      When the central system requests "ChangeConfiguration"
        | field | value                    |
        | key   | MeterValueSampleInterval |
        | value | 900                      |
      Then the central system sends "ChangeConfiguration"
        | field | value                    |
        | key   | MeterValueSampleInterval |
        | value | "900"                    |
      And the answer is "Accepted"

    @CSM-REQ-001 @must @OCPP16-5.14
    Scenario Outline: The operator orders a reset that is "<type>"
      When the central system requests "Reset"
        | field | value  |
        | type  | <type> |
      Then the central system sends "Reset"
        | field | value  |
        | type  | <type> |
      And the answer is "Accepted"

      Examples:
        | type |
        | Soft |
        | Hard |

    @CSM-REQ-001 @must @OCPP16-5.18
    Scenario: The operator lets go of a cable
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the central system sends "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      And the answer is "Unlocked"

    @CSM-REQ-001 @must @OCPP16-5.4
    Scenario: The operator empties the cache of tags
      When the central system requests "ClearCache"
      Then the central system sends "ClearCache"
      And the answer is "Accepted"

  Rule: Orders to begin and to end a session say for whom, where and which

    @CSM-REQ-002 @must @OCPP16-5.11 @interop-30
    Scenario: The operator starts a session for a driver
      When the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | 1           |
        | idTag       | (valid tag) |
      Then the central system sends "RemoteStartTransaction"
        | field | value       |
        | idTag | (valid tag) |
      And the answer is "Accepted"

    @CSM-REQ-002 @must @OCPP16-5.12
    Scenario: The operator stops a session
      Given the stand-in has begun a session
      When the central system requests "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
      Then the central system sends "RemoteStopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | idTag         | (absent)  |
      And the answer is "Accepted"

    # Whether anybody plugs in is another matter.
    @CSM-REQ-003 @must @OCPP16-5.11 @interop-30
    Scenario: Nobody plugs in, and the session is ordered once more
      Given the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | 1           |
        | idTag       | (valid tag) |
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      When the central system requests "RemoteStartTransaction"
        | field       | value       |
        | connectorId | 1           |
        | idTag       | (valid tag) |
      Then the central system sends "RemoteStartTransaction"
      And the answer is "Accepted"
