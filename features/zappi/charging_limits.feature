@charge-point @needs-smart-charging
Feature: The current is never more than the installation, the device and the mode allow
  Charging profiles may only lower the current. Fuses come first, and outside
  commercial mode the charger belongs to its owner, timers and all.

  Rule: Without a profile the charger gives all it has

    @ZAP-PROF-020 @vendor @live
    Scenario: A vehicle that could take 40 A charges with 32 A
      Given the charge point is in service in commercial mode
      And the site limit is 100 A
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charging current is 32 A

  Rule: Limits of the site and of the device hold whatever a profile says

    Background:
      Given the charge point is in service in commercial mode
      And a vehicle is charging

    @ZAP-PROF-026 @vendor
    Scenario Outline: A profile of <profile> A where the <which> allows <limit> A
      Given the <which> limit is <limit> A
      When the central system sets this charging profile
        | periods          |
        | 0 s: <profile> A |
      Then the answer is "Accepted"
      And the charging current is <limit> A

      Examples:
        | which  | limit | profile |
        | site   | 20    | 32      |
        | device | 16    | 25      |

    @ZAP-PROF-026 @vendor
    Scenario: A site limit lowered in the middle of a session is obeyed at once
      Given these charging profiles are set
        | periods   |
        | 0 s: 25 A |
      When the site limit is 13 A
      Then the charging current is 13 A

  Rule: Charging profiles need commercial mode

    @ZAP-PROF-021 @vendor
    Scenario: A private charger turns profiles away
      Given the charge point is in service
      And a vehicle is charging
      When the central system sets this charging profile
        | purpose          | periods  |
        | TxDefaultProfile | 0 s: 7 A |
      Then the answer is "Rejected" or "NotSupported"
      And the slot writes are 0
      And the charging current is 32 A

    @ZAP-PROF-021 @vendor
    Scenario Outline: A profile from before is <what> when commercial mode is switched <how>
      Given the charge point is in service in commercial mode
      And these charging profiles are set
        | purpose          | periods   |
        | TxDefaultProfile | 0 s: 10 A |
      And a vehicle is charging
      When the central system sets the key "CommercialMode" to "false"
      And the central system sets the key "CommercialMode" to "<mode>"
      Then the charging current is <ampere> A

      Examples:
        | how       | mode  | what    | ampere |
        | off       | false | dormant | 32     |
        | on again  | true  | awake   | 10     |

  Rule: In commercial mode the owner's own timers have no say

    Background:
      Given the charge point is in service in commercial mode
      And the charge point is configured with
        | key            | value    |
        | OCPPChargeMode | Eco_Plus |
      And the owner has timed a boost from 02:00 to 03:00

    @ZAP-PROF-022 @vendor @virtual-time
    Scenario Outline: A boost at two o'clock with commercial mode <mode>
      Given the central system sets the key "CommercialMode" to "<value>"
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the charging current follows this timetable
        | after     | ampere  |
        | 0 seconds | 0       |
        | 2 hours   | <boost> |
        | 3 hours   | 0       |

      Examples:
        | mode | value | boost |
        | on   | true  | 0     |
        | off  | false | 32    |
