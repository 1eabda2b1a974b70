@central-system @OCPPJ-4.1.1 @operator
Feature: Asking and being asked at the same time
  Either end has one question open at most, but both may ask at once. A
  platform that waits for its own answer first may wait for ever.

  Background:
    Given a stand-in is registered

  Rule: A question of the platform's that is open does not hold up the charger

    @CSM-FRAME-011 @interop-20 @must @live
    Scenario: The charger asks before it answers
      Given the stand-in answers the next "GetConfiguration" 2 seconds late
      When the central system requests "GetConfiguration"
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-FRAME-011 @interop-20 @must
    Scenario: The charger never answers
      Given the stand-in leaves every "GetConfiguration" unanswered
      When the central system requests "GetConfiguration"
      And 1 second passes
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

  Rule: An answer with something wrong about it ends neither the connection nor the conversation

    @CSM-FRAME-012 @interop-21 @should
    Scenario: The charger answers twice
      Given the stand-in answers the next "GetConfiguration" twice
      When the central system requests "GetConfiguration"
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-FRAME-012 @OCPPJ-4.2.2 @interop-21 @should
    Scenario Outline: The charger answers with <oddity>
      Given the stand-in answers the next "GetConfiguration" with the text
        """
        <text>
        """
      When the central system requests "GetConfiguration"
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

      Examples:
        | oddity             | text                                     |
        | half a message     | [3,"{id}",{"configurationKey":[          |
        | no payload         | [3,"{id}"]                               |
        | the wrong fields   | [3,"{id}",{"status":"Accepted"}]         |
        | another id         | [3,"not-{id}",{"configurationKey":[]}]   |
        | an error in short  | [4,"{id}","NotSupported"]                |

  Rule: What the charger answers is the charger's business

    @CSM-ANSW-001 @OCPP16-5.8 @interop-22 @must
    Scenario: The charger has many keys, and some that nobody knows
      Given the stand-in answers the next "GetConfiguration" with the text
        """
        [3,"{id}",{"configurationKey":[{"key":"HeartbeatInterval","readonly":false,"value":"300"},{"key":"AuthorizationKey","readonly":false},{"key":"VendorKey.With.Dots","readonly":true,"value":""},{"key":"Comment","readonly":true,"value":"Zähler in Łódź, ½ auf, mit einem Text von beinahe fünfhundert Zeichen, wie ihn kein Mensch in eine Einstellung schreiben würde, die es aber gibt, weil der Hersteller dort seine Lizenzen ablegt und niemand ihn je gefragt hat, warum er das tut"}],"unknownKey":["NoSuchKey"]}]
        """
      When the central system requests "GetConfiguration"
      And the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-ANSW-002 @OCPP16-5.3 @interop-2 @interop-23 @should
    Scenario: The charger will not have the list of measurands
      Given the stand-in answers the next "ChangeConfiguration" with
        | field  | value    |
        | status | Rejected |
      When the central system sets the key "MeterValuesSampledData" to "Voltage,Current.Import,Temperature,SoC"
      Then the central system sends no "Reset" for 2 seconds
      When the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly

    @CSM-ANSW-002 @OCPP16-5.3 @interop-2 @should
    Scenario: The charger cannot be configured at all
      Given the stand-in refuses every "ChangeConfiguration" with the error "NotSupported"
      When the central system sets the key "HeartbeatInterval" to "600"
      Then the central system sends no "Reset" for 2 seconds
      When the stand-in sends "Heartbeat"
      Then the central system answers every "Heartbeat" properly
