@charge-point @OCPP16-4.9
Feature: Who holds the charging back
  A driver whose vehicle does not charge asks why. The answer differs: the
  vehicle does not want to, or the charger does not let it.

  Rule: A vehicle that takes no current has suspended the session itself

    Background:
      Given the charge point is in service

    @ZAP-STAT-010 @vendor
    Scenario: The battery is as full as its driver wants it
      Given a vehicle is charging
      When the vehicle is full
      Then the charge point sends no "StopTransaction" for 10 minutes
      And the charge point reports, in this order and nothing else
        | status      |
        | SuspendedEV |

    @ZAP-STAT-011 @vendor
    Scenario: The vehicle waits for its own timer
      Given the vehicle is plugged in
      And the vehicle's own timer delays charging by 10 minutes
      When the central system starts a session for "APP-7f3"
      Then the charge point reports "SuspendedEV"
      And the charge point reports "Charging" after 10 minutes
      And the charge point sends 1 "StartTransaction"

    @ZAP-STAT-012 @vendor
    Scenario: The vehicle has a charging fault of its own
      Given a vehicle is charging
      When the vehicle reports a charging fault of its own
      Then the charge point reports "SuspendedEV"
      And the charge point sends no "StatusNotification" for 1 minute
        | field  | value   |
        | status | Faulted |
      And the charge point sends no "StopTransaction" for 1 minute

  Rule: The smart charge delay is the charger's doing, and the session has begun before it

    Background:
      Given the charge point is set up with
        | setting             | value |
        | region              | GB    |
        | smart_charge_delays | 300   |
      And the charge point is in service
      And the vehicle is plugged in

    @ZAP-STAT-013 @vendor
    Scenario: A private charger waits for five minutes
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
      And the charge point reports "SuspendedEVSE"
      And the charge point reports "Charging" after 5 minutes
      And the charge point sends 2 "StatusNotification"

  Rule: A pause in a charging schedule is the charger's doing

    Background:
      Given the charge point is in service in commercial mode
      And a vehicle is charging

    @ZAP-STAT-014 @vendor @needs-smart-charging
    Scenario: A charging schedule begins with a pause of a quarter of an hour
      When the central system sets this charging profile
        | periods               |
        | 0 s: 0 A, 900 s: 16 A |
      Then the charge point reports "SuspendedEVSE"
      And the charge point sends no "StopTransaction" for 1 minute
      And the charge point reports "Charging" after 15 minutes

    @ZAP-STAT-014 @vendor @needs-smart-charging @live
    Scenario: Schedule and vehicle hold back alike, and the charger takes the blame
      Given the vehicle is full
      When the central system sets this charging profile
        | periods  |
        | 0 s: 0 A |
      Then the charge point reports "SuspendedEVSE"
