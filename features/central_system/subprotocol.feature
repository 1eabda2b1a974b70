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

    @CSM-CONN-001 @must
    Scenario: A charger that speaks older versions as well
      When a stand-in connects, offering "ocpp1.5, ocpp1.6"
      And the stand-in sends "BootNotification"
        | field             | value    |
        | chargePointVendor | Stand-in |
        | chargePointModel  | Plain    |
      Then the answer holds
        | field    | value |
        | interval | (any) |
