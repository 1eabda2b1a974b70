@charge-point @OCPP16-5.3 @needs-commercial-mode
Feature: The key that closes a charger
  IsOperative is one switch for all ways to a session. An operator who has set
  it can open the lid.

  Background:
    Given the charge point is in service in commercial mode
    And the charge point is configured with
      | key         | value |
      | IsOperative | false |

  Rule: While IsOperative is false nobody charges, by any way

    @ZAP-CFG-046 @vendor @needs-pin-pad
    Scenario: By PIN
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

    @ZAP-CFG-046 @vendor @live
    Scenario: By app
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"
      And the charging current is 0 A

    @ZAP-CFG-046 @vendor
    Scenario: By plugging in where charging is free
      Given the charge point is configured with
        | key          | value |
        | FreeCharging | true  |
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

  Rule: The key tells how it stands

    @ZAP-CFG-046 @vendor
    Scenario Outline: IsOperative was set to <value>
      Given the charge point is configured with
        | key         | value   |
        | IsOperative | <value> |
      When the central system requests "GetConfiguration"
        | field | value       |
        | key   | IsOperative |
      Then the answer holds
        | field                     | value   |
        | configurationKey[0].value | <value> |

      Examples:
        | value |
        | false |
        | true  |
