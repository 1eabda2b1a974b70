@central-system @OCPPJ-6.2.2 @scripted
Feature: Letting in the right chargers only
  The identity in the address is known to anybody who has seen the charger. A
  key is not: a platform that hands out keys has to insist on them.

  Background:
    Given the charge point is set up with
      | setting  | value                |
      | password | k9-Rb7xT2mVq4Ws8LpZd |

  Rule: A platform that asks for keys takes the right one, and no other

    @ZAP-SEC-005 @may @live
    Scenario: The right key
      Given the central system demands the key "k9-Rb7xT2mVq4Ws8LpZd"
      When the charge point powers on
      Then the charge point connects with a key within 10 seconds
      And the charge point sends "BootNotification" within 10 seconds

    @ZAP-SEC-005 @may
    Scenario: A wrong key
      Given the central system demands the key "another-key-altogether"
      When the charge point powers on
      Then the charge point is turned away within 10 seconds

    @ZAP-SEC-005 @may
    Scenario: No key at all
      Given the charge point is set up with
        | setting  | value |
        | password |       |
      And the central system demands the key "k9-Rb7xT2mVq4Ws8LpZd"
      When the charge point powers on
      Then the charge point is turned away within 10 seconds

  Rule: From a change on the new key counts, and the old one does not

    Background:
      Given the central system demands the key "k9-Rb7xT2mVq4Ws8LpZd"
      And the charge point is in service

    @ZAP-CFG-004 @may
    Scenario: The platform gives the charger a new key
      When the central system sets the key "AuthorizationKey" to "Zp7-Xw3Nn8Lr5Tq2Vb9K"
      Then the charge point connects with a key within 60 seconds
      And the charge point sends "BootNotification" within 60 seconds

    @ZAP-CFG-004 @may
    Scenario: The old key opens nothing any more
      When the central system demands the key "Zp7-Xw3Nn8Lr5Tq2Vb9K"
      And the central system drops the connection
      Then the charge point is turned away within 60 seconds
