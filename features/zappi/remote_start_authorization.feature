@charge-point @OCPP16-5.11
Feature: Remote starts that are asked about, or not
  Who starts a session from afar usually knows whose it is. Where the app and the
  accounts are in different hands, the charger can be told to ask all the same.

  Background:
    Given the charge point is in service

  Rule: AuthorizeRemoteTxRequests says whether a remote start is asked about

    @ZAP-CFG-029 @may
    Scenario Outline: Under the name <key> the tag is asked about before the session begins
      Given the charge point is configured with
        | key   | value |
        | <key> | true  |
      And the vehicle is plugged in
      When the central system starts a session for "APP1"
      Then the charge point sends, in this order
        | action           | idTag |
        | Authorize        | APP1  |
        | StartTransaction | APP1  |

      Examples:
        | key                       |
        | AuthorizeRemoteTxRequest  |
        | AuthorizeRemoteTxRequests |

    @ZAP-CFG-029 @may @live
    Scenario: A blocked tag does not charge although the remote start was accepted
      Given the charge point is configured with
        | key                      | value |
        | AuthorizeRemoteTxRequest | true  |
      And the central system holds the tag "APP1" to be "Blocked"
      And the vehicle is plugged in
      When the central system starts a session for "APP1"
      Then the answer is "Accepted"
      And the charge point sends nothing but "Authorize" for 30 seconds

    @ZAP-CFG-030 @may
    Scenario: With the key off a remote start is carried out without a question
      Given the charge point is configured with
        | key                      | value |
        | AuthorizeRemoteTxRequest | false |
      And the vehicle is plugged in
      When the central system starts a session for "APP1"
      Then the charge point sends "StartTransaction"
      And the charge point sends no "Authorize" for 30 seconds
