@charge-point @needs-commercial-mode
Feature: Charging without the random delay
  The delay of Great Britain is removed by a key, but only by an operator: at
  home it stays, whatever the key says.

  Background:
    Given the charge point is set up with
      | setting             | value |
      | region              | GB    |
      | smart_charge_delays | 60    |
    And the charge point is in service

  Rule: RandomSmartChargeDelay 0 removes the delay while commercial mode is on

    @ZAP-CFG-024 @may @live
    Scenario: A public charger is told to do without
      Given the charge point is configured with
        | key                    | value |
        | CommercialMode         | true  |
        | RandomSmartChargeDelay | 0     |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"
      And the charging current is 32 A

    @ZAP-CFG-024 @may
    Scenario: A public charger nobody told waits like any other
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEVSE"
      And the charge point reports "Charging" after 60 seconds

    @ZAP-CFG-024 @may
    Scenario: A charger at home waits, whatever it is told
      Given the central system sets the key "RandomSmartChargeDelay" to "0"
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEVSE"
      And the charge point reports "Charging" after 60 seconds

    @ZAP-CFG-024 @may
    Scenario: Back in private hands, the charger waits again
      Given the charge point is configured with
        | key                    | value |
        | CommercialMode         | true  |
        | RandomSmartChargeDelay | 0     |
      And the central system sets the key "CommercialMode" to "false"
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEVSE"
      And the charge point reports "Charging" after 60 seconds
