@charge-point @OCPP16-5.14
Feature: After a restart nothing is left of what was before
  A restart is a clean slate: no vehicle charges on by itself, and no order given
  before it is carried out after it.

  Background:
    Given the charge point is in service

  Rule: Charging does not go on by itself

    @ZAP-RST-004 @vendor @virtual-time @needs-pin-pad
    Scenario: A vehicle stays plugged in until its driver comes back
      Given a vehicle is charging
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends no "StartTransaction" for 30 minutes
      And the charging current is 0 A
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"

  Rule: Where charging is free a vehicle has to be plugged in anew

    Background:
      Given the charge point is configured with
        | key          | value |
        | FreeCharging | true  |
      And the vehicle is plugged in

    @ZAP-RST-004 @vendor @virtual-time
    Scenario: A vehicle stays plugged in at a charger that is free for all
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      Then the charge point sends no "StartTransaction" for 30 minutes
      And the charging current is 0 A
      When the vehicle is unplugged
      And the vehicle is plugged in
      Then the charge point sends "StartTransaction"

  Rule: Orders given before the restart are forgotten, and the next session is like any other

    Background:
      Given the central system starts a session for "APP-7f3"
      And the central system requests "Reset"
        | field | value |
        | type  | Soft  |

    @ZAP-RST-005 @vendor
    Scenario: A vehicle plugged in afterwards is nobody's
      Given 60 seconds pass
      When the vehicle is plugged in
      Then the charge point reports "Preparing"
      And the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

    @ZAP-RST-005 @vendor @live
    Scenario: The next driver charges as usual
      Given 60 seconds pass
      When the vehicle is plugged in
      And the central system starts a session for "APP-8a1"
      Then the answer is "Accepted"
      And the charge point sends "StartTransaction"
        | field | value   |
        | idTag | APP-8a1 |
      And the charge point reports "Charging"
