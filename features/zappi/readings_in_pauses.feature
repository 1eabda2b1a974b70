@charge-point @OCPP16-4.7
Feature: Readings while charging is suspended
  A session in which no energy flows is a session all the same. Whoever watches
  it must be able to tell a pause from a lost connection.

  Rule: Readings go on, unchanged, while the vehicle takes nothing

    Background:
      Given the charge point is set up with
        | setting  | value |
        | register | 54321 |
      And the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |

    @ZAP-MTR-006 @vendor
    Scenario: A full battery stays plugged in for ten minutes
      Given a vehicle is charging
      When the vehicle is full
      And 10 minutes pass
      Then the charge point sends about 10 "MeterValues"
        | field                                                           | value      |
        | meterValue[0].sampledValue[Energy.Active.Import.Register].value | 54321 ± 50 |

    @ZAP-MTR-006 @vendor @live
    Scenario: The vehicle has a charging fault of its own
      Given a vehicle is charging
      When the vehicle reports a charging fault of its own
      And 5 minutes pass
      Then the charge point sends about 5 "MeterValues"

  Rule: Readings go on while the charger offers nothing

    Background:
      Given the charge point is in service in commercial mode
      And the charge point is configured with
        | key                      | value           |
        | MeterValueSampleInterval | 60              |
        | MeterValuesSampledData   | Current.Offered |
      And a vehicle is charging

    @ZAP-MTR-007 @vendor @needs-smart-charging
    Scenario: A charging schedule pauses for ten minutes
      When the central system sets this charging profile
        | periods  |
        | 0 s: 0 A |
      And 10 minutes pass
      Then the charge point sends about 10 "MeterValues"
        | field                               | value    |
        | meterValue[0].sampledValue[0].value | 0 ± 0.05 |
