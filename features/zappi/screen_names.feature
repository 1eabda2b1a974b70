@charge-point @OCPP16-5.3 @needs-commercial-mode @needs-display
Feature: Names on the screen
  Drivers look for the bay that the app has named, and for the app that the bay
  demands. The operator says what is written there; the device has its own names.

  Rule: In commercial mode the screen bears the operator's names

    Background:
      Given the charge point is in service in commercial mode

    @ZAP-DISP-012 @may @live
    Scenario: The name of a charger
      When the central system sets the key "ChargerName" to "Salt House Bay 1"
      Then the answer is "Accepted"
      And the device shows
        | reading | value            |
        | screen  | Salt House Bay 1 |

    @ZAP-DISP-013 @may
    Scenario: An id for drivers
      When the central system sets the key "ChargeID" to "BAY-7"
      Then the answer is "Accepted"
      And the device shows
        | reading | value |
        | screen  | BAY-7 |

    @ZAP-DISP-014 @may
    Scenario: The app that drivers have to use
      When the central system sets the key "appName" to "ZappiCharge"
      Then the answer is "Accepted"
      And the device shows
        | reading | value       |
        | screen  | ZappiCharge |

    @ZAP-DISP-012 @may
    Scenario: A name too long for any screen is still the name
      Given the charge point is configured with
        | key         | value                                               |
        | ChargerName | Bay 1 beside the old Salt House at the east harbour |
      When the central system requests "GetConfiguration"
        | field | value       |
        | key   | ChargerName |
      Then the answer holds
        | field                     | value                                               |
        | configurationKey[0].value | Bay 1 beside the old Salt House at the east harbour |
      And the device shows
        | reading | value |
        | screen  | Bay 1 |

  Rule: A private charger does without them

    Background:
      Given the charge point is in service

    @ZAP-DISP-012 @may
    Scenario: No name of a charger at home
      When the central system sets the key "ChargerName" to "Salt House Bay 1"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value            |
        | screen  | Salt House Bay 1 |

    @ZAP-DISP-013 @may
    Scenario: No id for drivers at home
      When the central system sets the key "ChargeID" to "BAY-7"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value |
        | screen  | BAY-7 |

    @ZAP-DISP-014 @may
    Scenario: No app for drivers at home
      When the central system sets the key "appName" to "ZappiCharge"
      Then the answer is "Accepted"
      And the device shows none of
        | reading | value       |
        | screen  | ZappiCharge |
