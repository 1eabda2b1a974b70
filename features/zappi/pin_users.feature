@charge-point @OCPP16-4.1
Feature: A PIN stands for its user
  Each user of an account has a PIN for the charger and a tag for the operator.
  The bridge knows which belong together, and gives away nothing but the tag.

  Background:
    Given these users have a PIN
      | name  | pin   | tag         | mode     |
      | Alice | 12345 | VT-ALICE-01 | Fast     |
      | Bob   | 23456 | VT-BOB-02   | Eco      |
      | Carol | 34567 | VT-CAROL-03 | Eco_Plus |
    And the charge point is in service

  Rule: Each PIN gives its own user's tag, time and again

    @ZAP-PIN-002 @vendor
    Scenario: The same PIN five times
      When the PIN "23456" is entered
      And the PIN "23456" is entered
      And the PIN "23456" is entered
      And the PIN "23456" is entered
      And the PIN "23456" is entered
      Then the charge point sends 5 "Authorize"
        | field | value     |
        | idTag | VT-BOB-02 |

    @ZAP-PIN-002 @vendor
    Scenario Outline: The same PIN before and after <what>
      When the PIN "23456" is entered
      And <what happens>
      And 30 seconds pass
      And the PIN "23456" is entered
      Then the charge point sends 2 "Authorize"
        | field | value     |
        | idTag | VT-BOB-02 |

      Examples:
        | what             | what happens                            |
        | a restart        | the charge point reboots                |
        | a new connection | the central system drops the connection |

    @ZAP-PIN-004 @vendor @live
    Scenario: Two users one after the other
      When the PIN "12345" is entered
      And the PIN "23456" is entered
      Then the charge point sends, in this order
        | action    | idTag       |
        | Authorize | VT-ALICE-01 |
        | Authorize | VT-BOB-02   |

    @ZAP-PIN-004 @vendor
    Scenario: A PIN that nobody has
      Given the vehicle is plugged in
      When the PIN "99999" is entered
      Then the device shows
        | reading   | value   |
        | PIN entry | refused |
      And the charge point sends no "Authorize" for 30 seconds

    @ZAP-PIN-005 @may
    Scenario: Sessions of two users are told apart
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      And the vehicle is unplugged
      And the vehicle is plugged in
      And the PIN "23456" is entered
      Then the charge point sends, in this order
        | action           | idTag       |
        | StartTransaction | VT-ALICE-01 |
        | StopTransaction  | VT-ALICE-01 |
        | StartTransaction | VT-BOB-02   |

  Rule: The operator gets to know the tag, never the PIN

    @ZAP-PIN-003 @vendor
    Scenario: A whole session from the PIN to the end
      Given the vehicle is plugged in
      When the PIN "12345" is entered
      And the vehicle is unplugged
      Then the charge point sends, in this order
        | action           | idTag       |
        | Authorize        | VT-ALICE-01 |
        | StartTransaction | VT-ALICE-01 |
        | StopTransaction  | VT-ALICE-01 |

  Rule: A session begins in the charging mode of its user

    @ZAP-PIN-010 @may
    Scenario Outline: <user> charges in <mode> mode, after another user
      Given the vehicle is plugged in
      And the PIN "<before>" is entered
      And the vehicle is unplugged
      And the vehicle is plugged in
      When the PIN "<pin>" is entered
      Then the device shows
        | reading | value  |
        | mode    | <mode> |

      Examples:
        | user  | pin   | mode     | before |
        | Alice | 12345 | Fast     | 23456  |
        | Bob   | 23456 | Eco      | 34567  |
        | Carol | 34567 | Eco_Plus | 12345  |

    @ZAP-PIN-010 @may
    Scenario: A session from afar is in the mode of the key, not in that of the user before
      Given the vehicle is plugged in
      And the PIN "23456" is entered
      And the vehicle is unplugged
      And the vehicle is plugged in
      When the central system starts a session for "APP-7f3"
      Then the device shows
        | reading | value |
        | mode    | Fast  |
