@central-system @OCPP16-3.7
Feature: Sessions that are told of late
  While there is no connection a charger keeps its sessions to itself, and
  charges on. What it tells afterwards is old, and true.

  Rule: What is told late is taken like any other message

    @CSM-TX-012 @must @live
    Scenario Outline: A whole session is told <ago> seconds after it began
      Given a stand-in is registered
      When the stand-in begins a session
        | field     | value    |
        | timestamp | -<ago> s |
      And the stand-in ends the session
        | field     | value   |
        | timestamp | -30 s   |
        | reason    | Local   |
      Then the central system answers every "StartTransaction" and "StopTransaction" properly

      Examples:
        | ago     |
        | 60      |
        | 86400   |
        | 2592000 |

    @CSM-TX-012 @must
    Scenario: A session is told of before anything else on a new connection
      Given a stand-in is registered
      And the stand-in vanishes without a word
      And the stand-in has connected
      When the stand-in begins a session
        | field     | value   |
        | timestamp | -7200 s |
      Then the central system answers every "StartTransaction" properly

    @CSM-TX-012 @must
    Scenario: Two sessions that overlapped nothing arrive at once
      Given a stand-in is registered
      And the stand-in has begun a session
        | field     | value   |
        | timestamp | -7200 s |
      And the stand-in has ended the session
        | field     | value   |
        | timestamp | -3600 s |
      When the stand-in begins a session
        | field     | value   |
        | timestamp | -1800 s |
      And the stand-in ends the session
        | field     | value  |
        | timestamp | -900 s |
      Then the central system answers every "StartTransaction" and "StopTransaction" properly

    @CSM-TX-012 @must
    Scenario: An offline session by a tag that is refused is ended by the charger
      Given the stand-in has begun a session
        | field     | value            |
        | idTag     | NOBODYKNOWSTHIS1 |
        | timestamp | -600 s           |
      When the stand-in ends the session
        | field  | value        |
        | reason | DeAuthorized |
      Then the central system answers every "StopTransaction" properly

  Rule: A session outlives the connection on which it began

    @CSM-TX-013 @must @interop-19
    Scenario: The connection breaks and the session goes on
      Given the stand-in has begun a session
      And the stand-in vanishes without a word
      And the stand-in has connected
      When the stand-in ends the session
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-013 @must @interop-19
    Scenario: The charger starts anew and then ends what had begun before
      Given the stand-in has begun a session
      And the stand-in closes the connection
      And the stand-in is registered
      When the stand-in ends the session
        | field  | value     |
        | reason | PowerLoss |
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-014 @must @interop-19
    Scenario: The end of a session was lost for ever, and the next one begins
      Given the stand-in has begun a session
      And the stand-in vanishes without a word
      And the stand-in is registered
      When the stand-in begins a session
      And the stand-in ends the session
      Then the central system answers every "StartTransaction" and "StopTransaction" properly
