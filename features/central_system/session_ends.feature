@central-system @OCPP16-4.10
Feature: Taking note that a session is over
  A platform cannot prevent the end of a session. What it does not acknowledge
  comes again and again, and keeps everything behind it waiting.

  Background:
    Given the stand-in has begun a session

  Rule: An end is acknowledged, with and without a tag and a reason

    @CSM-TX-007 @must @live
    Scenario Outline: A session ends for the reason "<reason>"
      When the stand-in ends the session
        | field  | value       |
        | idTag  | (valid tag) |
        | reason | <reason>    |
      Then the central system answers every "StopTransaction" properly

      Examples:
        | reason         |
        | DeAuthorized   |
        | EmergencyStop  |
        | EVDisconnected |
        | HardReset      |
        | Local          |
        | Other          |
        | PowerLoss      |
        | Reboot         |
        | Remote         |
        | SoftReset      |
        | UnlockCommand  |

    @CSM-TX-007 @must
    Scenario: A session ends without a tag and without a reason
      When the stand-in ends the session
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-007 @must
    Scenario: A session is ended by a tag that nobody has heard of
      When the stand-in ends the session
        | field | value            |
        | idTag | NOBODYKNOWSTHIS1 |
      Then the answer holds
        | field         | value    |
        | transactionId | (absent) |

    @CSM-TX-008 @must @interop-26
    Scenario: A session ends with the readings of its beginning and its end
      When the stand-in ends the session with readings
        | measurand                     | value | unit | context           | moment  |
        | Energy.Active.Import.Register | 0     | Wh   | Transaction.Begin | -3600 s |
        | Energy.Active.Import.Register | 1000  | Wh   | Transaction.End   | -0 s    |
      Then the central system answers every "StopTransaction" properly

    @CSM-TX-008 @must @interop-26
    Scenario: A session ends with two hundred readings
      When the stand-in ends the session with 200 readings
        | value | context         |
        | 500   | Sample.Periodic |
      Then the central system answers every "StopTransaction" properly

  Rule: An end that cannot be right is acknowledged all the same

    @CSM-TX-009 @must
    Scenario Outline: A session ends with <field> "<value>"
      When the stand-in ends the session
        | field   | value   |
        | <field> | <value> |
      Then the central system answers every "StopTransaction" properly

      Examples:
        | field     | value                |
        | meterStop | -1                   |
        | meterStop | 2147483647           |
        | timestamp | 1970-01-01T00:00:00Z |
        | timestamp | +86400 s             |

    @CSM-TX-010 @must @interop-15
    Scenario Outline: A session ends that the platform never numbered <number>
      When the stand-in ends the session
        | field         | value    |
        | transactionId | <number> |
        | reason        | Reboot   |
      Then the central system answers every "StopTransaction" properly

      Examples:
        | number     |
        | 0          |
        | 987654321  |
        | 2147483647 |

    # The charger of an undelivered start has no number to tell.
    @CSM-TX-011 @must @interop-16
    Scenario: A session ends whose start was never delivered
      When the stand-in ends the session
        | field         | value       |
        | transactionId | -1          |
        | idTag         | (valid tag) |
      Then the central system answers every "StopTransaction" properly
