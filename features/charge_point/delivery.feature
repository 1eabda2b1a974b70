@charge-point @OCPP16-3.7
Feature: Reports of sessions get through
  What a session is billed by must not be lost: neither because the central
  system is away, nor because it cannot take it in for the moment.

  Background:
    Given the charge point is in service

  Rule: What was refused is sent again, as often and as slowly as was set

    @OCP-QUE-001 @OCP-QUE-002 @OCP-QUE-003 @OCP-QUE-004 @must
    Scenario: A start that the central system cannot take in
      Given transaction messages are attempted 3 times, 5 seconds apart
      And the vehicle is plugged in
      And the central system refuses every "StartTransaction" call
      When the central system starts a session for "APP-7f3"
      Then "StartTransaction" is sent 3 times, waiting in between
        | seconds |
        | 5       |
        | 10      |
      And every repetition of "StartTransaction" carries the payload of the first

    @OCP-QUE-005 @must
    Scenario: The end of a session whose start was given up
      Given transaction messages are attempted 1 time, 1 seconds apart
      And the central system refuses every "StartTransaction" call
      And a vehicle is charging
      And 10 seconds pass
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction" within 15 seconds
        | field         | value |
        | transactionId | -1    |

  Rule: What happens without a connection is told afterwards, in its order

    @OCP-QUE-006 @must @live
    Scenario: A session ends while the central system is away
      Given a vehicle is charging
      And the central system goes out of reach
      And the vehicle is unplugged
      And 5 seconds pass
      When the central system can be reached again
      Then the charge point sends "StopTransaction" within 2 minutes
        | field         | value     |
        | transactionId | (running) |

    @OCP-QUE-007 @must
    Scenario: An end waits for the beginning that is not delivered yet
      Given transaction messages are attempted 3 times, 30 seconds apart
      And the central system refuses the next "StartTransaction" call
      And the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      When the vehicle is unplugged
      Then the charge point sends, in this order, each within 2 minutes
        | action           |
        | StartTransaction |
        | StopTransaction  |

    @OCP-QUE-008 @must
    Scenario: The connection is lost in the middle of a session
      Given a vehicle is charging
      When the central system drops the connection
      Then the charge point connects again within 2 minutes
      And the charge point sends no "StopTransaction" for 10 seconds
