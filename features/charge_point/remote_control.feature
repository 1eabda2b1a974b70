@charge-point @OCPP16-5.11 @OCPP16-5.12
Feature: Sessions started and stopped from afar
  A driver taps in an app, and the central system passes it on. What can be
  done is done and reported; what cannot is rejected.

  Background:
    Given the charge point is in service

  Rule: A remote start lets the vehicle charge, before or after it is plugged in

    @OCP-RMT-001 @must @live
    Scenario: The vehicle is plugged in already
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charge point sends "StartTransaction" within 15 seconds
        | field       | value   |
        | connectorId | 1       |
        | idTag       | APP-7f3 |
      And the charge point reports "Charging" within 15 seconds

    @OCP-RMT-002 @must
    Scenario: The vehicle is plugged in afterwards
      Given the central system starts a session for "APP-7f3"
      And 3 seconds pass
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction" within 15 seconds
        | field | value   |
        | idTag | APP-7f3 |

    @OCP-RMT-003 @must @OCPP16-9.1
    Scenario: The driver comes when the time is over
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 10    |
      And the central system starts a session for "APP-7f3"
      And 20 seconds pass
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 10 seconds

  Rule: What cannot be started is rejected

    @OCP-RMT-004 @must
    Scenario Outline: A start at connector <connector>
      Given the vehicle is plugged in
      When the central system requests "RemoteStartTransaction"
        | field       | value       |
        | idTag       | APP-7f3     |
        | connectorId | <connector> |
      Then the request is refused

      Examples:
        | connector |
        | 0         |
        | 99        |

    @OCP-RMT-005 @must
    Scenario: Another vehicle charges there
      Given a vehicle is charging
      When the central system starts a session for "APP-2"
      Then the answer is "Rejected"

    @OCP-RMT-010 @must
    Scenario: The connector is faulty
      Given the charge point develops a fault "GroundFailure"
      When the central system starts a session for "APP-7f3"
      Then the answer is "Rejected"

  Rule: A tag that came with a remote start is asked about if it is to be

    @OCP-RMT-008 @must @OCPP16-9.1
    Scenario: The tag is asked about, and blocked
      Given the charge point is configured with
        | key                       | value |
        | AuthorizeRemoteTxRequests | true  |
      And the central system holds the tag "APP-BLOCKED" to be "Blocked"
      And the vehicle is plugged in
      When the central system starts a session for "APP-BLOCKED"
      Then the charge point sends "Authorize"
        | field | value       |
        | idTag | APP-BLOCKED |
      And the charge point sends no "StartTransaction" for 10 seconds

    @OCP-RMT-009 @must @OCPP16-9.1
    Scenario: The tag is not asked about
      Given the charge point is configured with
        | key                       | value |
        | AuthorizeRemoteTxRequests | false |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction" within 15 seconds
      And the charge point sends no "Authorize" for 5 seconds

  Rule: A remote stop ends the transaction it names, and no other

    @OCP-RMT-006 @must
    Scenario: The driver taps stop
      Given a vehicle is charging
      When the central system stops the session
      Then the answer is "Accepted"
      And the charge point sends "StopTransaction" within 15 seconds
        | field         | value     |
        | transactionId | (running) |
        | reason        | Remote    |

    @OCP-RMT-007 @must
    Scenario: A transaction of somewhere else
      Given a vehicle is charging
      When the central system requests "RemoteStopTransaction"
        | field         | value     |
        | transactionId | 987654321 |
      Then the answer is "Rejected"
      And the charge point sends no "StopTransaction" for 10 seconds
