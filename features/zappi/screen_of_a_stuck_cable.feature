@charge-point @OCPP16-5.18
Feature: The screen opens for a driver whose cable is stuck
  Where a lock keeps strangers off the screen, a driver in need is let in: as
  long as it takes to get the cable, and no longer.

  Background:
    Given the charge point is set up with
      | setting | value    |
      | cable   | socketed |
    And the charge point is in service
    And the charge point is configured with
      | key                               | value |
      | UnlockConnectorOnEVSideDisconnect | false |

  Rule: The unlock command opens the screen lock until the cable is gone, or time is up

    @ZAP-UNL-005 @vendor @live
    Scenario: The operator lets the driver in
      Given a vehicle is charging
      And the cable is taken off the vehicle
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "Unlocked"
      And the device shows
        | reading     | value |
        | screen lock | off   |

    @ZAP-UNL-005 @vendor
    Scenario: The driver takes the cable and leaves
      Given a vehicle is charging
      And the cable is taken off the vehicle
      And the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      When the cable is taken out of the charger
      Then the device shows
        | reading     | value |
        | screen lock | on    |

    @ZAP-UNL-005 @vendor
    Scenario: The driver leaves without it
      Given a vehicle is charging
      And the cable is taken off the vehicle
      And the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      When 3 minutes pass
      Then the device shows
        | reading     | value |
        | screen lock | on    |
        | cable       | free  |
