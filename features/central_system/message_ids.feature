@central-system @OCPPJ-4.1.4
Feature: Answering under the right id
  The id is all that ties an answer to its question. It is a text, whatever it
  looks like, and belongs to whoever asked.

  Background:
    Given a stand-in is registered

  Rule: An answer bears the id of its question, to the letter

    @CSM-FRAME-001 @interop-21 @must @live
    Scenario Outline: A question under the id "<id>"
      When the stand-in sends "Heartbeat" under the id "<id>"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

      Examples:
        | id                                   |
        | 7                                    |
        | 0042                                 |
        | 1e3                                  |
        | -1                                   |
        | null                                 |
        | 9f2c0c3a-6f0e-4d57-9b1e-0c5f6c1f7a11 |
        | 9F2C0C3A-6F0E-4D57-9B1E-0C5F6C1F7A11 |
        | i(36 characters)                     |
        | a b/c,d;e:f                          |
        | Zähler-½-電                          |

  Rule: A repetition is answered as well

    @CSM-FRAME-002 @interop-21 @must
    Scenario: A charger asks once more, under a new id
      When the stand-in sends "Heartbeat"
      And the stand-in sends the same again
      Then the central system answers every "Heartbeat" properly

    # An id in use is improper, and what becomes of the second question is open.
    @CSM-FRAME-003 @interop-21 @must
    Scenario: A charger asks once more, under the same id
      When the stand-in sends "Heartbeat"
      And the stand-in sends the same again, under the same id
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      Then the central system answers every "StatusNotification" properly

    @CSM-FRAME-004 @OCPPJ-4.1.1 @interop-20 @should
    Scenario: A charger that does not wait for answers
      When the stand-in sends "Heartbeat"
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      And the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "Heartbeat", "StatusNotification" and "Authorize" properly
