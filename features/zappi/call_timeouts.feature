@charge-point @OCPP16-4.9
Feature: How long a charger waits for an answer
  The documents name no time after which a call counts as lost. A vendor
  declares one, and what is repeated waits for so long.

  Rule: A status nobody acknowledges is sent again when the declared time is over

    @ZAP-STAT-003 @vendor @live
    Scenario Outline: The charger waits for <seconds> seconds
      Given the vendor declares
        | choice       | reading   |
        | call_timeout | <seconds> |
      And the charge point is in service
      And the central system leaves the next "StatusNotification" call unanswered
      When the vehicle is plugged in
      Then "StatusNotification" is sent 2 times, waiting in between
        | seconds   |
        | <seconds> |

      Examples:
        | seconds |
        | 10      |
        | 45      |
