@central-system @scripted
Feature: Saying who may charge
  The platform knows the drivers; the charger only knows the tag that a PIN or
  an app stands for. What the platform makes of a tag is its answer to give.

  Rule: A tag that is asked about gets what it is held to be

    @OCPP16-4.1 @ZAP-AUTH-006 @vendor @needs-pin-pad
    Scenario Outline: A driver whose tag is "<standing>" types a PIN
      Given the central system holds the tag "VT-ALICE-01" to be "<standing>"
      And the charge point is in service
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
        | field | value       |
        | idTag | VT-ALICE-01 |
      And the central system answers every "Authorize" properly

      Examples:
        | standing |
        | Accepted |
        | Blocked  |
        | Expired  |
        | Invalid  |

  Rule: A tag that a charger made for a user is as good as one on a card

    Background:
      Given the central system holds the tag "VT-ALICE-01" to be "Accepted"
      And the charge point is in service
      And the vehicle is plugged in

    @OCPP16-4.8 @ZAP-PIN-013 @vendor @needs-pin-pad @live
    Scenario: A user's sessions are recognised by the tag behind the PIN
      When the PIN "12345" is entered
      Then the charge point sends, in this order
        | action           | idTag       |
        | Authorize        | VT-ALICE-01 |
        | StartTransaction | VT-ALICE-01 |
      And the central system answers every "Authorize" and "StartTransaction" properly
      When the vehicle is unplugged
      Then the central system answers every "StopTransaction" properly

  Rule: A start by a tag that must not charge is answered, and its tag is not accepted

    @OCPP16-4.8 @ZAP-TX-016 @vendor
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
