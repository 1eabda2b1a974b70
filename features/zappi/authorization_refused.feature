@charge-point @OCPP16-4.1
Feature: Authorization that is not obtained, or not used
  A question without a proper answer is a no. And a yes does not last for ever:
  a charger left unlocked for somebody who walked away is free for anybody.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                  | value |
      | LocalAuthListEnabled | false |
      | FreeCharging         | false |
      | ConnectionTimeOut    | 45    |

  Rule: Without a proper answer nobody charges

    @ZAP-AUTH-005 @vendor
    Scenario: An error for an answer is a no
      Given the vehicle is plugged in
      And the central system refuses every "Authorize" call
      When the PIN "12345" is entered
      Then the charge point sends no "StartTransaction" for 60 seconds
      And the charging current is 0 A

    @ZAP-AUTH-005 @vendor
    Scenario: Silence is a no
      Given the vehicle is plugged in
      And the central system leaves every "Authorize" call unanswered
      When the PIN "12345" is entered
      Then the charge point sends no "StartTransaction" for 60 seconds
      And the charging current is 0 A

  Rule: A driver who does not plug in in time authorises anew

    @ZAP-AUTH-007 @vendor
    Scenario: Plugging in after a minute comes too late
      Given the PIN "12345" is entered
      And 60 seconds pass
      When the vehicle is plugged in
      Then the charge point sends no "StartTransaction" for 60 seconds
      And the charging current is 0 A

    @ZAP-AUTH-007 @vendor
    Scenario: The second PIN is asked about like the first, and opens the way
      Given the PIN "12345" is entered
      And 60 seconds pass
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends, in this order
        | action           | idTag       |
        | Authorize        | VT-ALICE-01 |
        | StartTransaction | VT-ALICE-01 |

  Rule: The time for plugging in is the configured one, however the driver was authorised

    @ZAP-CFG-008 @vendor @needs-pin-pad
    Scenario: After a PIN the charger is free again when 45 seconds are over
      When the PIN "12345" is entered
      Then the charge point reports "Preparing"
      And the charge point reports "Available" after 45 seconds

    @ZAP-CFG-008 @vendor @live
    Scenario: After a remote start it is free again just as soon
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Preparing"
      And the charge point reports "Available" after 45 seconds

    @ZAP-CFG-008 @vendor @needs-pin-pad
    Scenario: A driver who takes 40 seconds is in time
      Given the PIN "12345" is entered
      And 40 seconds pass
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field | value       |
        | idTag | VT-ALICE-01 |
