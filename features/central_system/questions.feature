@central-system @operator @OCPP16-5.8
Feature: Asking a charger for its configuration
  The question may name keys or none. The answer may be long, or name keys that
  the charger does not know, and the platform has to live with either.

  Background:
    Given a stand-in is registered

  Rule: A question about keys names them, or is about all of them

    @CSM-REQ-011 @must @interop-22 @live
    Scenario: The operator asks for everything
      When the central system requests "GetConfiguration"
      Then the central system sends "GetConfiguration"
        | field  | value    |
        | key[0] | (absent) |
      And the answer holds
        | field                | value    |
        | configurationKey[0]  | (absent) |

    @CSM-REQ-011 @must @interop-22
    Scenario: The operator asks for two keys
      When the central system requests "GetConfiguration"
        | field | value                                |
        | key   | HeartbeatInterval, NumberOfConnectors |
      Then the central system sends "GetConfiguration"
        | field  | value              |
        | key[0] | HeartbeatInterval  |
        | key[1] | NumberOfConnectors |
      And the answer holds
        | field               | value    |
        | configurationKey[0] | (absent) |

  Rule: Whatever the answer, the next question follows

    @CSM-REQ-012 @must @interop-22
    Scenario: A charger knows none of the keys
      Given the stand-in answers the next "GetConfiguration" with the text
        """
        [3, "{id}", {"unknownKey": ["HeartbeatInterval"]}]
        """
      And the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

    @CSM-REQ-012 @must @interop-22
    Scenario: A charger has keys without values, and one with a long value
      Given the stand-in answers the next "GetConfiguration" with the text
        """
        [3, "{id}", {"configurationKey": [{"key": "AuthorizationKey", "readonly": false}, {"key": "ConnectorPhaseRotation", "readonly": true, "value": "0.RST, 1.RST, 2.RST, 3.RST, 4.RST, 5.RST, 6.RST, 7.RST, 8.RST, 9.RST, 10.RST, 11.RST, 12.RST"}]}]
        """
      And the central system requests "GetConfiguration"
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

    @CSM-REQ-012 @must @interop-23 @OCPP16-5.3
    Scenario Outline: A list of measurands is answered with "<answer>"
      Given the stand-in answers the next "ChangeConfiguration" with
        | field  | value    |
        | status | <answer> |
      And the central system sets the key "MeterValuesSampledData" to "SoC,Voltage,Frequency"
      When the central system sets the key "MeterValuesSampledData" to "Energy.Active.Import.Register"
      Then the answer is "Accepted"
      And the central system sends "ChangeConfiguration"
        | field | value                         |
        | value | Energy.Active.Import.Register |

      Examples:
        | answer         |
        | Rejected       |
        | NotSupported   |
        | RebootRequired |
