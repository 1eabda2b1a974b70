@charge-point @OCPP16-5.10 @OCPP16-5.15
Feature: A list of tags at the charge point
  With a list of its own a charge point knows its drivers even when nobody can
  be asked. Its versions tell both ends whether they mean the same list.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                  | value |
      | LocalAuthListEnabled | true  |
    And the central system requests "SendLocalList"
      | field                  | value                                            |
      | listVersion            | 7                                                |
      | updateType             | Full                                             |
      | localAuthorizationList | [{"idTag":"TAG-A","idTagInfo":{"status":"Accepted"}}] |

  Rule: The list has the version it was sent with, and changes follow it

    @OCP-LST-001 @must @live
    Scenario: The version of the list
      When the central system requests "GetLocalListVersion"
      Then the answer holds
        | field       | value |
        | listVersion | 7     |

    @OCP-LST-001 @must
    Scenario: A change to the list
      Given the central system requests "SendLocalList"
        | field                  | value                                            |
        | listVersion            | 8                                                |
        | updateType             | Differential                                     |
        | localAuthorizationList | [{"idTag":"TAG-B","idTagInfo":{"status":"Accepted"}}] |
      When the central system requests "GetLocalListVersion"
      Then the answer holds
        | field       | value |
        | listVersion | 8     |

    @OCP-LST-002 @must
    Scenario: A change to a list of long ago
      When the central system requests "SendLocalList"
        | field                  | value                                            |
        | listVersion            | 5                                                |
        | updateType             | Differential                                     |
        | localAuthorizationList | [{"idTag":"TAG-B","idTagInfo":{"status":"Accepted"}}] |
      Then the answer is "VersionMismatch"
