@charge-point @OCPP16-4.7
Feature: Registers that count for life, or by the session
  A meter counts from the day it was made; the vendor speaks of what a session
  has consumed. Which of them is reported is declared. Either way beginning,
  readings and end of a session are told on one scale.

  Rule: A register for life goes on from session to session

    @ZAP-MTR-003 @vendor @live
    Scenario: The next session begins where the last one ended
      Given the charge point is in service
      And a vehicle is charging
      And 6 minutes pass
      And the vehicle is unplugged
      When a vehicle starts charging
      Then the charge point sends "StartTransaction"
        | field      | value        |
        | meterStart | 124192 ± 100 |

  Rule: A register by the session begins at 0 each time

    Background:
      Given the vendor declares
        | choice   | reading |
        | register | session |
      And the charge point is in service
      And a vehicle is charging

    @ZAP-MTR-003 @vendor
    Scenario: The end of a session tells what it has consumed
      Given 6 minutes pass
      When the vehicle is unplugged
      Then the charge point sends "StopTransaction"
        | field     | value    |
        | meterStop | 736 ± 15 |

    @ZAP-MTR-003 @vendor
    Scenario: The next session begins anew, and so do its readings
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And 6 minutes pass
      And the vehicle is unplugged
      When a vehicle starts charging
      Then the charge point sends "StartTransaction"
        | field      | value |
        | meterStart | 0     |
      And the charge point sends "MeterValues" after 60 seconds
        | field                                                           | value    |
        | meterValue[0].sampledValue[Energy.Active.Import.Register].value | 123 ± 15 |
