@central-system @OCPP16-3.15
Feature: Telling and being told the time
  Chargers set their clocks by the platform's, and stamp their messages with
  whatever their clocks show, which after a power failure may be anything.

  Rule: The platform tells one time, in UTC, and it goes on

    @CSM-CLOCK-001 @OCPP16-4.6 @must @live
    Scenario: Two heartbeats, some seconds apart
      Given a stand-in is registered
      When the stand-in sends "Heartbeat"
      And 3 seconds pass
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-CLOCK-002 @must
    Scenario: An introduction, then a heartbeat
      Given a stand-in is connected
      When the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      And the stand-in sends "Heartbeat"
      Then the central system answers every "BootNotification" and "Heartbeat" properly

  Rule: A report is taken whatever the time on it

    Background:
      Given a stand-in is registered

    @CSM-CLOCK-003 @interop-25 @must
    Scenario Outline: A report of <when>
      When the stand-in sends "StatusNotification"
        | field       | value    |
        | connectorId | 1        |
        | errorCode   | NoError  |
        | status      | Available |
        | timestamp   | <moment> |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | when                     | moment                      |
        | the present              | (now)                       |
        | a clock that was not set | 1970-01-01T00:00:12Z        |
        | a clock far ahead        | 2099-12-31T23:59:59Z        |
        | another time zone        | 2026-01-05T10:00:00+02:00   |
        | half an hour's zone      | 2026-01-05T13:30:00.5+05:30 |
        | a clock of microseconds  | 2026-01-05T08:00:00.123456Z |

    # The schema wants a zone. Whether it is missed or supplied is for each platform to say.
    @CSM-CLOCK-004 @interop-25 @must
    Scenario Outline: A report of <when>, which is no moment of the standard's
      When the stand-in sends "StatusNotification"
        | field       | value    |
        | connectorId | 1        |
        | errorCode   | NoError  |
        | status      | Available |
        | timestamp   | <moment> |
      Then the request is answered
      When the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

      Examples:
        | when             | moment              |
        | a local time     | 2026-01-05T08:00:00 |
        | a day            | 2026-01-05          |
        | a clock's dashes | --:--               |
