@central-system @OCPP16-4.7
Feature: Taking readings in whatever form they come
  A value is a text, everything beside it may be left out, and one message may
  hold a single reading or a whole day of them.

  Background:
    Given the stand-in has begun a session

  Rule: A value is a text, and need not be a whole number

    @CSM-MTR-004 @must
    Scenario Outline: A register is told as "<value>"
      When the stand-in reports readings
        | measurand                     | value   | unit |
        | Energy.Active.Import.Register | <value> | Wh   |
      Then the central system answers every "MeterValues" properly

      Examples:
        | value          |
        | 0              |
        | 8077           |
        | 8077.0         |
        | 8077.123456789 |
        | -0.4           |
        | 004296944685   |

    @CSM-MTR-004 @must @live
    Scenario: Nothing but the value is told
      When the stand-in reports readings
        | value |
        | 8077  |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-005 @must
    Scenario: A reading is signed
      When the stand-in reports readings
        | value                  | format     |
        | 0a1b2(1500 characters) | SignedData |
      Then the central system answers every "MeterValues" properly

  Rule: One message may hold many readings

    @CSM-MTR-006 @must @interop-26
    Scenario: Readings of the beginning and of the running session in one message
      When the stand-in reports readings
        | measurand                     | value | unit | context           | moment |
        | Energy.Active.Import.Register | 0     | Wh   | Transaction.Begin | -60 s  |
        | Energy.Active.Import.Register | 1.2   | kWh  | Sample.Periodic   | -0 s   |
        | Power.Active.Import           | 7.4   | kW   | Sample.Periodic   | -0 s   |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-006 @must
    Scenario: A hundred readings in one message
      When the stand-in reports 100 readings
        | measurand                     | value | unit |
        | Energy.Active.Import.Register | 8077  | Wh   |
        | Current.Import                | 16.0  | A    |
        | Voltage                       | 230.1 | V    |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-006 @must
    Scenario: Three phases of everything
      When the stand-in reports readings
        | measurand      | value | unit | phase |
        | Current.Import | 15.9  | A    | L1    |
        | Current.Import | 16.0  | A    | L2    |
        | Current.Import | 16.1  | A    | L3    |
        | Voltage        | 229.9 | V    | L1-N  |
        | Voltage        | 230.0 | V    | L2-N  |
        | Voltage        | 230.1 | V    | L3-N  |
      Then the central system answers every "MeterValues" properly

  Rule: Readings may come late, twice, and out of order

    @CSM-MTR-007 @must
    Scenario: Readings that were kept while there was no connection
      When the stand-in reports 20 readings
        | value | moment   |
        | 8077  | -86400 s |
      And the stand-in sends the same again
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-007 @must
    Scenario: A register that runs backwards
      Given the stand-in reports readings
        | value |
        | 9000  |
      When the stand-in reports readings
        | value | moment |
        | 8000  | -10 s  |
      Then the central system answers every "MeterValues" properly
