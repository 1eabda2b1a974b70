@charge-point @OCPPJ-4.2
Feature: Messages the bridge turns away
  What is not supported is refused in so many words. A yes that nothing comes
  of would be worse: the central system would count on it.

  Background:
    Given the charge point is in service

  Rule: Nobody can reserve a charger

    @ZAP-MSG-003 @vendor
    Scenario: A reservation is refused and the charger stays free
      When the central system requests "ReserveNow"
        | field         | value                |
        | connectorId   | 1                    |
        | expiryDate    | 2030-01-01T00:00:00Z |
        | idTag         | APP-7f3              |
        | reservationId | 7                    |
      Then the request is refused with an error
      And the charge point sends no "StatusNotification" for 30 seconds

    @ZAP-MSG-003 @vendor
    Scenario: There is no reservation to be cancelled
      When the central system requests "CancelReservation"
        | field         | value |
        | reservationId | 7     |
      Then the request is refused with an error
      And the charge point sends no "StatusNotification" for 30 seconds

  Rule: Operations that no list of the vendor names are refused, and the conversation goes on

    @ZAP-MSG-005 @vendor
    Scenario Outline: <action> is refused
      When the central system requests "<action>"
      Then the request is refused with an error
      And the charge point sends no "BootNotification" for 10 seconds

      Examples:
        | action              |
        | ClearCache          |
        | GetLocalListVersion |
        | FooBar              |

    @ZAP-MSG-005 @vendor
    Scenario Outline: <action> is refused in spite of what it offers
      When the central system requests "<action>"
        | field    | value    |
        | <first>  | <one>    |
        | <second> | <other>  |
      Then the request is refused with an error
      And the charge point sends no "BootNotification" for 10 seconds

      Examples:
        | action         | first       | one                    | second     | other |
        | DataTransfer   | vendorId    | example.org            | messageId  | Hello |
        | GetDiagnostics | location    | ftp://logs.example/    | retries    | 1     |
        | SendLocalList  | listVersion | 1                      | updateType | Full  |

    @ZAP-MSG-005 @vendor @live
    Scenario: What is supported still works after a refusal
      Given the central system requests "ClearCache"
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"

  Rule: The charger names the parts of OCPP it supports

    @ZAP-MSG-006 @vendor @needs-smart-charging
    Scenario: Neither reservation nor a local list is among them
      When the central system requests "GetConfiguration"
        | field | value                    |
        | key   | SupportedFeatureProfiles |
      Then the answer holds
        | field                        | value                                               |
        | configurationKey[0].value    | Core,FirmwareManagement,RemoteTrigger,SmartCharging |
        | configurationKey[0].readonly | true                                                |

    @ZAP-MSG-006 @vendor @without-smart-charging
    Scenario: What cannot be had is not promised
      When the central system requests "GetConfiguration"
        | field | value                    |
        | key   | SupportedFeatureProfiles |
      Then the answer holds
        | field                        | value                                 |
        | configurationKey[0].value    | Core,FirmwareManagement,RemoteTrigger |
        | configurationKey[0].readonly | true                                  |
