@central-system
Feature: Hearing what the security extension has chargers say
  The white paper on security adds messages to OCPP 1.6. A platform that does
  not have it says so; a charger that gets no answer sends nothing else.

  Background:
    Given a stand-in is registered

  Rule: A message of the extension is answered, or said not to be supported

    @CSM-SEC-001 @should @live
    Scenario: A charger reports an event
      When the stand-in sends "SecurityEventNotification"
        | field     | value             |
        | type      | StartupOfTheDevice |
        | timestamp | (now)             |
        | techInfo  | cold start        |
      Then the request is answered, or refused with an error "NotImplemented" or "NotSupported"
      When the stand-in sends "Heartbeat"
      Then the request is answered

    @CSM-SEC-001 @should
    Scenario: A charger has uploaded its log
      When the stand-in sends "LogStatusNotification"
        | field     | value    |
        | status    | Uploaded |
        | requestId | 1        |
      Then the request is answered, or refused with an error "NotImplemented" or "NotSupported"

    @CSM-SEC-001 @should
    Scenario: A charger tells of signed firmware
      When the stand-in sends "SignedFirmwareStatusNotification"
        | field     | value            |
        | status    | InvalidSignature |
        | requestId | 1                |
      Then the request is answered, or refused with an error "NotImplemented" or "NotSupported"

    @CSM-SEC-002 @should
    Scenario: A charger asks for a certificate
      When the stand-in sends "SignCertificate"
        | field | value                                                          |
        | csr   | -----BEGIN CERTIFICATE REQUEST-----MIIB(2000 characters) |
      Then the request is answered, or refused with an error "NotImplemented" or "NotSupported"
      When the stand-in sends "Heartbeat"
      Then the request is answered

    @CSM-SEC-003 @should
    Scenario: A charger reports an event that is not on the list
      When the stand-in sends "SecurityEventNotification"
        | field     | value                  |
        | type      | example.LidWasOpened   |
        | timestamp | (now)                  |
      Then the request is answered, or refused with an error "NotImplemented" or "NotSupported"
