@charge-point @OCPP16-4.8 @OCPP16-4.10
Feature: What is reported of a session
  A session is what a driver pays for. Its beginning and its end are reported
  once each, with what the meter showed, and belong together by number.

  Background:
    Given the charge point is in service

  Rule: Beginning and end are told once, and fit

    @OCP-TX-003 @must @live
    Scenario: A session begins
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction" within 15 seconds
        | field       | value   |
        | connectorId | 1       |
        | idTag       | APP-7f3 |
        | meterStart  | (any)   |
        | timestamp   | (any)   |

    @OCP-TX-004 @OCP-TX-005 @must
    Scenario: A session of half a minute ends
      Given a vehicle is charging
      And 30 seconds pass
      When the central system stops the session
      Then the charge point sends "StopTransaction" within 15 seconds
        | field         | value     |
        | transactionId | (running) |
        | meterStop     | (any)     |
        | timestamp     | (any)     |

    @OCP-TX-008 @must
    Scenario: The vehicle is unplugged
      Given a vehicle is charging
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction" within 15 seconds
        | field         | value          |
        | transactionId | (running)      |
        | reason        | EVDisconnected |

    @OCP-TX-017 @must
    Scenario: A session from its beginning to its end
      When a vehicle starts charging
      And the central system stops the session
      And 5 seconds pass
      And the vehicle is unplugged
      Then the charge point sends 1 "StartTransaction"
      And the charge point sends 1 "StopTransaction"

  Rule: A tag that turns out invalid gets no more energy

    @OCP-TX-010 @must @OCPP16-9.1
    Scenario: The session is to be ended
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | true  |
      And the central system answers the next "StartTransaction" call with
        | field     | value                |
        | idTagInfo | {"status":"Invalid"} |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StopTransaction" within 15 seconds
        | field  | value        |
        | reason | DeAuthorized |

    @OCP-TX-011 @must @OCPP16-9.1
    Scenario: The session is to stay open
      Given the charge point is configured with
        | key                        | value |
        | StopTransactionOnInvalidId | false |
      And the central system answers the next "StartTransaction" call with
        | field     | value                |
        | idTagInfo | {"status":"Invalid"} |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEVSE" within 15 seconds
      And the charge point sends no "StopTransaction" for 10 seconds
