@central-system @OCPPJ-3.1.1
Feature: Recognising a charger by its address
  The last part of the address tells which charger has come. Installers type
  the rest of it, and every charger appends its identity in its own way.

  Rule: An identity is the same however its characters are encoded

    @CSM-CONN-003 @interop-7 @must @live
    Scenario: A charger that encodes more than it needs to
      When a stand-in connects with its identity percent-encoded
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

  Rule: A slash too many does not keep a charger out

    @CSM-CONN-004 @interop-7 @should
    Scenario: An address that was typed with a slash at its end
      When a stand-in connects through a doubled slash
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"

  Rule: Over an encrypted connection the conversation is the same

    @CSM-CONN-005 @OCPPJ-6.2.1 @interop-12 @should @scripted
    Scenario: A charger that comes by wss
      Given the central system takes encrypted connections only
      When a stand-in connects
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer is "Accepted"
