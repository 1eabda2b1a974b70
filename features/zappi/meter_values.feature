@charge-point @OCPP16-4.7
Feature: Readings while a session runs
  Between the beginning of a session and its end an operator wants to see it
  progress, from reading to reading. Outside of a session there is nothing to
  read.

  Rule: Readings belong to a session, and end with it

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |

    @ZAP-MTR-001 @vendor @live
    Scenario: A vehicle that waits to be authorised is not metered
      When the vehicle is plugged in
      Then the charge point sends no "MeterValues" for 10 minutes

    @ZAP-MTR-001 @vendor
    Scenario: Each reading names its session and its connector
      Given a vehicle is charging
      When 10 minutes pass
      Then the charge point sends about 10 "MeterValues"
        | field         | value     |
        | transactionId | (running) |
        | connectorId   | 1         |
      And the charge point sends no "MeterValues" for 1 minute
        | field         | value    |
        | transactionId | (absent) |

    @ZAP-MTR-001 @vendor @virtual-time
    Scenario: After the session there are no more readings, with the vehicle or without
      Given a vehicle is charging
      And 3 minutes pass
      When the central system stops the session
      Then the charge point sends no "MeterValues" for 10 minutes
      When the vehicle is unplugged
      Then the charge point sends no "MeterValues" for 10 minutes

  Rule: From reading to reading the register grows by what was charged

    Background:
      Given the charge point is set up with
        | setting  | value |
        | register | 54321 |
      And the charge point is in service
      And the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 600   |

    @ZAP-MTR-003 @vendor
    Scenario: Ten minutes at 32 A show in the reading
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
        | field      | value |
        | meterStart | 54321 |
      And the charge point sends "MeterValues" after 10 minutes
        | field                                                           | value      |
        | meterValue[0].sampledValue[Energy.Active.Import.Register].value | 55548 ± 13 |

    @ZAP-MTR-003 @vendor @virtual-time
    Scenario: The second session of the day counts its own energy
      Given a vehicle is charging
      And 1 hour passes
      And the vehicle is unplugged
      When a vehicle starts charging
      Then the charge point sends "StartTransaction"
        | field      | value     |
        | meterStart | 61681 ± 1 |
      And the charge point sends "MeterValues" after 10 minutes
        | field                                                           | value      |
        | meterValue[0].sampledValue[Energy.Active.Import.Register].value | 62908 ± 13 |
