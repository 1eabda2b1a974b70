@central-system @OCPP16-4.1
Feature: Saying of a tag what it is
  The charger shows its driver what the platform says of a tag. Who is told
  that a card is unknown calls another number than who is told it is blocked.

  Background:
    Given a stand-in is registered

  Rule: A tag gets the standing that it has

    @CSM-AUTH-001 @must @live
    Scenario: A driver who may charge
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "Authorize" properly

    @CSM-AUTH-002 @must
    Scenario Outline: A driver whose tag is <standing>
      When the stand-in sends "Authorize"
        | field | value            |
        | idTag | (<standing> tag) |
      Then the answer holds
        | field            | value    |
        | idTagInfo.status | <answer> |

      Examples:
        | standing | answer  |
        | blocked  | Blocked |
        | expired  | Expired |
        | invalid  | Invalid |

    @CSM-AUTH-002 @must
    Scenario: Tags of several standings, one after the other
      When the stand-in sends "Authorize"
        | field | value         |
        | idTag | (blocked tag) |
      And the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "Authorize" properly

    @CSM-AUTH-003 @OCPP16-7.15 @must
    Scenario: A reader that writes the tag in the other case
      When the stand-in sends "Authorize"
        | field | value                          |
        | idTag | (valid tag, in the other case) |
      Then the answer holds
        | field            | value    |
        | idTagInfo.status | Accepted |

  Rule: A tag is whatever the reader reads, up to 20 characters

    @CSM-AUTH-004 @OCPP16-7.15 @must
    Scenario Outline: A tag nobody has ever seen: <tag>
      When the stand-in sends "Authorize"
        | field | value |
        | idTag | <tag> |
      Then the answer holds
        | field            | value |
        | idTagInfo.status | (any) |

      Examples:
        | tag                  |
        | T(20 characters)     |
        | 04A1B2C3D4E5F6       |
        | DE*8EV*C12345678*9   |
        | +49 (0)170 555-0199  |
        | Müller, Ł. «7½» ⚡    |
        | 0                    |

    @CSM-AUTH-005 @OCPP16-7.15 @should
    Scenario: A tag that is too long
      When the stand-in sends "Authorize"
        | field | value            |
        | idTag | T(21 characters) |
      Then the request is refused with an error
      When the stand-in sends "Authorize"
        | field | value       |
        | idTag | (valid tag) |
      Then the central system answers every "Authorize" properly
