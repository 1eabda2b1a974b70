@charge-point @OCPP16-5.3 @OCPP16-5.11
Feature: Charging modes of sessions started from afar
  The zappi charges at full power, or with what the roof has to spare. The operator
  decides by a configuration key which of them a remote start means.

  Background:
    Given the charge point is in service

  Rule: OCPPChargeMode is the mode of a session that the central system starts

    @ZAP-CFG-021 @may
    Scenario Outline: A remote start in <documented> mode
      Given the charge point is configured with
        | key            | value   |
        | OCPPChargeMode | <value> |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the device shows
        | reading | value        |
        | mode    | <documented> |

      Examples:
        | value    | documented |
        | Fast     | Fast       |
        | Eco      | Eco        |
        | Eco_Plus | Eco_Plus   |
        | eco_plus | Eco_Plus   |

    @ZAP-CFG-021 @may @live
    Scenario: The mode waits for the session
      Given the vehicle is plugged in
      When the central system sets the key "OCPPChargeMode" to "Eco"
      Then the answer is "Accepted"
      And the device shows
        | reading | value |
        | mode    | STOP  |

    @ZAP-CFG-021 @may
    Scenario: A mode that the zappi does not have
      When the central system sets the key "OCPPChargeMode" to "Turbo"
      Then the answer is "Rejected"

    @ZAP-CFG-021 @may
    Scenario: The mode is read as documented however it was written
      Given the charge point is configured with
        | key            | value    |
        | OCPPChargeMode | eco_plus |
      When the central system requests "GetConfiguration"
        | field | value              |
        | key   | ["OCPPChargeMode"] |
      Then the answer holds
        | field                     | value    |
        | configurationKey[0].value | Eco_Plus |

  Rule: Fast takes what there is, the Eco modes follow the sun

    @ZAP-CFG-022 @may
    Scenario Outline: <mode> with <surplus> A to spare
      Given the charge point is configured with
        | key            | value  |
        | OCPPChargeMode | <mode> |
      And the solar surplus is <surplus> A
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charging current is <ampere> A

      Examples:
        | mode     | surplus | ampere |
        | Fast     | 0       | 32     |
        | Fast     | 10      | 32     |
        | Eco      | 0       | 6      |
        | Eco      | 10      | 10     |
        | Eco      | 43      | 32     |
        | Eco_Plus | 0       | 0      |
        | Eco_Plus | 10      | 10     |
        | Eco_Plus | 43      | 32     |

    @ZAP-CFG-022 @may
    Scenario: The current follows a cloud
      Given the charge point is configured with
        | key            | value    |
        | OCPPChargeMode | Eco_Plus |
      And the solar surplus is 20 A
      And a vehicle is charging
      When the solar surplus is 8 A
      Then the charging current is 8 A
