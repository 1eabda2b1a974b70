@charge-point @OCPPJ-4
Feature: Requests that cannot be met, and answers that do not come
  Either end may be newer, broken or busy. The other says what it cannot do,
  and goes on.

  Background:
    Given the charge point is in service

  Rule: What is unknown or not supported is turned down in so many words

    @OCP-RPC-001 @must @live
    Scenario: A request of an action that no OCPP has
      When the central system requests "FrobnicateConnector"
      Then the request is refused with an error "NotImplemented" or "NotSupported"

    @OCP-RPC-002 @must @without-reservation
    Scenario: A reservation where nobody can reserve
      When the central system requests "ReserveNow"
        | field         | value   |
        | connectorId   | 1       |
        | expiryDate    | +60 s   |
        | idTag         | APP-7f3 |
        | reservationId | 7       |
      Then the request is refused

    @OCP-RPC-002 @must @without-local-list
    Scenario: A local list where none is kept
      When the central system requests "SendLocalList"
        | field       | value |
        | listVersion | 7     |
        | updateType  | Full  |
      Then the request is refused

  Rule: A request that is not as its schema has it is an error, and the error says which

    @OCP-RPC-003 @must
    Scenario Outline: A request with <fault>
      When the central system requests "<action>"
        | field   | value   |
        | <field> | <value> |
      Then the request is refused with an error

      Examples:
        | fault                      | action                 | field    | value                       |
        | a field missing            | ChangeConfiguration    | key      | HeartbeatInterval           |
        | a value of no such list    | Reset                  | type     | Gentle                      |
        | a text in place of a number | UnlockConnector       | connectorId | one                      |
        | a tag that is too long     | RemoteStartTransaction | idTag    | A-TAG-OF-MORE-THAN-20-LETTERS |

    @OCP-RPC-004 @should
    Scenario: A field is missing
      When the central system requests "ChangeConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the request is refused with an error "ProtocolError", "OccurenceConstraintViolation", "OccurrenceConstraintViolation", "FormationViolation" or "FormatViolation"

    @OCP-RPC-004 @should
    Scenario: A text stands where a number belongs
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | one   |
      Then the request is refused with an error "TypeConstraintViolation", "PropertyConstraintViolation", "FormationViolation" or "FormatViolation"

    @OCP-RPC-004 @should
    Scenario: A value that is not on the list
      When the central system requests "Reset"
        | field | value  |
        | type  | Gentle |
      Then the request is refused with an error "PropertyConstraintViolation", "TypeConstraintViolation", "FormationViolation" or "FormatViolation"

  Rule: Each answer belongs to its question

    @OCP-RPC-005 @must
    Scenario: Two questions in one breath
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      And the central system at once requests "GetConfiguration"
        | field | value              |
        | key   | NumberOfConnectors |
      Then the answer holds
        | field                   | value              |
        | configurationKey[0].key | NumberOfConnectors |

  Rule: One call at a time, and none for ever

    @OCP-RPC-006 @should
    Scenario: A central system that thinks before it answers
      Given the central system answers every "StatusNotification" call 4 seconds late
      When the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      Then the charge point sends, in this order, each within 20 seconds
        | action             | status    |
        | StatusNotification | Preparing |
        | StatusNotification | Charging  |

    @OCP-RPC-007 @should
    Scenario: The central system does not know the time
      Given the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 5     |
      And the central system answers the next 2 "Heartbeat" calls with
        | field       | value     |
        | currentTime | yesterday |
      When 26 seconds pass
      Then the charge point sends about 6 "Heartbeat"

    @OCP-RPC-008 @must
    Scenario: A heartbeat that nobody answers
      Given the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 5     |
      And the central system leaves the next "Heartbeat" call unanswered
      When 1 second passes
      Then the charge point sends, in this order, each within 2 minutes
        | action    |
        | Heartbeat |
        | Heartbeat |
