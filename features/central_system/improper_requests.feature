@central-system @OCPPJ-4.2.3
Feature: Refusing what cannot be processed
  A charger that is told what was wrong with its message can log it. One that
  is told nothing waits, and sends the same again.

  Background:
    Given a stand-in is registered

  Rule: An action that nobody knows is refused, and said to be unknown

    @CSM-FRAME-005 @must @live
    Scenario Outline: The action "<action>"
      When the stand-in sends "<action>"
      Then the request is refused with an error "NotImplemented" or "NotSupported"
      When the stand-in sends "Heartbeat"
      Then the request is answered

      Examples:
        | action           |
        | MakeCoffee       |
        | heartbeat        |
        | NotifyEvent      |
        | BootNotification1 |

  Rule: A request that is not as its action prescribes is refused

    @CSM-FRAME-006 @interop-24 @must
    Scenario Outline: A report with <fault>
      When the stand-in sends the text
        """
        [2,"improper","StatusNotification",{<fields>}]
        """
      Then the request is refused with an error
      When the stand-in sends "Heartbeat"
      Then the request is answered

      Examples:
        | fault              | fields                                                              |
        | a field missing    | "connectorId":1,"status":"Available"                                |
        | nothing in it      |                                                                     |
        | a text for a number | "connectorId":"one","errorCode":"NoError","status":"Available"     |
        | an object for a text | "connectorId":1,"errorCode":{},"status":"Available"               |
        | a status of its own | "connectorId":1,"errorCode":"NoError","status":"Sleeping"          |
        | an error of its own | "connectorId":1,"errorCode":"Error","status":"Faulted"             |

    @CSM-FRAME-007 @interop-24 @should
    Scenario: A report with a field nobody has heard of
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
        | colour      | green     |
      Then the request is refused with an error

  Rule: The error says what kind of fault it was

    @CSM-FRAME-008 @should
    Scenario: A report with a field missing is incomplete
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | status      | Available |
      Then the request is refused with an error "ProtocolError", "OccurenceConstraintViolation", "OccurrenceConstraintViolation" or "FormationViolation"

    @CSM-FRAME-008 @should
    Scenario: A report with a text for a number has a wrong type
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | one       |
        | errorCode   | NoError   |
        | status      | Available |
      Then the request is refused with an error "TypeConstraintViolation", "FormationViolation" or "PropertyConstraintViolation"

    @CSM-FRAME-008 @should
    Scenario: A report of a status of its own has a wrong value
      When the stand-in sends "StatusNotification"
        | field       | value    |
        | connectorId | 1        |
        | errorCode   | NoError  |
        | status      | Sleeping |
      Then the request is refused with an error "PropertyConstraintViolation", "FormationViolation" or "TypeConstraintViolation"
