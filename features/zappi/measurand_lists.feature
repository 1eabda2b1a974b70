@charge-point @OCPP16-4.7
Feature: Lists of what readings are to contain
  The choice is written as a list. People write lists with blanks and without,
  and now and then ask for something that is not to be had.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key                      | value |
      | MeterValueSampleInterval | 60    |
    And a vehicle is charging

  Rule: Blanks beside the commas mean nothing

    @ZAP-MTR-011 @may
    Scenario Outline: A list is a list, with a blank after the comma or without: "<list>"
      When the central system sets the key "MeterValuesSampledData" to "<list>"
      Then the answer is "Accepted"
      And the charge point sends "MeterValues" within 60 seconds
        | field                                   | value               |
        | meterValue[0].sampledValue[1].measurand | Power.Active.Import |
      When the central system requests "GetConfiguration"
        | field | value                  |
        | key   | MeterValuesSampledData |
      Then the answer holds
        | field                     | value                                             |
        | configurationKey[0].value | Energy.Active.Import.Register,Power.Active.Import |

      Examples:
        | list                                               |
        | Energy.Active.Import.Register,Power.Active.Import  |
        | Energy.Active.Import.Register, Power.Active.Import |

  Rule: A list with anything else in it is refused as a whole and changes nothing

    @ZAP-MTR-010 @vendor
    Scenario Outline: "<list>" is not to be had
      When the central system sets the key "MeterValuesSampledData" to "<list>"
      Then the answer is "Rejected"
      When the central system requests "GetConfiguration"
        | field | value                  |
        | key   | MeterValuesSampledData |
      Then the answer holds
        | field                     | value                         |
        | configurationKey[0].value | Energy.Active.Import.Register |

      Examples:
        | list                          |
        | Voltage,SoC                   |
        | Volts                         |
        | Temperature                   |
        | Voltage,Power.Offered         |
        | Energy.Active.Export.Register |

    @ZAP-MTR-010 @vendor @live
    Scenario: Readings go on as before after a refused list
      When the central system sets the key "MeterValuesSampledData" to "Voltage,SoC"
      Then the answer is "Rejected"
      And the charge point sends "MeterValues" within 60 seconds
        | field                                   | value                         |
        | meterValue[0].sampledValue[0].measurand | Energy.Active.Import.Register |
        | meterValue[0].sampledValue[1]           | (absent)                      |
