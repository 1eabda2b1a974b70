@charge-point @OCPP16-4.2
Feature: Introducing oneself to the central system
  The first word of a charge point says who it is. What the central system
  makes of it decides whether, and when, there is a second one.

  Rule: A charge point that starts says who it is, and nothing else before that is answered

    @OCP-BOOT-001 @must @live
    Scenario: The first message after power-on
      When the charge point powers on
      Then the charge point sends "BootNotification" within 2 minutes
        | field             | value |
        | chargePointVendor | (any) |
        | chargePointModel  | (any) |

    @OCP-BOOT-002 @must
    Scenario: A central system that does not say a word
      Given the central system leaves every "BootNotification" call unanswered
      And the charge point has powered on
      When 1 second passes
      Then the charge point sends nothing but "BootNotification" for 40 seconds

    @OCP-BOOT-012 @should
    Scenario: An introduction nobody answers is made again
      Given the central system leaves the next "BootNotification" call unanswered
      When the charge point powers on
      Then the charge point sends, in this order, each within 4 minutes
        | action           |
        | BootNotification |
        | BootNotification |

    @OCP-BOOT-012 @should
    Scenario: An introduction that was answered with an error is made again
      Given the central system refuses the next "BootNotification" call
      When the charge point powers on
      Then the charge point sends, in this order, each within 4 minutes
        | action           |
        | BootNotification |
        | BootNotification |

  Rule: Acceptance comes with the interval of heartbeats, and is followed by all statuses

    @OCP-BOOT-009 @must
    Scenario: The interval shows in the configuration
      Given the central system accepts registration, with an interval of 321 seconds
      And the charge point is in service
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the answer holds
        | field                                         | value |
        | configurationKey[key=HeartbeatInterval].value | 321   |

    @OCP-BOOT-011 @must @OCPP16-4.9
    Scenario: The station as a whole and its first connector are spoken of
      When the charge point powers on
      Then the charge point sends "StatusNotification" within 2 minutes
        | field       | value |
        | connectorId | 0     |
      And the charge point sends "StatusNotification" within 2 minutes
        | field       | value |
        | connectorId | 1     |
