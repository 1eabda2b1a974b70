@charge-point @OCPP16-4.7
Feature: What a reading contains
  Unless told otherwise a reading is just the energy register. An operator may
  ask for more, out of seven quantities, and in a list of its own.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value |
      | MeterValueSampleInterval | 60    |
    And a vehicle is charging

  Rule: Without a choice a reading is the energy register and nothing else

    @ZAP-MTR-002 @vendor
    Scenario: A charger fresh from the box
      When 5 minutes pass
      Then the charge point sends about 5 "MeterValues"
        | field                                   | value                         |
        | meterValue[0].sampledValue[0].measurand | Energy.Active.Import.Register |
        | meterValue[0].sampledValue[0].unit      | Wh                            |
      And the charge point sends no "MeterValues" for 1 minute
        | field                         | value |
        | meterValue[0].sampledValue[1] | (any) |

  Rule: What the operator chooses is what the next reading contains

    @ZAP-MTR-004 @may
    Scenario: Power beside energy, from the next reading on
      Given 70 seconds pass
      When the central system sets the key "MeterValuesSampledData" to "Energy.Active.Import.Register,Power.Active.Import"
      Then the answer is "Accepted"
      And the charge point sends "MeterValues" within 60 seconds
        | field                                   | value                         |
        | meterValue[0].sampledValue[0].measurand | Energy.Active.Import.Register |
        | meterValue[0].sampledValue[1].measurand | Power.Active.Import           |
        | meterValue[0].sampledValue[2]           | (absent)                      |

    @ZAP-MTR-004 @may
    Scenario: The energy register can be left out
      When the central system sets the key "MeterValuesSampledData" to "Voltage"
      And 3 minutes pass
      Then the charge point sends about 3 "MeterValues"
        | field                                   | value    |
        | meterValue[0].sampledValue[0].measurand | Voltage  |
        | meterValue[0].sampledValue[1]           | (absent) |

  Rule: Seven quantities can be had, each in the unit OCPP has for it

    @ZAP-MTR-009 @may
    Scenario Outline: <measurand> at 32 A and 230 V, and nothing else
      When the central system sets the key "MeterValuesSampledData" to "<measurand>"
      Then the answer is "Accepted"
      And the charge point sends "MeterValues" within 60 seconds
        | field                                   | value       |
        | meterValue[0].sampledValue[0].measurand | <measurand> |
        | meterValue[0].sampledValue[0].value     | <value>     |
        | meterValue[0].sampledValue[0].unit      | <unit>      |
        | meterValue[0].sampledValue[1]           | (absent)    |

      Examples:
        | measurand                     | value        | unit     |
        | Current.Import                | 32 ± 1       | A        |
        | Current.Offered               | 32 ± 1       | A        |
        | Energy.Active.Import.Register | 123600 ± 150 | Wh       |
        | Frequency                     | 50 ± 1       | (absent) |
        | Power.Active.Import           | 7360 ± 400   | W        |
        | Power.Factor                  | 1 ± 0.1      | (absent) |
        | Voltage                       | 230 ± 23     | V        |

    @ZAP-MTR-009 @may @live
    Scenario: All seven at once
      When the central system sets the key "MeterValuesSampledData" to "Current.Import,Current.Offered,Energy.Active.Import.Register,Frequency,Power.Active.Import,Power.Factor,Voltage"
      Then the answer is "Accepted"
      And the charge point sends "MeterValues" within 60 seconds
        | field                                   | value          |
        | meterValue[0].sampledValue[0].measurand | Current.Import |
        | meterValue[0].sampledValue[6].measurand | Voltage        |
        | meterValue[0].sampledValue[7]           | (absent)       |
