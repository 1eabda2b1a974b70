@charge-point @OCPP16-9.1
Feature: The cable after it was taken off the vehicle
  A driver has unplugged at the vehicle and walks to the charger. One key says
  whether the cable can be taken there, or stays like one that is fixed.

  Background:
    Given the charge point is set up with
      | setting | value    |
      | cable   | socketed |
    And the charge point is in service

  Rule: With the key on, the cable comes free by itself

    Background:
      Given the charge point is configured with
        | key                               | value |
        | UnlockConnectorOnEVSideDisconnect | true  |

    @ZAP-CFG-017 @may @live
    Scenario: The driver takes the cable off the vehicle
      Given a vehicle is charging
      When the cable is taken off the vehicle
      Then the charge point sends "StopTransaction"
        | field  | value          |
        | reason | EVDisconnected |
      And the device shows
        | reading            | value |
        | cable              | free  |
        | current at release | 0     |

    @ZAP-CFG-017 @may
    Scenario: The driver takes it out of the charger
      Given a vehicle is charging
      And the cable is taken off the vehicle
      When the cable is taken out of the charger
      Then the device shows
        | reading | value  |
        | cable   | absent |

    @ZAP-CFG-017 @may
    Scenario: As long as the vehicle is connected, nobody takes the cable
      Given a vehicle is charging
      When the cable is taken out of the charger
      Then the charge point sends no "StopTransaction" for 10 seconds
      And the device shows
        | reading | value  |
        | cable   | locked |

  Rule: With the key off, the session ends all the same and the cable stays

    Background:
      Given the charge point is configured with
        | key                               | value |
        | UnlockConnectorOnEVSideDisconnect | false |

    @ZAP-CFG-018 @may
    Scenario: The driver takes the cable off the vehicle, and the session is over
      Given a vehicle is charging
      When the cable is taken off the vehicle
      Then the charge point sends "StopTransaction"
      And the device shows
        | reading | value  |
        | cable   | locked |

    @ZAP-CFG-018 @may
    Scenario: The driver pulls at the cable in vain
      Given a vehicle is charging
      And the cable is taken off the vehicle
      When the cable is taken out of the charger
      Then the device shows
        | reading | value  |
        | cable   | locked |

    @ZAP-CFG-018 @may
    Scenario: The operator unlocks it
      Given a vehicle is charging
      And the cable is taken off the vehicle
      When the central system requests "UnlockConnector"
        | field       | value |
        | connectorId | 1     |
      Then the answer is "Unlocked"
      And the device shows
        | reading | value |
        | cable   | free  |

    @ZAP-CFG-018 @may
    Scenario: The next driver uses it like a fixed one
      Given a vehicle is charging
      And the cable is taken off the vehicle
      When a vehicle starts charging
      Then the charge point sends "StartTransaction"
      And the charging current is 32 A
