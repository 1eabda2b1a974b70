@central-system @OCPP16-4.2
Feature: Setting up a charger before it is accepted
  A platform may want to see to the settings of a charger first. Until it is
  accepted the charger is there to be asked, and for nothing else.

  Rule: A charger that is left pending can be asked, set up, and accepted

    Background:
      Given the central system leaves registration pending, with an interval of 30 seconds
      And a stand-in is connected
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |

    @CSM-PEND-002 @must @scripted @live
    Scenario: A charger that is left pending introduces itself again
      Given 30 seconds pass
      When the stand-in sends the same again
      Then the answer is "Pending"

    @CSM-PEND-002 @must @scripted
    Scenario: A charger that was left pending is accepted
      Given the central system accepts registration
      When the stand-in sends the same again
      Then the answer is "Accepted"

    @CSM-PEND-003 @must @scripted @operator
    Scenario: A charger that is left pending is set up
      When the central system requests "ChangeConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
        | value | 300               |
      Then the central system sends "ChangeConfiguration"
      And the answer is "Accepted"

    @CSM-PEND-001 @should @scripted
    Scenario: No session is ordered while a charger is left pending
      When the stand-in sends the same again
      Then the central system sends nothing but "GetConfiguration", "ChangeConfiguration" and "TriggerMessage" for 2 seconds
      And the answer is "Pending"
