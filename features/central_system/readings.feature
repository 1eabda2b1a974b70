@central-system @OCPP16-4.7
Feature: Taking the readings of a session
  Every make of charger has its own idea of what to meter and how to write it
  down. A reading that is not acknowledged holds up the end of the session.

  Background:
    Given the stand-in has begun a session

  Rule: Whatever can be measured may be reported

    @CSM-MTR-001 @must @live
    Scenario Outline: A charger measures <measurand> in <unit>
      When the stand-in reports readings
        | measurand   | value | unit   |
        | <measurand> | 17.5  | <unit> |
      Then the central system answers every "MeterValues" properly

      Examples:
        | measurand                       | unit       |
        | Energy.Active.Export.Register   | kWh        |
        | Energy.Active.Import.Register   | Wh         |
        | Energy.Active.Import.Register   | kWh        |
        | Energy.Reactive.Export.Register | varh       |
        | Energy.Reactive.Import.Register | kvarh      |
        | Energy.Active.Export.Interval   | Wh         |
        | Energy.Active.Import.Interval   | Wh         |
        | Energy.Reactive.Export.Interval | varh       |
        | Energy.Reactive.Import.Interval | kvarh      |
        | Power.Active.Export             | W          |
        | Power.Active.Import             | kW         |
        | Power.Offered                   | W          |
        | Power.Reactive.Export           | var        |
        | Power.Reactive.Import           | kvar       |
        | Power.Active.Import             | VA         |
        | Power.Offered                   | kVA        |
        | Power.Factor                    |            |
        | Current.Import                  | A          |
        | Current.Export                  | A          |
        | Current.Offered                 | A          |
        | Voltage                         | V          |
        | Frequency                       |            |
        | Temperature                     | Celsius    |
        | Temperature                     | Celcius    |
        | Temperature                     | Fahrenheit |
        | Temperature                     | K          |
        | SoC                             | Percent    |
        | RPM                             |            |

    @CSM-MTR-002 @must @interop-26
    Scenario Outline: A charger measures its current on phase <phase>
      When the stand-in reports readings
        | measurand      | value | unit | phase   |
        | Current.Import | 16.0  | A    | <phase> |
      Then the central system answers every "MeterValues" properly

      Examples:
        | phase |
        | L1    |
        | L2    |
        | L3    |
        | N     |
        | L1-N  |
        | L2-N  |
        | L3-N  |
        | L1-L2 |
        | L2-L3 |
        | L3-L1 |

    # As zappi chargers are known to do it.
    @CSM-MTR-002 @must @interop-26
    Scenario: An energy register is said to be that of the neutral
      When the stand-in reports readings
        | measurand                     | value | unit | phase |
        | Energy.Active.Import.Register | 8077  | Wh   | N     |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-003 @must
    Scenario Outline: A reading is taken on the occasion "<context>"
      When the stand-in reports readings
        | value | context   |
        | 8077  | <context> |
      Then the central system answers every "MeterValues" properly

      Examples:
        | context            |
        | Interruption.Begin |
        | Interruption.End   |
        | Other              |
        | Sample.Clock       |
        | Sample.Periodic    |
        | Transaction.Begin  |
        | Transaction.End    |
        | Trigger            |

    @CSM-MTR-003 @must
    Scenario Outline: A reading is taken at the place "<location>"
      When the stand-in reports readings
        | measurand   | value | location   |
        | Temperature | 31    | <location> |
      Then the central system answers every "MeterValues" properly

      Examples:
        | location |
        | Body     |
        | Cable    |
        | EV       |
        | Inlet    |
        | Outlet   |
