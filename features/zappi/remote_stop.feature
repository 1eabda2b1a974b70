@charge-point @OCPP16-5.12
Feature: Stopping a session from afar
  A driver taps "stop" in an app, or an operator ends a session. The order names
  the session that is to end, and no other.

  Background:
    Given the charge point is in service
    And a vehicle is charging

  Rule: The session that is named comes to its end

    @ZAP-RMT-003 @vendor @live
    Scenario: A driver taps stop
      When the central system stops the session
      Then the answer is "Accepted"
      And the charge point sends "StopTransaction"
        | field         | value     |
        | transactionId | (running) |
        | reason        | Remote    |
      And the charge point reports "Finishing"
      And the charging current is 0 A

  Rule: A session that does not run here cannot be stopped here

    @ZAP-RMT-003 @vendor
    Scenario: An app names a session of some other charger
      When the central system requests "RemoteStopTransaction"
        | field         | value  |
        | transactionId | 999999 |
      Then the answer is "Rejected"
      And the charge point sends no "StopTransaction" for 1 minute
      And the charge point sends no "StatusNotification" for 1 second
      And the charging current is 32 A

    @ZAP-RMT-003 @vendor
    Scenario: A driver taps stop twice
      Given the central system stops the session
      And 5 seconds pass
      When the central system stops the session
      Then the answer is "Rejected"
      And the charge point sends no "StopTransaction" for 1 minute
