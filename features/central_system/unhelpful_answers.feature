@central-system @operator @OCPPJ-4.1.1
Feature: Going on when a charger is of no help
  Chargers refuse, fail, take their time or say the same thing twice. An operator
  who cannot reach a charger any more because of that has to drive there.

  Background:
    Given a stand-in is registered

  Rule: After a refusal the next request goes out as usual

    @CSM-REQ-012 @must @live
    Scenario Outline: A charger answers "<request>" with "<answer>"
      Given the stand-in answers the next "<request>" with
        | field  | value    |
        | status | <answer> |
      And the central system requests "<request>"
        | field   | value   |
        | <field> | <value> |
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

      Examples:
        | request                | field            | value              | answer         |
        | ClearChargingProfile   | id               | 5                  | Unknown        |
        | RemoteStartTransaction | idTag            | A-1                | Rejected       |
        | RemoteStopTransaction  | transactionId    | 987654321          | Rejected       |
        | Reset                  | type             | Soft               | Rejected       |
        | CancelReservation      | reservationId    | 5                  | Rejected       |
        | TriggerMessage         | requestedMessage | MeterValues        | NotImplemented |
        | TriggerMessage         | requestedMessage | StatusNotification | Rejected       |
        | UnlockConnector        | connectorId      | 1                  | UnlockFailed   |
        | UnlockConnector        | connectorId      | 9                  | NotSupported   |

    @CSM-REQ-013 @must
    Scenario Outline: A charger answers with the error "<code>"
      Given the stand-in refuses the next "GetConfiguration" with the error "<code>"
      And the central system requests "GetConfiguration"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

      Examples:
        | code                         |
        | NotImplemented               |
        | NotSupported                 |
        | InternalError                |
        | ProtocolError                |
        | SecurityError                |
        | FormationViolation           |
        | PropertyConstraintViolation  |
        | OccurenceConstraintViolation |
        | TypeConstraintViolation      |
        | GenericError                 |

  Rule: An answer that is late, doubled or beside the point does no harm

    @CSM-REQ-014 @should
    Scenario: A charger takes a second to answer, and is asked again meanwhile
      Given the stand-in answers the next "GetConfiguration" 1 second late
      And the central system requests "GetConfiguration"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion" within 2 seconds
      And the answer holds
        | field       | value |
        | listVersion | 0     |

    @CSM-REQ-015 @must
    Scenario: A charger answers twice
      Given the stand-in answers the next "GetConfiguration" twice
      And the central system requests "GetConfiguration"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

    @CSM-REQ-016 @must @virtual-time
    Scenario: A charger never answers
      Given the stand-in leaves the next "GetConfiguration" unanswered
      And the central system requests "GetConfiguration"
      And 1 minute passes
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

    @CSM-REQ-016 @must @virtual-time
    Scenario: A charger answers when nobody waits any more
      Given the stand-in answers the next "GetConfiguration" 45 seconds late
      And the central system requests "GetConfiguration"
      And 1 minute passes
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |
