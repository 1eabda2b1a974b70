@charge-point @needs-device-link
Feature: Orders that are lost between the service and the charger
  An order was taken, and then the link went down before the charger heard of it.
  What can be made up for is made up for; nothing is reported that never was.

  Background:
    Given the charge point is in service

  Rule: A session that is to end ends when the charger can be told

    Background:
      Given a vehicle is charging

    @ZAP-CONN-002 @ZAP-RMT-003 @vendor
    Scenario: A stop is lost on its way
      Given the device link is 20 seconds late
      When the central system stops the session
      And the device link is cut
      Then the charge point sends no "StopTransaction" for 1 minute
      When the device link is restored
      Then the charge point sends "StopTransaction" within 2 minutes
        | field  | value  |
        | reason | Remote |

  Rule: A charger that is to restart restarts when it can be told

    @ZAP-CONN-002 @ZAP-RST-001 @vendor
    Scenario: A restart is lost on its way
      Given the device link is 20 seconds late
      When the central system requests "Reset"
        | field | value |
        | type  | Soft  |
      And the device link is cut
      Then the charge point sends no "BootNotification" for 1 minute
      When the device link is restored
      Then the charge point sends "BootNotification" within 2 minutes

  Rule: A session begins when the charger begins it

    @ZAP-CONN-002 @ZAP-RMT-015 @vendor @live
    Scenario: A start is reported when the charger has begun
      Given the vehicle is plugged in
      And the device link is 20 seconds late
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charge point sends "StartTransaction" after 40 seconds

    @ZAP-CONN-002 @ZAP-RMT-015 @vendor
    Scenario: A start is lost on its way
      Given the vehicle is plugged in
      And the device link is 20 seconds late
      When the central system starts a session for "APP-7f3"
      And the device link is cut
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A

    @ZAP-CONN-002 @ZAP-AUTH-001 @vendor @needs-pin-pad
    Scenario: A PIN that nobody heard is not remembered
      Given the device link is cut
      When the PIN "12345" is entered
      And the vehicle is plugged in
      And the device link is restored
      Then the charge point sends no "Authorize" for 1 minute
      And the charging current is 0 A
