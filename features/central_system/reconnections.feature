@central-system @OCPPJ-5.4
Feature: Taking a charger back
  Chargers lose their connections all the time, and know it before the platform
  does. What counts is the latest connection, however the one before has ended.

  Rule: A charger that comes back is served at once

    @CSM-RECON-001 @interop-9 @must @live
    Scenario: The earlier connection is still open
      Given a stand-in is registered
      When the stand-in connects anew
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

    @CSM-RECON-001 @interop-9 @must
    Scenario: The earlier connection is still open, and the charger was restarted
      Given a stand-in is registered
      When the stand-in connects anew
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

    @CSM-RECON-002 @interop-9 @should
    Scenario: The charger comes three times in quick succession
      Given a stand-in is registered
      When the stand-in connects anew
      And the stand-in connects anew
      And the stand-in connects anew
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

  Rule: A charger need not introduce itself again

    @CSM-RECON-003 @must
    Scenario Outline: A charger that <end> comes back, and goes on
      Given a stand-in is registered
      When the stand-in <end>
      And the stand-in connects
      And the stand-in sends "StatusNotification"
        | field       | value     |
        | connectorId | 1         |
        | errorCode   | NoError   |
        | status      | Available |
      Then the central system answers every "StatusNotification" properly

      Examples:
        | end                     |
        | closes the connection   |
        | vanishes without a word |

    @CSM-RECON-003 @must
    Scenario: A charger asks about a driver as the first thing
      Given a stand-in is registered
      And the stand-in vanishes without a word
      When the stand-in connects
      And the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "Authorize" properly

  Rule: But if it does, it is welcome

    @CSM-RECON-004 @OCPP16-4.2 @must
    Scenario Outline: A charger that <end> comes back, and introduces itself
      Given a stand-in is registered
      When the stand-in <end>
      And the stand-in connects
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

      Examples:
        | end                     |
        | closes the connection   |
        | vanishes without a word |

  Rule: What belonged to the earlier connection has ended with it

    @CSM-RECON-005 @OCPPJ-4.1.4 @must
    Scenario: A charger counts its messages from one again
      Given a stand-in is connected
      And the stand-in sends "Heartbeat" under the id "1"
      And the stand-in closes the connection
      When the stand-in connects
      And the stand-in sends "Heartbeat" under the id "1"
      Then the central system answers every "Heartbeat" properly
