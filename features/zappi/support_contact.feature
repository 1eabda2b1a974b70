@charge-point @OCPP16-5.3 @needs-display
Feature: Whom to call at a faulty charger
  People at a charger that does not work want to talk to somebody. The operator
  says to whom; people at a charger that works are not to be bothered with it.

  Background:
    Given the charge point is in service
    And the charge point is configured with
      | key            | value            |
      | SupportContact | +31 85 000 00 00 |

  Rule: The number is on the screen while there is a fault, in any mode

    @ZAP-DISP-009 @may @live
    Scenario: A fault at a private charger
      When the charge point develops a fault "GroundFailure"
      Then the device shows
        | reading | value            |
        | screen  | +31 85 000 00 00 |

    @ZAP-DISP-009 @may @needs-commercial-mode
    Scenario: A fault at an operator's charger
      Given the central system sets the key "CommercialMode" to "true"
      When the charge point develops a fault "GroundFailure"
      Then the device shows
        | reading | value            |
        | screen  | +31 85 000 00 00 |

  Rule: At other times, and without a number, there is none

    @ZAP-DISP-009 @may
    Scenario: A charger that works
      When the vehicle is plugged in
      Then the device shows none of
        | reading | value            |
        | screen  | +31 85 000 00 00 |

    @ZAP-DISP-009 @may
    Scenario: A fault that is over
      Given the charge point develops a fault "GroundFailure"
      When the fault is cleared
      Then the device shows none of
        | reading | value            |
        | screen  | +31 85 000 00 00 |

    @ZAP-DISP-009 @may
    Scenario: A number that was taken back
      Given the central system sets the key "SupportContact" to ""
      When the charge point develops a fault "GroundFailure"
      Then the device shows none of
        | reading | value            |
        | screen  | +31 85 000 00 00 |
