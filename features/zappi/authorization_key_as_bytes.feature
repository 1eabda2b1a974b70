@charge-point @OCPPJ-6
Feature: The key of the charger, presented as OCPP-J shows it
  In the example of OCPP-J a key of forty hexadecimal digits is twenty bytes of
  a password. A vendor may declare that its chargers do the same.

  Background:
    Given the vendor declares
      | choice             | reading     |
      | basic_key_encoding | hex_decoded |
    And the charge point is in service

  Rule: Hexadecimal digits stand for bytes, any other key for itself

    @ZAP-CFG-005 @vendor @live
    Scenario: A key of forty hexadecimal digits
      Given the central system demands the key "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7", as the bytes it stands for
      When the central system sets the key "AuthorizationKey" to "4f1c9d0a7be25386f1c9d0a7be253864f1c9d0a7"
      Then the charge point connects with a key within 60 seconds

    @ZAP-CFG-005 @vendor
    Scenario: A password in words
      Given the central system demands the key "battery horse staple", as it is written
      When the central system sets the key "AuthorizationKey" to "battery horse staple"
      Then the charge point connects with a key within 60 seconds
