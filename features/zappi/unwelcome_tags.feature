@charge-point @OCPP16-4.8
Feature: Sessions begun with a tag that proves unwelcome
  A charger may begin to charge before the central system has had its say. What
  happens when that say is a no, the operator decides beforehand.

  Background:
    Given the charge point is in service
    And the vehicle is plugged in

  Rule: A strict operator's charger ends the session at once

    @ZAP-TX-004 @ZAP-CFG-012 @vendor @may
    Scenario Outline: The central system has second thoughts about the tag
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | true  |
      And the central system holds the tag "OLD-CARD" to be "<status>"
      When the central system starts a session for "OLD-CARD"
      Then the charge point sends "StopTransaction"
        | field         | value        |
        | transactionId | (running)    |
        | reason        | DeAuthorized |
      And the charge point reports "Finishing"
      And the charging current is 0 A

      Examples:
        | status       |
        | Blocked      |
        | Expired      |
        | Invalid      |
        | ConcurrentTx |

  Rule: A lenient operator's charger goes on charging

    @ZAP-TX-004 @ZAP-CFG-013 @vendor @may @live
    Scenario: A blocked tag does not interrupt the charge
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | false |
      And the central system holds the tag "OLD-CARD" to be "Blocked"
      When the central system starts a session for "OLD-CARD"
      Then the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A
