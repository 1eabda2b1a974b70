@charge-point @OCPP16-4.7 @OCPP16-9.1
Feature: Readings of a session
  What the meter shows in the course of a session, as often and as much of it
  as the operator wants.

  Background:
    Given the charge point is in service

  Rule: Readings come at the interval that was set, and name their session

    @OCP-TX-013 @must
    Scenario: A reading each five seconds
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 5     |
      And a vehicle is charging
      When 20 seconds pass
      Then the charge point sends about 4 "MeterValues"

    @OCP-TX-014 @must @live
    Scenario: The session a reading belongs to
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 5     |
      When a vehicle starts charging
      Then the charge point sends "MeterValues" within 15 seconds
        | field         | value     |
        | transactionId | (running) |

    @OCP-TX-015 @must
    Scenario: No readings are wanted
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 0     |
      When a vehicle starts charging
      Then the charge point sends no "MeterValues" for 20 seconds

  Rule: Readings contain what was chosen

    @OCP-TX-016 @must @OCPP16-3.16
    Scenario: Only the power is wanted
      Given the charge point is configured with
        | key                      | value               |
        | MeterValueSampleInterval | 5                   |
        | MeterValuesSampledData   | Power.Active.Import |
      When a vehicle starts charging
      Then the charge point sends "MeterValues" within 15 seconds
        | field                                                     | value    |
        | meterValue[0].sampledValue[Power.Active.Import].value     | (any)    |
        | meterValue[0].sampledValue[Energy.Active.Import.Register] | (absent) |
