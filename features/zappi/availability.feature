@charge-point @OCPP16-5.2 @needs-commercial-mode
Feature: Putting a charger out of service, and back into service
  Before anybody opens a charger, its operator closes it to drivers, from afar
  and for as long as the work takes. Nobody can charge meanwhile, by any means.

  Rule: In commercial mode the operator decides whether the charger is in service

    @ZAP-AVAIL-001 @vendor
    Scenario Outline: Connector <connector> is taken out of service
      Given the charge point is in service in commercial mode
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | <connector> |
        | type        | Inoperative |
      Then the answer is "Accepted"
      And the charge point reports "Unavailable"
      And the charge point reports "Unavailable" for the whole station

      Examples:
        | connector |
        | 0         |
        | 1         |

    @ZAP-AVAIL-001 @vendor @live
    Scenario: A charger is put back into service
      Given the charge point is in service in commercial mode
      And the central system takes the charge point out of service
      When the central system takes the charge point into service
      Then the answer is "Accepted"
      And the charge point reports "Available"

    @ZAP-AVAIL-001 @vendor
    Scenario: There is no second connector to take out of service
      Given the charge point is in service in commercial mode
      When the central system requests "ChangeAvailability"
        | field       | value       |
        | connectorId | 2           |
        | type        | Inoperative |
      Then the answer is "Rejected"
      And the charge point sends no "StatusNotification" for 10 seconds

  Rule: Both the connector and the whole station are told of a change, each once

    Background:
      Given the charge point is in service in commercial mode

    @ZAP-AVAIL-010 @vendor
    Scenario: Out of service
      When the central system takes the charge point out of service
      Then the charge point reports "Unavailable"
      And the charge point reports "Unavailable" for the whole station
      And the charge point sends 2 "StatusNotification"

    @ZAP-AVAIL-010 @vendor
    Scenario: Back into service
      Given the central system takes the charge point out of service
      When the central system takes the charge point into service
      Then the charge point reports "Available"
      And the charge point reports "Available" for the whole station
      And the charge point sends 2 "StatusNotification"

    @ZAP-AVAIL-010 @vendor
    Scenario: A charger out of service is taken out of service once more
      Given the central system takes the charge point out of service
      When the central system takes the charge point out of service
      Then the answer is "Accepted"
      And the charge point sends no "StatusNotification" for 10 seconds

  Rule: Out of service is Unavailable, in service is Available, and nothing else is said of it

    Background:
      Given the charge point is in service in commercial mode

    @ZAP-AVAIL-011 @vendor
    Scenario: Ten times out of service and back
      When the central system takes the charge point out of service and back into service, 10 times
      Then the charge point sends 10 "StatusNotification"
        | field       | value       |
        | connectorId | 1           |
        | status      | Unavailable |
      And the charge point sends 10 "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | status      | Available |
      And the charge point sends 40 "StatusNotification"

    @ZAP-AVAIL-011 @vendor
    Scenario: A charger out of service stays so over a reboot
      Given the central system takes the charge point out of service
      When the charge point reboots
      Then the charge point sends "BootNotification" within 15 seconds
      And the charge point reports, in this order and nothing else
        | connector | status      |
        | 0         | Unavailable |
        | 1         | Unavailable |
