@central-system @operator
Feature: Going on when a charger lacks what was asked for
  Lists, reservations and uploads are for chargers that have them. The others
  say so, each in the words of the standard, and nothing has gone wrong.

  Background:
    Given a stand-in is registered

  Rule: A refusal keeps nothing else from being asked for

    @CSM-REQ-012 @must @OCPP16-5.15 @live
    Scenario Outline: A list of tags is answered with "<answer>"
      Given the stand-in answers the next "SendLocalList" with
        | field  | value    |
        | status | <answer> |
      And the central system requests "SendLocalList"
        | field       | value        |
        | listVersion | 3            |
        | updateType  | Differential |
      When the central system requests "SendLocalList"
        | field       | value |
        | listVersion | 4     |
        | updateType  | Full  |
      Then the central system sends "SendLocalList"
        | field      | value |
        | updateType | Full  |
      And the answer is "Accepted"

      Examples:
        | answer          |
        | NotSupported    |
        | Failed          |
        | VersionMismatch |

    @CSM-REQ-012 @must @OCPP16-5.10
    Scenario: A charger has no list of tags
      Given the stand-in answers the next "GetLocalListVersion" with the text
        """
        [3, "{id}", {"listVersion": -1}]
        """
      And the central system requests "GetLocalListVersion"
      When the central system requests "ClearCache"
      Then the central system sends "ClearCache"
      And the answer is "Accepted"

    @CSM-REQ-012 @must @OCPP16-5.13
    Scenario Outline: A reservation is answered with "<answer>"
      Given the stand-in answers the next "ReserveNow" with
        | field  | value    |
        | status | <answer> |
      And the central system requests "ReserveNow"
        | field         | value       |
        | connectorId   | 1           |
        | expiryDate    | +3600 s     |
        | idTag         | (valid tag) |
        | reservationId | 12          |
      When the central system requests "CancelReservation"
        | field         | value |
        | reservationId | 12    |
      Then the central system sends "CancelReservation"
      And the answer is "Accepted"

      Examples:
        | answer      |
        | Faulted     |
        | Occupied    |
        | Unavailable |
        | Rejected    |

    @CSM-REQ-006 @must @OCPP16-5.13
    Scenario: A reservation is used by a driver of a group
      When the central system requests "ReserveNow"
        | field         | value       |
        | connectorId   | 1           |
        | expiryDate    | +3600 s     |
        | idTag         | (valid tag) |
        | parentIdTag   | GROUP-1     |
        | reservationId | 12          |
      Then the central system sends "ReserveNow"
        | field       | value   |
        | parentIdTag | GROUP-1 |
      When the stand-in begins a session
        | field         | value |
        | reservationId | 12    |
      Then the central system answers every "StartTransaction" properly

  Rule: A charger that lacks the operation altogether is asked for the next all the same

    @CSM-REQ-013 @must
    Scenario Outline: A charger does not know "<request>"
      Given the stand-in refuses the next "<request>" with the error "NotImplemented"
      And the central system requests "<request>"
      When the central system requests "GetConfiguration"
      Then the central system sends "GetConfiguration"
        | field  | value    |
        | key[0] | (absent) |

      Examples:
        | request             |
        | ClearCache          |
        | GetLocalListVersion |
