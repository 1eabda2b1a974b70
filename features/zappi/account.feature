@charge-point
Feature: What the owner sees while a platform is connected
  The owner of a charger has an account with the vendor. A platform that is
  connected to the charger takes nothing away from it.

  Background:
    Given the charge point is in service
    And a vehicle is charging

  Rule: The owner finds each session in the account, with the platform's figures

    @ZAP-CONN-003 @may @virtual-time
    Scenario: A session that a platform has started and stopped
      When 1 hour passes
      And the central system stops the session
      Then the charge point sends "StopTransaction"
        | field     | value  |
        | meterStop | 130816 |
      And the recorded sessions number 1
      And the recorded energy is 7360 Wh

    @ZAP-CONN-003 @may @live
    Scenario: A session of a moment is found there, too
      When the central system stops the session
      Then the charge point sends "StopTransaction"
      And the recorded sessions number 1
