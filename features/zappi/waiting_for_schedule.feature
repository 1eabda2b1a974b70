@charge-point @OCPP16-5.16 @needs-smart-charging @needs-display
Feature: Drivers learn when their vehicle will charge
  A vehicle is plugged in at night, and a schedule keeps it waiting. Its driver
  looks at the screen, or into the app, before going to bed.

  Rule: While a schedule holds charging back, the screen says when it begins

    @ZAP-DISP-015 @vendor
    Scenario: Charging begins at six
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | purpose          | start | duration | periods                   |
        | TxDefaultProfile | 00:00 | 8 hours  | 0 s: 0 A, 21600 s: 16 A |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the device shows
        | reading | value |
        | screen  | 06:00 |
      And the device shows none of
        | reading | value |
        | screen  | 08:00 |

    @ZAP-DISP-015 @vendor @live
    Scenario: Six o'clock in London is seven in Amsterdam
      Given the charge point is set up with
        | setting    | value |
        | utc_offset | 1     |
      And the charge point is in service in commercial mode
      And these charging profiles are set
        | purpose          | start | periods                   |
        | TxDefaultProfile | 00:00 | 0 s: 0 A, 21600 s: 16 A |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the device shows
        | reading | value |
        | screen  | 07:00 |

    @ZAP-DISP-015 @vendor
    Scenario: Nobody knows when a schedule without end will let go
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | purpose          | start | periods  |
        | TxDefaultProfile | 00:00 | 0 s: 0 A |
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charging current is 0 A
      And the device shows none of
        | reading | value |
        | screen  | :00   |

  Rule: The app calls it "Waiting for Schedule", and no longer once the vehicle charges

    Background:
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | purpose          | start | periods                  |
        | TxDefaultProfile | 00:00 | 0 s: 0 A, 1800 s: 16 A |
      And the vehicle is plugged in

    @ZAP-DISP-016 @vendor
    Scenario: The driver looks into the app at night
      When the central system starts a session for "APP-7f3"
      Then the device shows
        | reading    | value                  |
        | app status | "Waiting for Schedule" |

    @ZAP-DISP-016 @vendor @virtual-time
    Scenario: The driver looks into the app while the vehicle charges
      Given the central system starts a session for "APP-7f3"
      When 35 minutes pass
      Then the charging current is 16 A
      And the device shows none of
        | reading    | value                  |
        | app status | "Waiting for Schedule" |

    @ZAP-DISP-016 @vendor
    Scenario: A vehicle that waits by its own wish waits for no schedule
      Given the charge point is configured with
        | key            | value |
        | CommercialMode | false |
      And the vehicle's own timer delays charging by 10 minutes
      When the central system starts a session for "APP-7f3"
      Then the charging current is 0 A
      And the device shows none of
        | reading    | value                  |
        | app status | "Waiting for Schedule" |
