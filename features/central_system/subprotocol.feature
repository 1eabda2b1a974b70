@central-system @OCPPJ-3.1.2
Feature: Agreeing on a subprotocol
  Charger and platform agree on the version of OCPP before a word of it is
  said. A platform that takes whatever comes will misread what follows.

  Rule: The platform selects the version that both speak

    @CSM-CONN-001 @must @live
    Scenario: A charger that speaks OCPP 1.6
      When a stand-in connects
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer holds
        | field    | value |
        | interval | (any) |

    @CSM-CONN-001 @interop-5 @must
    Scenario Outline: A charger that speaks other versions as well: <versions>
      When a stand-in connects, offering "<versions>"
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer holds
        | field    | value |
        | interval | (any) |

      Examples:
        | versions                   |
        | ocpp0.1, ocpp1.6           |
        | ocpp9.9, ocpp1.6           |
        | ocpp1.6, ocpp1.5, ocpp1.2  |

  # RFC 6455 has each version once; header lines of some chargers say it twice.
  Rule: Oddities of the request are no reason to refuse a version that both speak

    @CSM-CONN-008 @interop-11 @should
    Scenario: A charger that names the version twice
      When a stand-in connects, offering "ocpp1.6, ocpp1.6"
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

  # How the platform makes it clear is open: by an HTTP status, or by closing what it has opened.
  # Versions that there are, such as ocpp2.0.1, may be the platform's as well.
  Rule: With a charger that speaks no version of the platform's there is no conversation

    @CSM-CONN-002 @interop-5 @must
    Scenario Outline: A charger that only speaks <version>
      When a stand-in connects, offering "<version>"
      And the stand-in sends "Heartbeat"
      Then the request is left unanswered
      When the stand-in connects
      And the stand-in sends "Heartbeat"
      Then the request is answered

      Examples:
        | version   |
        | ocpp0.1   |
        | ocpp9.9   |

    @CSM-CONN-002 @interop-5 @must
    Scenario: A charger that names no version
      When a stand-in connects, offering nothing
      And the stand-in sends "Heartbeat"
      Then the request is left unanswered
      When the stand-in connects
      And the stand-in sends "Heartbeat"
      Then the request is answered
