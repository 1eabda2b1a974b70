@charge-point @needs-device-link
Feature: A session on a charger that loses its link
  The charger goes on without its service and remembers what happens. When the
  link is back the service hears of it, in order, and passes it on.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value      |
      | FreeCharging             | true       |
      | PlugAndChargeID          | FREE-BAY-1 |
      | MeterValueSampleInterval | 60         |
    And the vehicle is plugged in

  Rule: A session outlives the link

    @ZAP-CONN-002 @ZAP-MTR-001 @vendor
    Scenario: Charging goes on, and its readings return with the link
      Given the device link is cut
      When 5 minutes pass
      And the device link is restored
      Then the charging current is 32 A
      And the charge point sends "MeterValues" within 60 seconds
        | field         | value     |
        | transactionId | (running) |
      And the charge point sends no "StopTransaction" for 5 seconds

    @ZAP-CONN-002 @ZAP-MTR-001 @vendor
    Scenario: No reading is made up for the time between
      Given 90 seconds pass
      When the device link is cut
      Then the charge point sends no "MeterValues" for 5 minutes

  Rule: What happened out of sight is told as it happened, and in that order

    @ZAP-CONN-002 @ZAP-TX-012 @vendor @virtual-time
    Scenario: A vehicle that left half an hour ago did not charge since
      Given the device link is cut
      When the vehicle is unplugged
      And 30 minutes pass
      And the device link is restored
      Then the charge point sends "StopTransaction"
        | field     | value                     |
        | reason    | EVDisconnected            |
        | timestamp | 2026-01-05T00:00:00Z ± 5 |
        | meterStop | 123456                   |

    @ZAP-CONN-002 @ZAP-TX-012 @vendor @live
    Scenario: One vehicle left and another one came
      Given the device link is cut
      When the vehicle is unplugged
      And the vehicle is plugged in
      And the device link is restored
      Then the charge point sends, in this order
        | action           | reason         | idTag      |
        | StopTransaction  | EVDisconnected | FREE-BAY-1 |
        | StartTransaction |                | FREE-BAY-1 |

    @ZAP-CONN-002 @ZAP-STAT-017 @vendor
    Scenario: A fault came and went
      Given the device link is cut
      When the charge point develops a fault "GroundFailure"
      And the fault is cleared
      And the device link is restored
      Then the charge point reports, in this order and nothing else
        | status   |
        | Faulted  |
        | Charging |

    @ZAP-CONN-002 @ZAP-TX-012 @vendor
    Scenario: The vehicle was full, and then it left
      Given the device link is cut
      When the vehicle is full
      And the vehicle is unplugged
      And the device link is restored
      Then the charge point reports, in this order and nothing else
        | status      |
        | SuspendedEV |
        | Available   |

    @ZAP-CONN-002 @ZAP-BOOT-001 @vendor
    Scenario: The power failed at the charger
      Given the device link is cut
      When the charge point reboots
      And 1 minute passes
      And the device link is restored
      Then the charge point sends, in this order
        | action           | reason    |
        | BootNotification |           |
        | StopTransaction  | PowerLoss |
