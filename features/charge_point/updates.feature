@charge-point @OCPP16-5.19 @OCPP16-4.5
Feature: New firmware and diagnostics
  What takes long is told of step by step, and begins when it was ordered for.

  Background:
    Given the charge point is in service

  Rule: An update begins at its time, and is told of from its beginning

    @OCP-FW-001 @must @live
    Scenario: An update for now
      When the central system orders a firmware update
      Then the charge point sends "FirmwareStatusNotification" within 1 minute
        | field  | value       |
        | status | Downloading |

    @OCP-FW-002 @must
    Scenario: An update for later
      When the central system orders a firmware update in 10 minutes
      Then the charge point sends no "FirmwareStatusNotification" for 20 seconds

  Rule: Diagnostics are named, and their upload is told of

    @OCP-DIA-001 @must @OCPP16-5.9
    Scenario: The operator wants to know more
      When the central system requests "GetDiagnostics"
        | field    | value                       |
        | location | ftp://diagnostics.invalid/x |
      Then the answer holds
        | field    | value |
        | fileName | (any) |
      And the charge point sends "DiagnosticsStatusNotification" within 1 minute
