@charge-point
Feature: Delays that keep a country from charging all at once
  In Great Britain a charger waits for a random time before it charges, so that
  not all begin at the same minute. Where the operator is in charge, the
  operator may do without.

  Rule: In Great Britain a session begins with a delay

    Background:
      Given the charge point is set up with
        | setting | value |
        | region  | GB    |
      And the charge point is in service
      And the vehicle is plugged in

    @ZAP-CFG-023 @vendor
    Scenario: The session begins, and within ten minutes the charging
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
      And the charge point reports "SuspendedEVSE"
      And the charging current is 0 A
      And the charge point reports "Charging" within 10 minutes

  Rule: Each session has a delay of its own

    Background:
      Given the charge point is set up with
        | setting             | value   |
        | region              | GB      |
        | smart_charge_delays | 60, 150 |
      And the charge point is in service
      And the vehicle is plugged in

    @ZAP-CFG-023 @vendor @virtual-time
    Scenario: The second session waits longer than the first
      When the central system starts a session for "APP-7f3"
      Then the charging current follows this timetable
        | after      | ampere |
        | 0 seconds  | 0      |
        | 60 seconds | 32     |
      When the vehicle is unplugged
      And the vehicle is plugged in
      And the central system starts a session for "APP-7f3"
      Then the charging current follows this timetable
        | after       | ampere |
        | 0 seconds   | 0      |
        | 150 seconds | 32     |

  Rule: Anywhere else charging begins with the session

    @ZAP-CFG-023 @vendor @live
    Scenario Outline: A session in <country>
      Given the charge point is set up with
        | setting             | value    |
        | region              | <region> |
        | smart_charge_delays | 60       |
      And the charge point is in service
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "Charging"
      And the charging current is 32 A

      Examples:
        | country         | region |
        | the Netherlands | NL     |
        | Ireland         | IE     |
