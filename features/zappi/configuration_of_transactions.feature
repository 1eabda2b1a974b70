@charge-point @OCPP16-9.1
Feature: Configuration keys that shape sessions and their reports
  How often a running session is metered, what becomes of it when its tag proves
  unwelcome, and how hard the charger tries to deliver its reports: the operator decides.

  Background:
    Given the charge point is in service

  Rule: Unless told otherwise the charger sends a reading each quarter of an hour

    @ZAP-CFG-011 @vendor @virtual-time
    Scenario: The first reading comes 15 minutes after the start, not by the clock
      Given 5 minutes pass
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      And 50 minutes pass
      Then the charge point sends "MeterValues" after 900 seconds
      And the charge point sends 3 "MeterValues"

  Rule: A lenient operator's charger takes no notice of an unwelcome tag

    @ZAP-CFG-013 @may
    Scenario: Charging and metering go on for ten minutes
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | false |
        | MeterValueSampleInterval   | 60    |
      And the central system holds the tag "APP-7f3" to be "Invalid"
      When a vehicle starts charging
      And 10 minutes pass
      Then the charge point sends about 10 "MeterValues"
      And the charging current is 32 A

  Rule: TransactionMessageAttempts is how often an unanswered report is sent again

    @ZAP-CFG-014 @may
    Scenario Outline: A start nobody answers is sent <sent> time(s) in all
      Given transaction messages are attempted <attempts> times, 10 seconds apart
      And the vehicle is plugged in
      And the central system leaves every "StartTransaction" call unanswered
      When the central system starts a session for "APP-7f3"
      And 10 minutes pass
      Then the charge point sends <sent> "StartTransaction"

      Examples:
        | attempts | sent |
        | 0        | 1    |
        | 1        | 2    |
        | 3        | 4    |

    @ZAP-CFG-014 @may
    Scenario Outline: "<value>" is no number of attempts
      When the central system sets the key "TransactionMessageAttempts" to "<value>"
      Then the answer is "Rejected"

      Examples:
        | value |
        | abc   |
        | -1    |

  Rule: TransactionMessageRetryInterval is the pause before that, in seconds

    @ZAP-CFG-015 @may
    Scenario Outline: A start waits <pause> seconds before it is sent again
      Given transaction messages are attempted 2 times, <pause> seconds apart
      And the vehicle is plugged in
      And the central system refuses every "StartTransaction" call
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 3 times, waiting in between
        | seconds |
        | <pause> |
        | <pause> |

      Examples:
        | pause |
        | 5     |
        | 20    |

    @ZAP-CFG-015 @may @live
    Scenario: A stop waits just as long
      Given transaction messages are attempted 2 times, 20 seconds apart
      And a vehicle is charging
      And the central system refuses every "StopTransaction" call
      When the central system stops the session
      Then "StopTransaction" is sent 3 times, waiting in between
        | seconds |
        | 20      |
        | 20      |
