@charge-point @OCPP16-4.7
Feature: How often readings come
  More readings show a session more closely, fewer cost less. The interval is
  the operator's choice, and can be changed at any time.

  Rule: The operator chooses how often readings come

    Background:
      Given the charge point is in service

    @ZAP-MTR-005 @may
    Scenario: A reading each minute
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      When 190 seconds pass
      And the central system stops the session
      Then "MeterValues" is sent 3 times, waiting in between
        | seconds |
        | 60      |
        | 60      |

    @ZAP-MTR-005 @may
    Scenario: A new interval holds in the session that runs
      Given a vehicle is charging
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 20    |
      And 65 seconds pass
      When 60 seconds pass
      And the central system stops the session
      Then "MeterValues" is sent 3 times, waiting in between
        | seconds |
        | 20      |
        | 20      |

    @ZAP-MTR-012 @may @virtual-time
    Scenario Outline: A quarter of an hour, with a reading every <interval> seconds
      Given the charge point is configured with
        | key                      | value      |
        | MeterValueSampleInterval | <interval> |
      And a vehicle is charging
      When 910 seconds pass
      And the central system stops the session
      Then the charge point sends <count> "MeterValues"

      Examples:
        | interval | count |
        | 900      | 1     |
        | 300      | 3     |
        | 60       | 15    |

    @ZAP-MTR-012 @may
    Scenario: An interval of 0 means no readings at all
      Given a vehicle is charging
      When the central system sets the key "MeterValueSampleInterval" to "0"
      Then the answer is "Accepted"
      And the charge point sends no "MeterValues" for 10 minutes

    @ZAP-MTR-012 @may @live
    Scenario Outline: An interval of "<interval>" is turned down
      When the central system sets the key "MeterValueSampleInterval" to "<interval>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value                    |
        | key   | MeterValueSampleInterval |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | 900   |

      Examples:
        | interval |
        | -1       |
        | often    |
