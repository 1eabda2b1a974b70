@charge-point @OCPP16-5.3 @OCPP16-5.8 @OCPP16-9
Feature: Configuration keys
  How a charge point is set up can be read and, for the most part, changed
  from afar. What is read is what holds.

  Background:
    Given the charge point is in service

  Rule: What is asked for is told, and what is not there is named as well

    @OCP-CFG-001 @must @live
    Scenario: No key in particular is asked for
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                                | value |
        | configurationKey[key=HeartbeatInterval].value        | (any) |
        | configurationKey[key=MeterValueSampleInterval].value | (any) |
        | configurationKey[key=NumberOfConnectors].value       | (any) |

    @OCP-CFG-004 @must
    Scenario: One key is asked for
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | HeartbeatInterval |
      Then the answer holds
        | field                   | value             |
        | configurationKey[0].key | HeartbeatInterval |
        | configurationKey[1]     | (absent)          |
        | unknownKey[0]           | (absent)          |

    @OCP-CFG-005 @must
    Scenario: Of two keys that are asked for one is strange
      When the central system requests "GetConfiguration"
        | field | value                           |
        | key   | HeartbeatInterval,NoKeyOfAnyone |
      Then the answer holds
        | field                   | value             |
        | configurationKey[0].key | HeartbeatInterval |
        | unknownKey[0]           | NoKeyOfAnyone     |

    @OCP-CFG-010 @should
    Scenario: A name in lower case
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | heartbeatinterval |
      Then the answer holds
        | field                                         | value |
        | configurationKey[key=HeartbeatInterval].value | (any) |

  Rule: What is changed holds, and what cannot be changed stays

    @OCP-CFG-006 @must
    Scenario: A new time for plugging in
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 77    |
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | ConnectionTimeOut |
      Then the answer holds
        | field                                         | value |
        | configurationKey[key=ConnectionTimeOut].value | 77    |

    @OCP-CFG-007 @must
    Scenario: A key that is not there
      When the central system sets the key "NoKeyOfAnyone" to "1"
      Then the answer is "NotSupported"

    @OCP-CFG-008 @must
    Scenario Outline: "<value>" is no time
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 60    |
      When the central system sets the key "ConnectionTimeOut" to "<value>"
      Then the answer is "Rejected"

      Examples:
        | value |
        | soon  |
        | -5    |

    @OCP-CFG-008 @must
    Scenario: What was rejected has changed nothing
      Given the charge point is configured with
        | key               | value |
        | ConnectionTimeOut | 60    |
      And the central system sets the key "ConnectionTimeOut" to "soon"
      When the central system requests "GetConfiguration"
        | field | value             |
        | key   | ConnectionTimeOut |
      Then the answer holds
        | field                                         | value |
        | configurationKey[key=ConnectionTimeOut].value | 60    |

    @OCP-CFG-009 @must
    Scenario: More connectors than there are
      When the central system sets the key "NumberOfConnectors" to "7"
      Then the answer is "Rejected"

    @OCP-CFG-011 @must @OCPP16-3.16
    Scenario: A list in which one measurand is strange
      When the central system sets the key "MeterValuesSampledData" to "Energy.Active.Import.Register,Warp.Factor"
      Then the answer is "Rejected"
