@charge-point
Feature: A charger for a whole street
  An account may have far more users than the first four, once the maker's
  announced update has raised the limit. Each of them is still told by the PIN.

  Background:
    Given the charge point is set up with
      | setting        | value |
      | pin_user_limit | 121   |
    And 121 users have a PIN
    And the charge point is in service

  Rule: With a higher limit each user's PIN gives that user's tag

    @ZAP-PIN-007 @may @live
    Scenario Outline: User number <number> of 121
      When the PIN "<pin>" is entered
      Then the charge point sends "Authorize"
        | field | value         |
        | idTag | VT-USER-<tag> |

      Examples:
        | number | pin   | tag |
        | 1      | 00001 | 001 |
        | 5      | 00005 | 005 |
        | 121    | 00121 | 121 |
