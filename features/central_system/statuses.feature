@central-system @OCPP16-4.9
Feature: Hearing how a charger is
  A charger tells each change of its state, in the words of the standard and
  at times in those of its maker. It tells, and does not ask for an opinion.

  Background:
    Given a stand-in is registered

  Rule: Each status of a connector is acknowledged

    @CSM-STAT-001 @must @live
    Scenario Outline: A connector is "<status>"
      When the stand-in sends "StatusNotification"
        | field       | value    |
        | connectorId | 1        |
        | errorCode   | NoError  |
        | status      | <status> |
        | timestamp   | (now)    |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | status        |
        | Available     |
        | Preparing     |
        | Charging      |
        | SuspendedEVSE |
        | SuspendedEV   |
        | Finishing     |
        | Reserved      |
        | Unavailable   |
        | Faulted       |

    @CSM-STAT-002 @must
    Scenario Outline: A connector is out of order because of "<code>"
      When the stand-in sends "StatusNotification"
        | field       | value   |
        | connectorId | 1       |
        | errorCode   | <code>  |
        | status      | Faulted |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | code                 |
        | ConnectorLockFailure |
        | EVCommunicationError |
        | GroundFailure        |
        | HighTemperature      |
        | InternalError        |
        | LocalListConflict    |
        | OtherError           |
        | OverCurrentFailure   |
        | OverVoltage          |
        | PowerMeterFailure    |
        | PowerSwitchFailure   |
        | ReaderFailure        |
        | ResetFailure         |
        | UnderVoltage         |
        | WeakSignal           |

    @CSM-STAT-002 @must
    Scenario: A connector charges on in spite of a warning
      When the stand-in sends "StatusNotification"
        | field       | value      |
        | connectorId | 1          |
        | errorCode   | WeakSignal |
        | status      | Charging   |
      Then the central system answers every "StatusNotification" properly

  Rule: The station as a whole has a status, too

    @CSM-STAT-003 @must
    Scenario Outline: The whole station is "<status>"
      When the stand-in sends "StatusNotification"
        | field       | value    |
        | connectorId | 0        |
        | errorCode   | NoError  |
        | status      | <status> |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | status      |
        | Available   |
        | Unavailable |
        | Faulted     |
