@central-system @OCPP16-4.7
Feature: Taking readings that belong to no session
  A charger meters the building as well as the vehicle, and now and then it
  names a session that the platform has forgotten or never heard of.

  Rule: Readings are acknowledged without a session, and for the station as a whole

    @CSM-MTR-008 @must @interop-26 @live
    Scenario: A connector is metered although nobody charges
      Given a stand-in is registered
      When the stand-in reports readings of no transaction
        | measurand           | value | unit | context      |
        | Power.Active.Import | 0     | W    | Sample.Clock |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-008 @must @interop-26
    Scenario: A connector is metered without a session while somebody charges
      Given the stand-in has begun a session
      When the stand-in reports readings of no transaction
        | measurand                     | value | unit |
        | Energy.Active.Import.Register | 8077  | Wh   |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-008 @must
    Scenario: The main meter of the station is read by the clock
      Given a stand-in is registered
      When the stand-in reports readings of the whole station
        | measurand                     | value | unit | context      |
        | Energy.Active.Import.Register | 80771 | Wh   | Sample.Clock |
      Then the central system answers every "MeterValues" properly

  Rule: Readings of a session that the platform does not know are acknowledged

    @CSM-MTR-009 @must @interop-15
    Scenario Outline: Readings are said to be of a session numbered <number>
      Given a stand-in is registered
      When the stand-in reports readings of transaction <number>
        | value |
        | 8077  |
      Then the central system answers every "MeterValues" properly

      Examples:
        | number    |
        | 0         |
        | 987654321 |

    @CSM-MTR-010 @must @interop-16
    Scenario: Readings of a session whose start was never delivered
      Given a stand-in is registered
      When the stand-in reports readings of transaction -1
        | value |
        | 8077  |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-009 @must
    Scenario: Readings come when their session is over
      Given the stand-in has begun a session
      And the stand-in has ended the session
      When the stand-in reports readings
        | value |
        | 8077  |
      Then the central system answers every "MeterValues" properly

    @CSM-MTR-009 @must
    Scenario: The end of the session follows upon readings of another one
      Given the stand-in has begun a session
      And the stand-in reports readings of transaction 987654321
        | value |
        | 8077  |
      When the stand-in ends the session
      Then the central system answers every "StopTransaction" properly
