@central-system @OCPP16-4.8
Feature: Answering the start of a session
  A charger may start a session before the platform has seen the tag. What
  the platform makes of it has to come with the answer to the start.

  Rule: A start by a tag that must not charge is answered, and its tag is not accepted

    @ZAP-TX-016 @vendor
    Scenario Outline: A session is started for a tag that is "<standing>"
      Given the central system holds the tag "VT-STRANGER" to be "<standing>"
      And the charge point is in service
      And the vehicle is plugged in
      When the central system starts a session for "VT-STRANGER"
      Then the charge point sends "StartTransaction"
      And the central system answers every "StartTransaction" properly

      Examples:
        | standing     |
        | Invalid      |
        | Blocked      |
        | Expired      |
        | ConcurrentTx |
