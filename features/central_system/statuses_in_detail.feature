@central-system @OCPP16-4.9
Feature: Hearing the details of a status
  What a maker adds to a status is for people to read. However long or strange
  it is, as long as it fits the standard it is taken.

  Rule: What a maker adds is taken, known or not

    @CSM-STAT-004 @must @live
    Scenario Outline: A maker tells its own error "<code>"
      Given a stand-in is registered
      When the stand-in sends "StatusNotification"
        | field           | value      |
        | connectorId     | 1          |
        | errorCode       | OtherError |
        | status          | Faulted    |
        | vendorId        | <vendor>   |
        | vendorErrorCode | <code>     |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | vendor              | code               |
        | com.example.charger | E-0815             |
        | v(255 characters)   | c(50 characters)   |
        | Ladesäulen GmbH     | Temperaturüberwach |
        |                     |                    |

    @CSM-STAT-004 @must
    Scenario Outline: A status comes with the explanation "<info>"
      Given a stand-in is registered
      When the stand-in sends "StatusNotification"
        | field       | value       |
        | connectorId | 1           |
        | errorCode   | NoError     |
        | info        | <info>      |
        | status      | SuspendedEV |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | info                 |
        | EV side disconnected |
        | i(50 characters)     |
        | "quoted" and \\back  |
        |                      |

  Rule: A status may lack its time, or be from a while ago

    @CSM-STAT-005 @must
    Scenario Outline: A status was true at <moment>
      Given a stand-in is registered
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
        | timestamp   | <moment>  |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | moment             |
        | -3600 s            |
        | -86400 s           |
        | +30 s              |
        | -3600 s (+02:00)   |

  Rule: Statuses are taken in any order

    # While the link is down, or too short to be told, statuses in between are swallowed.
    @CSM-STAT-006 @must
    Scenario: A connector goes from available to finished, as far as anybody was told
      Given a stand-in is registered
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Finishing |
      And the stand-in sends the same again
      Then the central system answers every "StatusNotification" properly

    @CSM-STAT-006 @must
    Scenario: A connector is finished before its session has ended
      Given the stand-in has begun a session
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Finishing |
      And the stand-in ends the session
      Then the central system answers every "StatusNotification" and "StopTransaction" properly

    @CSM-STAT-007 @should @interop-27 @OCPPJ-5.4
    Scenario: A charger that lost its connection tells its status, without introducing itself
      Given a stand-in is registered
      And the stand-in vanishes without a word
      And the stand-in has connected
      When the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Preparing |
      Then the central system answers every "StatusNotification" properly
