@charge-point
Feature: What a charger of the first release does otherwise
  With firmware V5.114 there was no smart charging yet, chargers could not be
  put out of service, and readings contained all there was. An older page of the
  vendor says so; a charger of that time is judged by it.

  Background:
    Given the charge point is in service

  Rule: Smart charging is refused, and vehicles charge at full current

    @ZAP-MSG-004 @vendor @without-smart-charging @live
    Scenario: A limit for all sessions cannot be set
      When the central system sets this charging profile
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 10 A |
      Then the request is refused

    @ZAP-MSG-004 @vendor @without-smart-charging
    Scenario: A session goes on as it is after a limit was refused
      Given a vehicle is charging
      When the central system sets this charging profile
        | periods   |
        | 0 s: 10 A |
      Then the request is refused
      And the charging current is 32 A

    @ZAP-MSG-004 @vendor @without-smart-charging
    Scenario: A limit that comes with the order to start is passed over
      Given the vehicle is plugged in
      When the central system starts a session for "APP-7f3" with this charging profile
        | transaction | periods   |
        | none        | 0 s: 10 A |
      Then the answer is "Accepted"
      And the charging current is 32 A

    @ZAP-MSG-004 @vendor @without-smart-charging
    Scenario: There are no limits to be cleared
      When the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 1     |
      Then the request is refused

    @ZAP-MSG-004 @vendor @without-smart-charging
    Scenario: There is no schedule to be told
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 600   |
      Then the request is refused

  Rule: Nobody puts the charger out of service

    @ZAP-MSG-005 @vendor @without-commercial-mode
    Scenario: The order to close is turned away
      When the central system takes the charge point out of service
      Then the request is refused
      And the charge point sends no "StatusNotification" for 30 seconds

  Rule: Readings contain all there is

    @ZAP-MTR-008 @vendor @virtual-time
    Scenario: The seven quantities of a charger fresh from the box
      Given a vehicle is charging
      When 15 minutes pass
      Then the charge point sends "MeterValues" after 15 minutes
        | field                                                     | value |
        | meterValue[0].sampledValue[Current.Import]                | (any) |
        | meterValue[0].sampledValue[Current.Offered]               | (any) |
        | meterValue[0].sampledValue[Energy.Active.Import.Register] | (any) |
        | meterValue[0].sampledValue[Frequency]                     | (any) |
        | meterValue[0].sampledValue[Power.Active.Import]           | (any) |
        | meterValue[0].sampledValue[Power.Factor]                  | (any) |
        | meterValue[0].sampledValue[Voltage]                       | (any) |

    @ZAP-MTR-008 @vendor
    Scenario: They are plausible at 32 A and 230 V
      Given the charge point is configured with
        | key                      | value |
        | MeterValueSampleInterval | 60    |
      And a vehicle is charging
      When 1 minute passes
      Then the charge point sends "MeterValues" after 1 minute
        | field                                                 | value      |
        | meterValue[0].sampledValue[Current.Import].value      | 32 ± 1     |
        | meterValue[0].sampledValue[Current.Import].unit       | A          |
        | meterValue[0].sampledValue[Power.Active.Import].value | 7360 ± 400 |
        | meterValue[0].sampledValue[Voltage].value             | 230 ± 23   |
        | meterValue[0].sampledValue[Frequency].value           | 50 ± 1     |
