@central-system @OCPPJ-6.2.2
Feature: Knowing a charger by its key
  The key is what tells a charger from anybody who has read its identity off
  the label. A charger whose key was refused comes again, and may be right then.

  Background:
    Given a stand-in has a key

  Rule: With its key a charger is let in

    @CSM-AUTHN-001 @must @live
    Scenario: A charger that presents its key
      When the stand-in connects
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

    # The standard has the bytes that a hexadecimal key stands for; many send its text.
    @CSM-AUTHN-004 @interop-6 @must
    Scenario: A charger that presents the bytes for which its key stands
      When the stand-in connects with the bytes of its key
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

  Rule: Without it nobody is let in, and a refusal leaves no trace

    @CSM-AUTHN-002 @must
    Scenario Outline: Somebody tries the key "<key>"
      When the stand-in connects with the key "<key>"
      Then the charge point is turned away within 5 seconds
      When the stand-in connects
      And the stand-in sends "Heartbeat"
      Then the request is answered

      Examples:
        | key                                      |
        | k                                        |
        | a-key-of-old-times                       |
        | 00000000000000000000000000000000deadbeef |

    @CSM-AUTHN-003 @must
    Scenario: Somebody comes without a key
      When the stand-in connects without a key
      Then the charge point is turned away within 5 seconds
      When the stand-in connects
      And the stand-in sends "Heartbeat"
      Then the request is answered

    @CSM-AUTHN-005 @must
    Scenario: Somebody presents the key under another name
      When the stand-in connects under the name "somebody-else"
      Then the charge point is turned away within 5 seconds
      When the stand-in connects
      And the stand-in sends "Heartbeat"
      Then the request is answered
