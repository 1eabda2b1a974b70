@charge-point @OCPPJ-3 @OCPPJ-6
Feature: Keeping a connection to the central system
  The connection is the charger's business: it opens it, proves who it is,
  and opens another one when it is lost. Nobody has to go there.

  Rule: The charger offers OCPP 1.6 in JSON, and speaks nothing else

    @ZAP-CONN-004 @vendor @OCP-CONN-002 @must @live
    Scenario: OCPP 1.6 is agreed on in the opening handshake
      When the charge point powers on
      Then the charge point sends "BootNotification" within 10 seconds

    @ZAP-CONN-004 @vendor @sockets
    Scenario: Nothing is said on a connection that does not speak OCPP 1.6
      Given the central system selects no subprotocol
      When the charge point powers on
      Then the charge point connects without a key within 60 seconds
      And the charge point sends no "BootNotification" for 60 seconds

  Rule: A charger that has a key proves its identity with user name and key

    @ZAP-CONN-006 @vendor
    Scenario: The configured user name and key open the door
      Given the charge point is set up with
        | setting  | value                |
        | identity | SITE-A-07            |
        | username | SITE-A-07            |
        | password | k9-Rb7xT2mVq4Ws8LpZd |
      And the central system demands the key "k9-Rb7xT2mVq4Ws8LpZd"
      When the charge point powers on
      Then the charge point connects with a key within 10 seconds

    @ZAP-CONN-006 @vendor
    Scenario: A wrong key keeps the charger out, and it knocks ever more slowly
      Given the charge point is set up with
        | setting  | value                |
        | password | k9-Rb7xT2mVq4Ws8LpZd |
      And the central system demands the key "another-key-altogether"
      When the charge point powers on
      Then the charge point dials ever more slowly for 3 minutes
      And the charge point sends no "BootNotification" for 1 minute

  Rule: A charger without a key presents none

    @ZAP-CONN-007 @may
    Scenario: A central system that asks for no key is offered none
      When the charge point powers on
      Then the charge point connects without a key within 10 seconds
      And the charge point sends "BootNotification" within 10 seconds

  Rule: A lost connection is replaced without anybody's doing

    @ZAP-CONN-011 @vendor @OCP-CONN-003 @must
    Scenario: The central system drops the connection
      Given the charge point is in service
      When the central system drops the connection
      Then the charge point connects again within 60 seconds

    @ZAP-CONN-011 @vendor
    Scenario: The central system was away for ten minutes
      Given the charge point is in service
      And the central system goes out of reach
      And 10 minutes pass
      When the central system can be reached again
      Then the charge point connects again within 60 seconds

    @ZAP-CONN-011 @vendor @OCP-CONN-004 @must
    Scenario: A central system that is away is not overrun
      Given the charge point is in service
      When the central system goes out of reach
      Then the charge point dials ever more slowly for 5 minutes
