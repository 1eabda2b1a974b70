@central-system @OCPP16-4.8
Feature: Giving each session a number
  From its start on a session is known by the number that the platform gives it.
  A charger without a number cannot tell whose energy it is metering.

  Rule: A start is answered with a number and with what is held of the tag, whatever that is

    @CSM-TX-001 @must @interop-17 @live
    Scenario: A driver who is known begins to charge
      Given a stand-in is registered
      When the stand-in begins a session
      Then the answer holds
        | field            | value |
        | transactionId    | (any) |
        | idTagInfo.status | (any) |

    @CSM-TX-001 @must @interop-17
    Scenario: A driver nobody has heard of begins to charge
      Given a stand-in is registered
      When the stand-in begins a session
        | field | value            |
        | idTag | NOBODYKNOWSTHIS1 |
      Then the answer holds
        | field            | value |
        | transactionId    | (any) |
        | idTagInfo.status | (any) |

    @CSM-TX-002 @must
    Scenario Outline: The register stands at <register> Wh when a session begins
      Given a stand-in is registered
      When the stand-in begins a session
        | field      | value      |
        | meterStart | <register> |
      Then the answer holds
        | field         | value |
        | transactionId | (any) |

      Examples:
        | register   |
        | 0          |
        | 1          |
        | 16777217   |
        | 2147483647 |

    @CSM-TX-002 @must
    Scenario: A session ends a reservation that the platform never made
      Given a stand-in is registered
      When the stand-in begins a session
        | field         | value |
        | reservationId | 4711  |
      Then the answer holds
        | field         | value |
        | transactionId | (any) |

    @CSM-TX-002 @must
    Scenario: One tag begins to charge at two connectors
      Given the stand-in has begun a session
      When the stand-in begins a session
        | field       | value |
        | connectorId | 2     |
      Then the answer holds
        | field            | value |
        | transactionId    | (any) |
        | idTagInfo.status | (any) |

  Rule: No two sessions have the same number, and each number is above zero

    @CSM-TX-003 @should @interop-17
    Scenario: One session after the other
      Given the stand-in has begun a session
      And the stand-in has ended the session
      When the stand-in begins a session
      Then the answer holds
        | field         | value           |
        | transactionId | (unlike before) |

    @CSM-TX-003 @should @interop-17
    Scenario: Two sessions at the same time
      Given the stand-in has begun a session
      When the stand-in begins a session
        | field       | value |
        | connectorId | 2     |
      Then the answer holds
        | field         | value           |
        | transactionId | (unlike before) |

    @CSM-TX-003 @should @interop-17
    Scenario: A session after the charger was started anew
      Given the stand-in has begun a session
      And the stand-in has ended the session
      And the stand-in vanishes without a word
      And the stand-in is registered
      When the stand-in begins a session
      Then the answer holds
        | field         | value           |
        | transactionId | (unlike before) |

    @CSM-TX-003 @should @interop-17
    Scenario: Numbers that no charger takes for a missing one
      Given a stand-in is registered
      When the stand-in begins a session
      Then the answer holds
        | field         | value      |
        | transactionId | (positive) |
