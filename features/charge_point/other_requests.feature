@charge-point @OCPP16-5.4 @OCPP16-5.6
Feature: Requests of Core that may have nothing behind them
  Not every charge point has a cache, and none knows every vendor. They answer
  all the same.

  Background:
    Given the charge point is in service

  Rule: The answer is a status, not an error

    @OCP-DAT-001 @must @live
    Scenario: A vendor nobody has heard of
      When the central system requests "DataTransfer"
        | field     | value              |
        | vendorId  | org.example.nobody |
        | messageId | Greeting           |
        | data      | hello              |
      Then the answer is "UnknownVendorId"

    @OCP-DAT-002 @must
    Scenario: The cache is to be cleared
      When the central system requests "ClearCache"
      Then the answer is "Accepted" or "Rejected"
