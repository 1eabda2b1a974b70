@charge-point @OCPP16-4.1
Feature: Authorization by PIN
  A PIN on the charger stands for a user of the account. Whether that user may
  charge is not for the charger to say: it puts the question to the central
  system and waits for the answer.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                  | value |
      | LocalAuthListEnabled | false |
      | FreeCharging         | false |

  Rule: A PIN is put to the central system, and nothing begins before the answer

    @ZAP-AUTH-001 @vendor
    Scenario: The central system is asked once, about the tag of the user
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
        | field | value       |
        | idTag | VT-ALICE-01 |
      And the charge point sends 1 "Authorize"

    @ZAP-AUTH-001 @ZAP-AUTH-003 @vendor
    Scenario: Charging waits for an answer that takes ten seconds
      Given the vehicle is plugged in
      And the central system answers every "Authorize" call 10 seconds late
      When the PIN "12345" is entered
      Then the charge point sends "StartTransaction" after 10 seconds
      And the charge point sends 1 "StartTransaction"

  Rule: A PIN and a remote start are the only ways to be authorised

    @ZAP-AUTH-002 @vendor
    Scenario: A vehicle alone raises no question of authorization
      When the vehicle is plugged in
      Then the charge point sends no "Authorize" for 5 minutes
      And the charging current is 0 A

    @ZAP-AUTH-002 @vendor
    Scenario: A remote start needs no card
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"
      And the charge point sends nothing but "StartTransaction", "StatusNotification" for 30 seconds

  Rule: Who is accepted may charge

    @ZAP-AUTH-003 @vendor @live
    Scenario: A welcome driver begins to charge
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends, in this order
        | action             | idTag       | status   |
        | Authorize          | VT-ALICE-01 |          |
        | StartTransaction   | VT-ALICE-01 |          |
        | StatusNotification |             | Charging |

  Rule: Who is blocked, unknown or not vouched for does not charge

    @ZAP-AUTH-004 @vendor
    Scenario: A blocked driver is turned away
      Given the central system holds the tag "VT-ALICE-01" to be "Blocked"
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends nothing but "Authorize" for 30 seconds
      And the charging current is 0 A

    @ZAP-AUTH-004 @vendor
    Scenario: A blocked driver who plugs in afterwards is still turned away
      Given the central system holds the tag "VT-ALICE-01" to be "Blocked"
      And the PIN "12345" is entered
      When the vehicle is plugged in
      Then the charge point reports "Preparing"
      And the charge point sends no "StartTransaction" for 30 seconds

    @ZAP-AUTH-005 @vendor
    Scenario Outline: The answer "<status>" does not let anybody charge
      Given the central system holds the tag "VT-ALICE-01" to be "<status>"
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
      And the charge point sends no "StartTransaction" for 30 seconds
      And the charging current is 0 A

      Examples:
        | status       |
        | Invalid      |
        | Expired      |
        | ConcurrentTx |
        | Rejected     |
