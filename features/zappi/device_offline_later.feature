@charge-point @needs-device-link
Feature: What the service does while its charger is out of reach
  Some orders can wait, and some questions the service can answer by itself. It
  stays in touch with the central system all the while.

  Background:
    Given the charge point is in service

  Rule: A change of availability holds as soon as the charger is back

    Background:
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |

    # What to answer is not documented; "Scheduled" is the one answer that is neither yes nor no.
    @ZAP-CONN-002 @ZAP-AVAIL-001 @vendor @needs-commercial-mode
    Scenario: A charger that cannot be reached is to go out of service
      Given the device link is cut
      When the central system takes the charge point out of service
      Then the answer is "Scheduled"
      And the charge point sends no "StatusNotification" for 1 minute
      When the device link is restored
      Then the charge point reports "Unavailable"

    @ZAP-CONN-002 @ZAP-AVAIL-001 @vendor @needs-commercial-mode @live
    Scenario: A charger that cannot be reached is to come back into service
      Given the central system takes the charge point out of service
      And the device link is cut
      When the central system takes the charge point into service
      Then the answer is "Scheduled"
      When the device link is restored
      Then the charge point reports "Available"

  Rule: An update begins as soon as the charger is back

    @ZAP-CONN-002 @vendor @needs-firmware-management
    Scenario: New firmware waits for the charger
      Given the device link is cut
      When the central system requests "UpdateFirmware"
        | field        | value                |
        | location     | vendor:current       |
        | retrieveDate | 2026-01-01T00:00:00Z |
      Then the charge point sends no "FirmwareStatusNotification" for 5 minutes
      When the device link is restored
      Then the charge point sends "FirmwareStatusNotification" within 60 seconds
        | field  | value       |
        | status | Downloading |

  Rule: What the service knows it tells, and no more than that

    @ZAP-CONN-002 @ZAP-CONN-008 @vendor
    Scenario: A question about the settings
      Given the device link is cut
      When the central system requests "GetConfiguration"
        | field | value                                   |
        | key   | FreeCharging, AuthorizeRemoteTxRequests |
      Then the answer holds
        | field                     | value |
        | configurationKey[0].value | false |
        | configurationKey[1].value | false |

    @ZAP-CONN-002 @ZAP-TRG-006 @vendor @needs-remote-trigger
    Scenario: A question about the readings gets the last one there was
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      When 90 seconds pass
      And the device link is cut
      And the central system requests "TriggerMessage"
        | field            | value       |
        | requestedMessage | MeterValues |
      Then every repetition of "MeterValues" carries the payload of the first

    @ZAP-CONN-002 @vendor
    Scenario: The central system is not made to believe that anything has changed
      Given a vehicle is charging
      And the charge point is configured with
        | key               | value |
        | HeartbeatInterval | 60    |
      When the device link is cut
      And 10 minutes pass
      Then the charge point sends about 10 "Heartbeat"
      And the charge point sends no "StatusNotification" for 1 minute
