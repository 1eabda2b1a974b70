@charge-point @OCPP16-5.3
Feature: Configuration keys that say who may charge
  Some operators want every driver known, some give electricity away. A few keys
  make the difference, and decide whether the central system is asked first.

  Background:
    Given the charge point is in service

  Rule: LocalAuthListEnabled says whether a PIN stored in the charger is enough

    @ZAP-CFG-019 @may @needs-pin-pad
    Scenario: A stored PIN starts a session without any question
      Given the charge point is configured with
        | key                  | value |
        | LocalAuthListEnabled | true  |
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"
        | field | value       |
        | idTag | VT-ALICE-01 |
      And the charge point sends no "Authorize" for 10 seconds

    @ZAP-CFG-019 @may @needs-pin-pad
    Scenario: A PIN that is not stored starts nothing
      Given the charge point is configured with
        | key                  | value |
        | LocalAuthListEnabled | true  |
      And the vehicle is plugged in
      When the PIN "98765" is entered
      Then the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A

    @ZAP-CFG-020 @may @needs-pin-pad
    Scenario: With the key off even a stored PIN is asked about
      Given the charge point is configured with
        | key                  | value |
        | LocalAuthListEnabled | false |
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends, in this order
        | action           | idTag       |
        | Authorize        | VT-ALICE-01 |
        | StartTransaction | VT-ALICE-01 |
      And the charge point sends 1 "Authorize"

  Rule: Where charging is not free, somebody has to be authorised

    Background:
      Given the charge point is configured with
        | key          | value |
        | FreeCharging | false |
      And the vehicle is plugged in

    @ZAP-CFG-026 @may @virtual-time
    Scenario: Half an hour of waiting starts nothing
      When 30 minutes pass
      Then the charge point sends no "StartTransaction" for 10 seconds
      And the charging current is 0 A

    @ZAP-CFG-026 @may @needs-pin-pad @live
    Scenario: A PIN starts a session
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"
      And the charging current is 32 A

    @ZAP-CFG-026 @may
    Scenario: A remote start does so, too
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
      And the charging current is 32 A
