@charge-point @OCPP16-4.8
Feature: Power comes with the session and not before
  A socket that is live before anybody is authorised gives energy away that
  nobody pays for.

  Background:
    Given the charge point is in service

  Rule: Nothing flows until the session has begun

    @ZAP-RMT-015 @vendor @live
    Scenario: A plugged-in vehicle waits for its driver's order
      When the vehicle is plugged in
      Then the charging current follows this timetable
        | after      | ampere |
        | 0 seconds  | 0      |
        | 30 seconds | 0      |
      When the central system starts a session for "APP-7f3"
      Then the charge point sends "StartTransaction"
      And the charging current is 32 A

    @ZAP-RMT-015 @vendor
    Scenario: The central system has not said yet whether the driver may charge
      Given the charge point is configured with
        | key                       | value |
        | AuthorizeRemoteTxRequests | true  |
      And the central system leaves every "Authorize" call unanswered
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charge point sends no "StartTransaction" for 1 minute
      And the charging current is 0 A
