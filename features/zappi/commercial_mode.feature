@charge-point @needs-commercial-mode
Feature: Commercial mode
  A charger at home belongs to its owner, a charger in public to an operator.
  One key turns the one into the other, and much of OCPP depends on it.

  Background:
    Given the charge point is in service

  Rule: In commercial mode the operator's functions work

    @ZAP-CFG-031 @may @needs-smart-charging @live
    Scenario: A charging profile is taken once the mode is on
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      And a vehicle is charging
      When the central system sets this charging profile
        | periods   |
        | 0 s: 10 A |
      Then the answer is "Accepted"
      And the charging current is 10 A

    @ZAP-CFG-031 @may
    Scenario: The charger can be put out of service once the mode is on
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      When the central system takes the charge point out of service
      Then the answer is "Accepted"
      And the charge point reports "Unavailable"

  Rule: Outside commercial mode part of the functions is missing

    @ZAP-CFG-031 @ZAP-CFG-032 @may @vendor @needs-smart-charging
    Scenario: A charging profile is turned down once the mode is off again
      Given the central system sets the key "CommercialMode" to "true"
      And the central system sets the key "CommercialMode" to "false"
      And a vehicle is charging
      When the central system sets this charging profile
        | periods   |
        | 0 s: 10 A |
      Then the answer is "Rejected" or "NotSupported"
      And the charging current is 32 A

    @ZAP-CFG-032 @vendor
    Scenario: The charger stays in service, whichever way it is closed
      When the central system takes the charge point out of service
      And the central system sets the key "IsOperative" to "false"
      Then the charge point sends no "StatusNotification" for 30 seconds

    @ZAP-CFG-032 @vendor @needs-pin-pad
    Scenario: A ban on PINs has no effect on a private charger
      Given the central system sets the key "AllowPINCode" to "false"
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction"

    @ZAP-CFG-032 @vendor
    Scenario Outline: What the screen is to show as <key> is kept for later
      When the central system sets the key "<key>" to "<value>"
      Then the answer is "Accepted"
      And the charge point sends nothing but "Heartbeat" for 10 seconds

      Examples:
        | key             | value                   |
        | FreeVendScreen  | true                    |
        | MaintenanceMode | true                    |
        | TariffType      | TARIFF_KWH              |
        | PricekWh        | 0.35                    |
        | PriceMinute     | 0.10                    |
        | IdleFee         | 0.20                    |
        | ConnectionFee   | 1.00                    |
        | PaymentURL      | https://pay.example/942 |
        | ChargerName     | Bay 12                  |
        | ChargeID        | BAY-12                  |
        | appName         | Charge                  |
