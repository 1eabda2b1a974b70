@charge-point @OCPP16-5.7 @needs-smart-charging
Feature: Forecasts in the vendor's own form
  The vendor documents a list of the profiles in the charger's slots, for which
  no field of OCPP has room. Where it is declared, the list is kept beside the
  schedule that goes over the wire.

  Rule: The list holds each profile that is mapped to slots, and the answer is a schedule all the same

    Background:
      Given the vendor declares
        | choice         | reading    |
        | composite_mode | documented |
      And the charge point is in service in commercial mode
      And a vehicle is charging

    @ZAP-CMP-001 @vendor @live
    Scenario: A session's own profile, and the plan of the day
      Given these charging profiles are set
        | id | purpose          | duration   | periods                 |
        | 1  | TxDefaultProfile |            | 0 s: 10 A, 3600 s: 16 A |
        | 2  | TxProfile        | 30 minutes | 0 s: 8 A                |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 86400 |
      Then the answer holds
        | field                                            | value    |
        | status                                           | Accepted |
        | chargingSchedule.chargingSchedulePeriod[0].limit | 8        |
      And the device shows
        | reading         | value                                      |
        | listed profiles | TxDefaultProfile 1, stack level 0, slots: 2 |
        | listed profiles | TxProfile 2, stack level 0, slots: 1       |

    @ZAP-CMP-001 @vendor
    Scenario: A cleared profile is no longer listed
      Given these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
        | 2  | TxProfile        | 0 s: 8 A  |
      And the central system requests "ClearChargingProfile"
        | field | value |
        | id    | 2     |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 86400 |
      Then the answer is "Accepted"
      And the device shows
        | reading         | value              |
        | listed profiles | TxDefaultProfile 1 |
      And the device shows none of
        | reading         | value       |
        | listed profiles | TxProfile 2 |

  Rule: Unless it is declared there is no list

    @ZAP-CMP-001 @vendor
    Scenario: The schedule alone
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | id | purpose          | periods   |
        | 1  | TxDefaultProfile | 0 s: 10 A |
      When the central system requests "GetCompositeSchedule"
        | field       | value |
        | connectorId | 1     |
        | duration    | 3600  |
      Then the answer is "Accepted"
      And the device shows
        | reading         | value    |
        | listed profiles | (absent) |
