@charge-point
Feature: The service restarts while its chargers work
  A service in the cloud is replaced by a newer one now and then. Neither the
  driver at the charger nor the platform need notice.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value |
      | MeterValueSampleInterval | 60    |
    And a vehicle is charging

  Rule: A session goes on over a restart of the service

    @ZAP-CONN-002 @ZAP-TX-001 @vendor
    Scenario: The session is neither ended nor begun anew
      When the bridge restarts
      Then the charging current is 32 A
      And the charge point sends no "StartTransaction" for 1 minute
      And the charge point sends no "StopTransaction" for 1 second

    @ZAP-CONN-002 @ZAP-MTR-001 @vendor
    Scenario: Its readings go on
      When the bridge restarts
      Then the charge point sends "MeterValues" within 60 seconds
        | field         | value     |
        | transactionId | (running) |

    @ZAP-CONN-002 @ZAP-RMT-003 @vendor @live
    Scenario: It can be stopped as before
      Given the bridge restarts
      And 60 seconds pass
      When the central system stops the session
      Then the answer is "Accepted"
      And the charge point sends "StopTransaction"
        | field         | value     |
        | transactionId | (running) |

  Rule: What the platform has not heard yet is kept over a restart, and told in order

    @ZAP-CONN-002 @ZAP-TX-014 @vendor
    Scenario: The service restarts while the platform is away
      Given the central system goes out of reach
      When 130 seconds pass
      And the vehicle is unplugged
      And the bridge restarts
      And the central system can be reached again
      Then the charge point sends, in this order, each within 2 minutes
        | action           | transactionId | reason         |
        | BootNotification |               |                |
        | MeterValues      | (running)     |                |
        | MeterValues      | (running)     |                |
        | StopTransaction  | (running)     | EVDisconnected |

    @ZAP-CONN-002 @ZAP-TX-014 @vendor
    Scenario: What was told before the restart is not told again
      Given the vehicle is unplugged
      And 10 seconds pass
      When the bridge restarts
      Then the charge point sends no "StopTransaction" for 2 minutes

  Rule: What the platform has decided holds after a restart

    @ZAP-CONN-002 @ZAP-AVAIL-007 @vendor @needs-commercial-mode
    Scenario: A charger that is to go out of service goes when its vehicle leaves
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | true  |
      And the central system takes the charge point out of service
      When the bridge restarts
      And 10 seconds pass
      And the vehicle is unplugged
      Then the charge point reports "Unavailable"
