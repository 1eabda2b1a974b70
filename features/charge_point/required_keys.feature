@charge-point @OCPP16-9.1
Feature: The keys of every charge point
  A central system relies on some keys whatever charge point it has before it.

  Background:
    Given the charge point is in service

  Rule: All required keys of Core are there, and can be changed as the standard has it

    @OCP-CFG-002 @must @live
    Scenario: The keys that Core requires
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                                             | value |
        | configurationKey[key=AuthorizeRemoteTxRequests].readonly          | (any) |
        | configurationKey[key=ClockAlignedDataInterval].readonly           | (any) |
        | configurationKey[key=ConnectionTimeOut].readonly                  | (any) |
        | configurationKey[key=ConnectorPhaseRotation].readonly             | (any) |
        | configurationKey[key=GetConfigurationMaxKeys].readonly            | (any) |
        | configurationKey[key=HeartbeatInterval].readonly                  | (any) |
        | configurationKey[key=LocalAuthorizeOffline].readonly              | (any) |
        | configurationKey[key=LocalPreAuthorize].readonly                  | (any) |
        | configurationKey[key=MeterValuesAlignedData].readonly             | (any) |
        | configurationKey[key=MeterValuesSampledData].readonly             | (any) |
        | configurationKey[key=MeterValueSampleInterval].readonly           | (any) |
        | configurationKey[key=NumberOfConnectors].readonly                 | (any) |
        | configurationKey[key=ResetRetries].readonly                       | (any) |
        | configurationKey[key=StopTransactionOnInvalidId].readonly         | (any) |
        | configurationKey[key=StopTxnAlignedData].readonly                 | (any) |
        | configurationKey[key=StopTxnSampledData].readonly                 | (any) |
        | configurationKey[key=SupportedFeatureProfiles].readonly           | (any) |
        | configurationKey[key=TransactionMessageAttempts].readonly         | (any) |
        | configurationKey[key=TransactionMessageRetryInterval].readonly    | (any) |
        | configurationKey[key=UnlockConnectorOnEVSideDisconnect].readonly  | (any) |

    @OCP-CFG-003 @must
    Scenario: What can be changed, and what can be read only
      When the central system requests "GetConfiguration"
      Then the answer holds
        | field                                                          | value |
        | configurationKey[key=ConnectionTimeOut].readonly               | false |
        | configurationKey[key=HeartbeatInterval].readonly               | false |
        | configurationKey[key=MeterValuesSampledData].readonly          | false |
        | configurationKey[key=MeterValueSampleInterval].readonly        | false |
        | configurationKey[key=StopTransactionOnInvalidId].readonly      | false |
        | configurationKey[key=TransactionMessageAttempts].readonly      | false |
        | configurationKey[key=TransactionMessageRetryInterval].readonly | false |
        | configurationKey[key=GetConfigurationMaxKeys].readonly         | true  |
        | configurationKey[key=NumberOfConnectors].readonly              | true  |
        | configurationKey[key=SupportedFeatureProfiles].readonly        | true  |
