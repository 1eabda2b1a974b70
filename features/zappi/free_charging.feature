@charge-point @OCPP16-5.3
Feature: Charging free of cost
  Where electricity is given away a vehicle is plugged in and charges. The
  sessions still need a name, for the operator's own records.

  Rule: Where charging is free nobody is asked, neither at the start nor at the end

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key             | value   |
        | FreeCharging    | true    |
        | PlugAndChargeID | ACME-42 |

    @ZAP-CFG-025 @may
    Scenario: Plugging in is enough to begin
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction"
      And the charge point sends no "Authorize" for 30 seconds
      And the charging current is 32 A

    @ZAP-CFG-025 @may
    Scenario: Unplugging is enough to end, and the next vehicle is as welcome
      When the vehicle is plugged in
      And the vehicle is unplugged
      And the vehicle is plugged in
      Then the charge point sends, in this order
        | action           |
        | StartTransaction |
        | StopTransaction  |
        | StartTransaction |
      And the charge point sends no "Authorize" for 30 seconds

  Rule: PlugAndChargeID names the sessions nobody identified for, and only those

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key             | value   |
        | FreeCharging    | true    |
        | PlugAndChargeID | ACME-42 |

    @ZAP-CFG-027 @may @live
    Scenario: Two sessions bear the configured name from beginning to end
      When the vehicle is plugged in
      And the vehicle is unplugged
      And the vehicle is plugged in
      And the vehicle is unplugged
      Then the charge point sends, in this order
        | action           | idTag   |
        | StartTransaction | ACME-42 |
        | StopTransaction  | ACME-42 |
        | StartTransaction | ACME-42 |
        | StopTransaction  | ACME-42 |

    @ZAP-CFG-027 @may
    Scenario: A remote start before plugging in keeps its own name
      Given the central system starts a session for "APP-7f3"
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field | value   |
        | idTag | APP-7f3 |

    @ZAP-CFG-027 @may
    Scenario: A name of 21 characters is turned down
      When the central system sets the key "PlugAndChargeID" to "ACME-42-PARKING-LEVEL"
      Then the answer is "Rejected"

  Rule: Without a configured name each session gets one of its own

    Background:
      Given the charge point is in service
      And the charge point is configured with
        | key             | value |
        | FreeCharging    | true  |
        | PlugAndChargeID |       |

    @ZAP-CFG-028 @vendor
    Scenario: The second session is not named like the first
      Given the vehicle is plugged in
      And the vehicle is unplugged
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction"
        | field | value |
        | idTag | (new) |
