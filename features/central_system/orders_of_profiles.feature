@central-system @operator
Feature: Asking a charger for what not every charger can
  Lists of tags, reservations, charging profiles, firmware: whoever offers these
  to an operator has to word them as carefully as the rest.

  Background:
    Given a stand-in is registered

  Rule: Firmware and diagnostics are asked for by a place and a time

    @CSM-REQ-004 @must @OCPP16-5.19 @live
    Scenario: The operator orders a firmware update
      When the central system requests "UpdateFirmware"
        | field        | value                         |
        | location     | ftp://firmware.invalid/a.bin  |
        | retrieveDate | +3600 s                       |
      Then the central system sends "UpdateFirmware"
        | field        | value                        |
        | location     | ftp://firmware.invalid/a.bin |
        | retrieveDate | (any)                        |

    @CSM-REQ-004 @must @OCPP16-5.9
    Scenario: The operator asks for diagnostics
      When the central system requests "GetDiagnostics"
        | field    | value                     |
        | location | ftp://uploads.invalid/in/ |
      Then the central system sends "GetDiagnostics"
        | field    | value                     |
        | location | ftp://uploads.invalid/in/ |

  Rule: A list of tags has a version and says what is to become of the old one

    @CSM-REQ-005 @must @OCPP16-5.15
    Scenario Outline: The operator sends a list that is "<type>"
      When the central system requests "SendLocalList"
        | field                  | value                                                  |
        | listVersion            | 7                                                      |
        | updateType             | <type>                                                 |
        | localAuthorizationList | [{"idTag": "A-1", "idTagInfo": {"status": "Accepted"}}] |
      Then the central system sends "SendLocalList"
        | field                           | value  |
        | updateType                      | <type> |
        | localAuthorizationList[0].idTag | A-1    |
      And the answer is "Accepted"

      Examples:
        | type         |
        | Full         |
        | Differential |

    @CSM-REQ-005 @must @OCPP16-5.10
    Scenario: The operator asks which list the charger has
      When the central system requests "GetLocalListVersion"
      Then the central system sends "GetLocalListVersion"
      And the answer holds
        | field       | value |
        | listVersion | 0     |

  Rule: A reservation says for whom, where, and until when

    @CSM-REQ-006 @must @OCPP16-5.13
    Scenario Outline: The operator reserves connector <connector>
      When the central system requests "ReserveNow"
        | field         | value       |
        | connectorId   | <connector> |
        | expiryDate    | +3600 s     |
        | idTag         | (valid tag) |
        | reservationId | 12          |
      Then the central system sends "ReserveNow"
        | field       | value       |
        | connectorId | <connector> |
        | idTag       | (valid tag) |
      And the answer is "Accepted"

      Examples:
        | connector |
        | 0         |
        | 1         |

    @CSM-REQ-006 @must @OCPP16-5.1
    Scenario: The operator cancels a reservation
      When the central system requests "CancelReservation"
        | field         | value |
        | reservationId | 12    |
      Then the central system sends "CancelReservation"
        | field         | value |
        | reservationId | 12    |
      And the answer is "Accepted"

  Rule: A message that the charger is to send is named, with or without a connector

    @CSM-REQ-007 @must @OCPP16-5.17 @interop-27
    Scenario Outline: The operator asks for "<message>"
      When the central system requests "TriggerMessage"
        | field            | value     |
        | requestedMessage | <message> |
      Then the central system sends "TriggerMessage"
        | field            | value     |
        | requestedMessage | <message> |
        | connectorId      | (absent)  |
      And the answer is "Accepted"

      Examples:
        | message                       |
        | DiagnosticsStatusNotification |
        | FirmwareStatusNotification    |
        | Heartbeat                     |
        | MeterValues                   |
        | StatusNotification            |
