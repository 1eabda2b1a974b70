@central-system @OCPP16-4.10
Feature: Letting a session end, whoever ends it
  A session may be over because the cable was pulled, or because somebody held
  another card to the reader. The platform hears of it, and can only take note.

  Background:
    Given a stand-in is registered
    And the stand-in sends "StartTransaction"
      | field       | value       |
      | connectorId | 1           |
      | idTag       | (valid tag) |
      | meterStart  | 1000        |
      | timestamp   | (now)       |

  Rule: The end of a session is acknowledged with a tag or without one

    @CSM-AUTH-006 @interop-18 @must @live
    Scenario: The cable is pulled
      When the stand-in sends "StopTransaction"
        | field         | value          |
        | transactionId | (running)      |
        | meterStop     | 2000           |
        | timestamp     | (now)          |
        | reason        | EVDisconnected |
      Then the central system answers every "StopTransaction" properly

    @CSM-AUTH-006 @interop-18 @must
    Scenario: The driver ends it
      When the stand-in sends "StopTransaction"
        | field         | value       |
        | transactionId | (running)   |
        | idTag         | (valid tag) |
        | meterStop     | 2000        |
        | timestamp     | (now)       |
      Then the central system answers every "StopTransaction" properly

    @CSM-AUTH-007 @interop-18 @must
    Scenario Outline: Somebody ends it with the tag <tag>
      When the stand-in sends "StopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | idTag         | <tag>     |
        | meterStop     | 2000      |
        | timestamp     | (now)     |
        | reason        | Local     |
      Then the answer holds
        | field         | value    |
        | transactionId | (absent) |

      Examples:
        | tag                  |
        | (valid tag 2)        |
        | NOBODY-S-TAG         |
        | ÄÖÜ ß + 100 % = ½    |
