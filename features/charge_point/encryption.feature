@charge-point @OCPPJ-6.2.1
Feature: Speaking to the central system in private
  An address that begins with wss promises that nobody reads along, and that
  the far end is who it says it is. The charger keeps both promises.

  Rule: Where wss is configured, nothing else is spoken

    @ZAP-SEC-002 @vendor @live
    Scenario: A connection to a central system that insists on encryption
      Given the central system takes encrypted connections only
      When the charge point powers on
      Then the charge point connects securely within 10 seconds
      And the charge point sends "BootNotification" within 10 seconds

    @ZAP-SEC-002 @vendor
    Scenario: Failures do not make the charger speak in the clear
      Given the central system takes encrypted connections only
      And the central system goes out of reach
      When the charge point powers on
      And 2 minutes pass
      And the central system can be reached again
      Then the charge point connects securely within 60 seconds

  # Whether certificates are looked at is not documented; a wss that does not would be worth little.
  Rule: Who cannot prove to be the central system is not spoken to

    @ZAP-SEC-002 @vendor
    Scenario: The certificate of somebody else
      Given the central system takes encrypted connections only, with a certificate made out to another name
      When the charge point powers on
      Then the charge point sends no "BootNotification" for 2 minutes
