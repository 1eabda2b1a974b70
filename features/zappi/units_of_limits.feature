@charge-point @OCPP16-7.12 @needs-smart-charging
Feature: Limits in amps and in watts, and the least a vehicle can charge with
  Amps are what a cable carries, watts what a grid operator counts. Below 6 A
  a vehicle cannot charge, so that a lower limit is a pause.

  Rule: Watts become amps by the nominal voltage and the phases in use

    @ZAP-PROF-015 @may
    Scenario Outline: <limit> over <phases> phase(s), on a charger of <wired> phase(s)
      Given the charge point is set up with
        | setting | value   |
        | phases  | <wired> |
      And the charge point is in service in commercial mode
      And a vehicle is charging
      When the central system sets this charging profile
        | phases   | periods      |
        | <phases> | 0 s: <limit> |
      Then the charging current is 10 A

      Examples:
        | limit  | phases | wired |
        | 10 A   | 3      | 1     |
        | 2300 W | 1      | 1     |
        | 2300 W | 3      | 1     |
        | 6900 W | 3      | 3     |
        | 2300 W | 1      | 3     |

  Rule: A limit of 6 A charges, and any smaller one suspends charging without ending the session

    Background:
      Given the charge point is in service in commercial mode
      And a vehicle is charging

    @ZAP-PROF-017 @vendor @live
    Scenario Outline: <limit> is just enough
      When the central system sets this charging profile
        | phases | periods      |
        | 1      | 0 s: <limit> |
      Then the answer is "Accepted"
      And the charging current is 6 A

      Examples:
        | limit  |
        | 6.0 A  |
        | 1380 W |

    @ZAP-PROF-017 @vendor
    Scenario Outline: <limit> is a pause
      When the central system sets this charging profile
        | phases | periods      |
        | 1      | 0 s: <limit> |
      Then the answer is "Accepted"
      And the charge point reports "SuspendedEVSE"
      And the charging current is 0 A
      And the charge point sends no "StopTransaction" for 10 seconds

      Examples:
        | limit  |
        | 5.9 A  |
        | 1 A    |
        | 0 A    |
        | 1379 W |
