@charge-point @OCPP16-3.7
Feature: Delivery of session reports
  No session may be lost because a central system was slow, down or mistaken for
  a while. What it does not acknowledge is sent again, up to a point. On top of
  each pause come the 30 seconds for which an answer is waited for.

  Background:
    Given the charge point is in service
    And transaction messages are attempted 3 times, 10 seconds apart

  Rule: A start nobody answers is sent again, unchanged, as often as configured

    @ZAP-TX-013 @vendor
    Scenario: Three repetitions, and then no more
      Given the vehicle is plugged in
      And the central system leaves every "StartTransaction" call unanswered
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 4 times, waiting in between
        | seconds |
        | 40      |
        | 40      |
        | 40      |
      And every repetition of "StartTransaction" carries the payload of the first

    @ZAP-TX-013 @vendor
    Scenario: The first answer ends the repetitions
      Given the vehicle is plugged in
      And the central system leaves the next 2 "StartTransaction" calls unanswered
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 3 times, waiting in between
        | seconds |
        | 40      |
        | 40      |

    @ZAP-TX-013 @vendor
    Scenario: A start that was given up does not hold up the end of its session
      Given the vehicle is plugged in
      And the central system leaves every "StartTransaction" call unanswered
      And the central system starts a session for "APP-7f3"
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction" after 150 seconds
        | field         | value |
        | transactionId | -1    |

    @ZAP-TX-013 @vendor
    Scenario: Readings wait for the start, and go out nameless once it is given up
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 120   |
      And the vehicle is plugged in
      And the central system leaves every "StartTransaction" call unanswered
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "MeterValues" after 150 seconds
        | field         | value |
        | transactionId | -1    |

  Rule: A stop is sent again in the same manner

    @ZAP-TX-014 @vendor
    Scenario: The second repetition is answered
      Given a vehicle is charging
      And the central system leaves the next 2 "StopTransaction" calls unanswered
      When the central system stops the session
      Then "StopTransaction" is sent 3 times, waiting in between
        | seconds |
        | 40      |
        | 40      |
      And every repetition of "StopTransaction" carries the payload of the first

    @ZAP-TX-014 @vendor
    Scenario: A stop nobody ever answers is given up
      Given a vehicle is charging
      And the central system leaves every "StopTransaction" call unanswered
      When the vehicle is unplugged
      Then "StopTransaction" is sent 4 times, waiting in between
        | seconds |
        | 40      |
        | 40      |
        | 40      |

    @ZAP-TX-014 @vendor
    Scenario: Readings are not worth repeating
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 300   |
      And a vehicle is charging
      And the central system leaves the next "MeterValues" call unanswered
      When 400 seconds pass
      Then the charge point sends 1 "MeterValues"

  Rule: The pause before each repetition is the configured one

    @ZAP-TX-015 @vendor
    Scenario: An error for an answer makes the pauses visible
      Given the vehicle is plugged in
      And the central system refuses every "StartTransaction" call
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 4 times, waiting in between
        | seconds |
        | 10      |
        | 10      |
        | 10      |

    @ZAP-TX-015 @vendor @live
    Scenario: A stop that is refused waits just as long
      Given a vehicle is charging
      And the central system refuses the next 2 "StopTransaction" calls
      When the central system stops the session
      Then "StopTransaction" is sent 3 times, waiting in between
        | seconds |
        | 10      |
        | 10      |

    @ZAP-TX-015 @vendor
    Scenario: Other settings, other pauses
      Given transaction messages are attempted 2 times, 60 seconds apart
      And the vehicle is plugged in
      And the central system leaves every "StartTransaction" call unanswered
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 3 times, waiting in between
        | seconds |
        | 90      |
        | 90      |
