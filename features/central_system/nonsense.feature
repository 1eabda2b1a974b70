@central-system @OCPPJ-4.1.3
Feature: Living through nonsense
  A charger with a fault in its firmware says the same nonsense every day. The
  rest of what it says still counts, and other chargers have no part in it.

  Background:
    Given a stand-in is registered

  # Whether it is answered is open; an id that can be read makes an answer possible.
  Rule: What is no message does not end the conversation

    @CSM-FRAME-009 @should @live
    Scenario Outline: A charger sends <nonsense>
      When the stand-in sends the text
        """
        <text>
        """
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

      Examples:
        | nonsense                      | text                                |
        | a word                        | hello                               |
        | half a message                | [2,"half","Heart                    |
        | an object                     | {"action":"Heartbeat"}              |
        | an empty array                | []                                  |
        | a message of a type to come   | [5,"type-5","Heartbeat",{}]         |
        | a message whose type is a text | ["2","text-type","Heartbeat",{}]   |
        | no payload at all             | [2,"three-parts","Heartbeat"]       |
        | a payload that is a list      | [2,"list","Heartbeat",[]]           |
        | more than a message           | [2,"five-parts","Heartbeat",{},{}]  |
        | a value no JSON has           | [2,"nan","Heartbeat",{"a":NaN}]     |

  Rule: An answer to nothing is not answered

    @CSM-FRAME-010 @OCPPJ-4.2.2 @interop-21 @must
    Scenario Outline: A charger answers though it was not asked: <answer>
      When the stand-in sends the text
        """
        <answer>
        """
      And the stand-in sends "Heartbeat"
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

      Examples:
        | answer                                     |
        | [3,"nobody-asked",{}]                      |
        | [3,"nobody-asked",{"status":"Accepted"}]   |
        | [4,"nobody-asked","GenericError","",{}]    |
