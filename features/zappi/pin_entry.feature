@charge-point @needs-pin-pad
Feature: Whether a PIN may be entered at all
  Some operators want every session to come through an app. AllowPINCode takes
  the PIN pad away, and leaves the ways that need a network.

  Rule: In commercial mode AllowPINCode decides on the PIN pad

    Background:
      Given the charge point is in service in commercial mode

    @ZAP-CFG-048 @may @live
    Scenario: A PIN is welcome
      Given the charge point is configured with
        | key          | value |
        | AllowPINCode | true  |
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
        | field | value       |
        | idTag | VT-ALICE-01 |
      And the device shows
        | reading   | value   |
        | PIN entry | offered |

    @ZAP-CFG-049 @may
    Scenario: There is no PIN pad, and nobody is asked about a PIN
      Given the charge point is configured with
        | key          | value |
        | AllowPINCode | false |
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends no "Authorize" for 30 seconds
      And the charging current is 0 A
      And the device shows
        | reading   | value  |
        | PIN entry | absent |

    @ZAP-CFG-049 @may
    Scenario: The app goes on working without a PIN pad
      Given the charge point is configured with
        | key          | value |
        | AllowPINCode | false |
      And the vehicle is plugged in
      When "Fast" is chosen in the app
      Then the charge point sends "StartTransaction"
        | field | value       |
        | idTag | VT-ALICE-01 |
      And the charging current is 32 A

    @ZAP-LOCK-006 @ZAP-CFG-049 @may
    Scenario: The central system unlocks a charger without a PIN pad
      Given the charge point is configured with
        | key          | value |
        | AllowPINCode | false |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the answer is "Accepted"
      And the charging current is 32 A

    @ZAP-LOCK-006 @needs-device-link @may
    Scenario: Out of reach, a charger without a PIN pad cannot be unlocked at all
      Given the charge point is configured with
        | key          | value |
        | AllowPINCode | false |
      And the vehicle is plugged in
      And the device link is cut
      When the PIN "12345" is entered
      Then the charging current is 0 A
      And the device shows
        | reading   | value  |
        | PIN entry | absent |

  Rule: Outside commercial mode AllowPINCode has no say

    @ZAP-CFG-048 @may
    Scenario: A private charger takes the PIN all the same
      Given the charge point is in service
      And the charge point is configured with
        | key          | value |
        | AllowPINCode | false |
      And the vehicle is plugged in
      When the PIN "12345" is entered
      Then the charge point sends "Authorize"
