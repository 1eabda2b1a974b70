@charge-point
Feature: The button that lets the cable go
  A driver wants the cable back and presses the plus button. A charger that is
  locked does not listen to everybody.

  Background:
    Given the charge point is set up with
      | setting    | value    |
      | cable      | socketed |
      | device_pin | 90210    |
    And the charge point is in service
    And the charge point is configured with
      | key                               | value |
      | UnlockConnectorOnEVSideDisconnect | false |

  Rule: With the lock on for a charger without a vehicle, strangers do not get the cable

    @ZAP-LOCK-013 @may
    Scenario Outline: The plus button with EV unplugged <flag>
      Given the owner sets the lock by hand
        | setting      | value  |
        | EV unplugged | <flag> |
      And a vehicle is charging
      And the cable is taken off the vehicle
      When "+" is chosen at the charger
      Then the device shows
        | reading | value   |
        | cable   | <cable> |

      Examples:
        | flag | cable  |
        | on   | locked |
        | off  | free   |

    @ZAP-LOCK-013 @may @needs-pin-pad @live
    Scenario: The owner of the charger is no stranger
      Given the owner sets the lock by hand
        | setting      | value |
        | EV unplugged | on    |
      And a vehicle is charging
      And the cable is taken off the vehicle
      When the PIN "90210" is entered
      And "+" is chosen at the charger
      Then the device shows
        | reading | value |
        | cable   | free  |

    @ZAP-LOCK-013 @may
    Scenario: The key lets the cable go, whatever the lock says
      Given the owner sets the lock by hand
        | setting      | value |
        | EV unplugged | on    |
      And the central system sets the key "UnlockConnectorOnEVSideDisconnect" to "true"
      And a vehicle is charging
      When the cable is taken off the vehicle
      Then the device shows
        | reading | value |
        | cable   | free  |
