@central-system @operator
Feature: Keeping certificates, logs and firmware in order
  The white paper on security adds requests that a charger answers, and events
  that it tells of. They are messages like all others.

  Background:
    Given a stand-in is registered

  Rule: Requests about certificates, logs and signed firmware go out valid

    @CSM-CERT-001 @must @OCPPJ-6.2.2 @live
    Scenario: The operator gives the charger a new key
      When the central system requests "ChangeConfiguration"
        | field | value                            |
        | key   | AuthorizationKey                 |
        | value | 4f1c9a0be27d35864f1c9a0be27d3586 |
      Then the central system sends "ChangeConfiguration"
        | field | value                                |
        | value | "4f1c9a0be27d35864f1c9a0be27d3586"   |

    @CSM-CERT-001 @must
    Scenario: The operator raises the security profile
      When the central system requests "ChangeConfiguration"
        | field | value           |
        | key   | SecurityProfile |
        | value | 2               |
      Then the central system sends "ChangeConfiguration"
        | field | value           |
        | key   | SecurityProfile |
        | value | "2"             |
      And the answer is "Accepted"

    @CSM-CERT-002 @must
    Scenario Outline: The operator installs a certificate of the kind "<kind>"
      When the central system requests "InstallCertificate"
        | field           | value                       |
        | certificateType | <kind>                      |
        | certificate     | -----BEGIN CERTIFICATE----- |
      Then the central system sends "InstallCertificate"
        | field           | value  |
        | certificateType | <kind> |
      And the answer is "Accepted"

      Examples:
        | kind                         |
        | CentralSystemRootCertificate |
        | ManufacturerRootCertificate  |

    @CSM-CERT-002 @must
    Scenario: The operator deletes a certificate
      When the central system requests "DeleteCertificate"
        | field               | value                                                                                                  |
        | certificateHashData | {"hashAlgorithm": "SHA256", "issuerNameHash": "a1", "issuerKeyHash": "b2", "serialNumber": "c3"} |
      Then the central system sends "DeleteCertificate"
        | field                            | value |
        | certificateHashData.serialNumber | c3    |
      And the answer is "Accepted"

    @CSM-CERT-002 @must
    Scenario: The operator has the charger ask for a certificate
      When the central system requests "ExtendedTriggerMessage"
        | field            | value                      |
        | requestedMessage | SignChargePointCertificate |
      Then the central system sends "ExtendedTriggerMessage"
        | field            | value                      |
        | requestedMessage | SignChargePointCertificate |
      And the answer is "Accepted"

    @CSM-CERT-002 @must
    Scenario: The operator sends the certificate that was asked for
      When the central system requests "CertificateSigned"
        | field            | value                       |
        | certificateChain | -----BEGIN CERTIFICATE----- |
      Then the central system sends "CertificateSigned"
      And the answer is "Accepted"

    @CSM-CERT-003 @must
    Scenario: The operator asks for the log of security events
      When the central system requests "GetLog"
        | field     | value                                         |
        | logType   | SecurityLog                                   |
        | requestId | 8                                             |
        | log       | {"remoteLocation": "https://uploads.invalid"} |
      Then the central system sends "GetLog"
        | field   | value       |
        | logType | SecurityLog |
      And the answer is "Accepted"

    @CSM-CERT-003 @must
    Scenario: The operator orders an update with signed firmware
      When the central system requests "SignedUpdateFirmware"
        | field     | value                                                                                                                                                   |
        | requestId | 9                                                                                                                                                       |
        | firmware  | {"location": "https://firmware.invalid/b", "retrieveDateTime": "2026-01-01T00:00:00Z", "signingCertificate": "-----BEGIN CERTIFICATE-----", "signature": "QUJD"} |
      Then the central system sends "SignedUpdateFirmware"
        | field              | value |
        | firmware.signature | QUJD  |
      And the answer is "Accepted"
