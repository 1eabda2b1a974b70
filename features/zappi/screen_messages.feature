@charge-point @needs-display
Feature: What the screen tells people at the charger
  Somebody stands in front of a charger that does not charge. The screen says
  why; and where charging is free it says that, too.

  Rule: A charger that is out of service says so

    Background:
      Given the charge point is in service in commercial mode

    @ZAP-DISP-001 @vendor @live
    Scenario: Out of service, and nobody there
      When the central system takes the charge point out of service
      Then the device shows
        | reading | value       |
        | screen  | unavailable |

    @ZAP-DISP-001 @vendor
    Scenario: A driver plugs in all the same
      Given the central system takes the charge point out of service
      When the vehicle is plugged in
      Then the device shows
        | reading | value       |
        | screen  | unavailable |

    @ZAP-DISP-001 @vendor
    Scenario: As long as a vehicle is charging, nothing is said
      Given a vehicle is charging
      When the central system takes the charge point out of service
      Then the answer is "Scheduled"
      And the device shows none of
        | reading | value       |
        | screen  | unavailable |

    @ZAP-DISP-001 @vendor
    Scenario: The charger was out of reach when it was closed
      Given the device link is cut
      And the central system takes the charge point out of service
      When the device link is restored
      Then the device shows
        | reading | value       |
        | screen  | unavailable |

    @ZAP-DISP-001 @vendor
    Scenario: Back into service
      Given the central system takes the charge point out of service
      When the central system takes the charge point into service
      Then the device shows none of
        | reading | value       |
        | screen  | unavailable |

  Rule: FreeVendScreen invites drivers to plug in, in commercial mode only

    Background:
      Given the charge point is in service

    @ZAP-DISP-002 @may @needs-commercial-mode
    Scenario: An operator gives electricity away
      Given the central system sets the key "CommercialMode" to "true"
      When the central system sets the key "FreeVendScreen" to "true"
      Then the device shows
        | reading | value                                    |
        | screen  | Free Charging: Plug in to start charging |

    @ZAP-DISP-002 @may @needs-commercial-mode
    Scenario Outline: No invitation with CommercialMode <commercial> and FreeVendScreen <screen>
      Given the charge point is configured with
        | key            | value        |
        | FreeCharging   | <free>       |
        | CommercialMode | <commercial> |
      When the central system sets the key "FreeVendScreen" to "<screen>"
      Then the device shows none of
        | reading | value         |
        | screen  | Free Charging |

      Examples:
        | commercial | screen | free  |
        | true       | false  | false |
        | true       | false  | true  |
        | false      | true   | true  |
