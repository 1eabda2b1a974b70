@charge-point @OCPP16-4.10 @needs-pin-pad
Feature: A session ends at the charger
  Who has begun a session with a PIN may end it with the same PIN, and the central
  system need not be asked again. Nobody ends the session of somebody else.

  Background:
    Given these users have a PIN
      | name  | pin   | tag      |
      | Alice | 12345 | VT-ALICE |
      | Bob   | 54321 | VT-BOB   |
    And the charge point is in service
    And the vehicle is plugged in

  Rule: The driver who began a session ends it without being asked about

    @ZAP-CFG-026 @may @live
    Scenario: The same PIN again
      Given the PIN "12345" is entered
      When the PIN "12345" is entered
      Then the charge point sends "StopTransaction"
        | field  | value    |
        | idTag  | VT-ALICE |
        | reason | Local    |
      And the charging current is 0 A
      And the charge point sends no "Authorize" for 30 seconds

    @ZAP-CFG-026 @may
    Scenario: Afterwards the vehicle can be unplugged, and the next driver is welcome
      Given the PIN "12345" is entered
      And the PIN "12345" is entered
      When the vehicle is unplugged
      And the vehicle is plugged in
      And the PIN "54321" is entered
      Then the charge point sends "StartTransaction"
        | field | value  |
        | idTag | VT-BOB |

  Rule: The session of somebody else goes on

    @ZAP-CFG-026 @may
    Scenario: Another user's PIN
      Given the PIN "12345" is entered
      When the PIN "54321" is entered
      Then the device shows
        | reading   | value   |
        | PIN entry | refused |
      And the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A

    @ZAP-CFG-026 @may
    Scenario: A PIN, and a session that the central system has started
      Given the central system starts a session for "APP-7f3"
      When the PIN "12345" is entered
      Then the charge point sends no "StopTransaction" for 30 seconds
      And the charging current is 32 A
