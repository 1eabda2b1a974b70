@central-system @OCPP16-3.7.1
Feature: Hearing the same thing twice
  A charger whose message was not answered sends it again, and cannot know that
  it did arrive. One session must not become two, nor an end be held against it.

  Background:
    Given the stand-in has begun a session

  Rule: The repetition of a start begins no second session

    @CSM-TX-004 @should @interop-13 @live
    Scenario: The answer to a start is lost
      When the stand-in sends the same again
      Then the answer holds
        | field         | value       |
        | transactionId | (as before) |

    @CSM-TX-004 @should @interop-13
    Scenario: The answer to a start is lost three times
      Given the stand-in sends the same again
      And the stand-in sends the same again
      When the stand-in sends the same again
      Then the answer holds
        | field         | value       |
        | transactionId | (as before) |

    @CSM-TX-004 @should @interop-13
    Scenario: The connection breaks before the answer to a start arrives
      Given the stand-in vanishes without a word
      And the stand-in has connected
      When the stand-in sends the same again
      Then the answer holds
        | field         | value       |
        | transactionId | (as before) |

    @CSM-TX-004 @should @interop-13
    Scenario: On a new connection the start has its old message id
      Given the stand-in vanishes without a word
      And the stand-in has connected
      When the stand-in sends the same again, under the same id
      Then the answer holds
        | field         | value       |
        | transactionId | (as before) |

  Rule: A session whose start was repeated goes on to its end

    @CSM-TX-005 @must @interop-13
    Scenario: The end follows upon a repeated start
      Given the stand-in sends the same again
      When the stand-in ends the session
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-005 @must @interop-13
    Scenario: The start is repeated although the session is over
      Given the stand-in sends the same again
      And the stand-in has ended the session
      When the stand-in begins a session
        | field      | value |
        | meterStart | 0     |
      Then the answer holds
        | field         | value |
        | transactionId | (any) |

  Rule: An end is acknowledged as often as it is told

    Background:
      Given the stand-in has ended the session

    @CSM-TX-006 @must @interop-14 @OCPP16-4.10
    Scenario: The answer to an end is lost
      When the stand-in sends the same again
      And the stand-in sends the same again
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-006 @must @interop-14 @OCPP16-4.10
    Scenario: The connection breaks before the answer to an end arrives
      Given the stand-in vanishes without a word
      And the stand-in is registered
      When the stand-in ends the session
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-006 @must @interop-14 @OCPP16-4.10
    Scenario: A session is ended a second time, with another register and another reason
      When the stand-in ends the session
        | field     | value |
        | meterStop | 1500  |
        | reason    | Other |
      Then the central system answers every "StopTransaction" properly
