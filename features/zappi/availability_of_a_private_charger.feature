@charge-point @OCPP16-5.2 @needs-commercial-mode
Feature: A private charger belongs to its owner
  Outside commercial mode no operator can close the charger. An operator who
  believed the opposite would send an electrician to a charger that is alive.

  Rule: A private charger cannot be put out of service

    Background:
      Given the charge point is in service

    @ZAP-AVAIL-002 @vendor
    Scenario: The operator of a private charger is turned down
      When the central system takes the charge point out of service
      Then the answer is "Rejected"
      And the charge point sends no "StatusNotification" for 10 seconds

    @ZAP-AVAIL-002 @vendor @live
    Scenario: A private charger charges in spite of the attempt
      Given the central system takes the charge point out of service
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"

    @ZAP-AVAIL-002 @vendor
    Scenario: The attempt leaves no trace in the configuration
      Given the central system takes the charge point out of service
      When the central system requests "GetConfiguration"
        | field | value       |
        | key   | IsOperative |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | true  |

    @ZAP-AVAIL-002 @vendor
    Scenario: A charger that becomes private is in service again
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      And the central system takes the charge point out of service
      When the central system sets the key "CommercialMode" to "false"
      Then the charge point reports "Available"
