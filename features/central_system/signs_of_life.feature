@central-system @OCPP16-4.6
Feature: Answering signs of life
  A heartbeat asks for nothing but the time, and for many chargers the answer
  is the only clock they have.

  Background:
    Given a stand-in is registered

  Rule: A heartbeat is answered whenever it comes

    @CSM-HB-001 @must @live
    Scenario: A single heartbeat
      When the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-HB-002 @should
    Scenario: Heartbeats sooner than was agreed on
      When the stand-in sends "Heartbeat"
      And the stand-in sends "Heartbeat"
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

  Rule: An empty payload may be written in either of two ways

    @CSM-HB-003 @OCPPJ-4.2.1 @should
    Scenario: A charger writes null where there is nothing to say
      When the stand-in sends the text
        """
        [2,"nothing","Heartbeat",null]
        """
      Then the answer holds
        | field       | value |
        | currentTime | (any) |
