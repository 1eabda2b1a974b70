@central-system @OCPPJ-4.1.2
Feature: Reading what is written
  Messages are JSON, in UTF-8, and JSON leaves its writer some freedom. What a
  reader takes for granted about spaces and letters is not in the standard.

  Background:
    Given a stand-in is registered

  Rule: Texts of a message are of any language, and as long as the standard allows

    @CSM-TEXT-001 @must @live
    Scenario: A report in letters of many languages
      When the stand-in sends "StatusNotification"
        | field           | value                          |
        | connectorId     | 1                              |
        | errorCode       | OtherError                     |
        | status          | Faulted                        |
        | info            | Störung, błąd, 故障, خطأ, сбой ⚡ |
        | vendorErrorCode | Ü-17                           |
      Then the central system answers every "StatusNotification" properly

    @CSM-TEXT-002 @OCPP16-6.47 @must
    Scenario: A report that uses every character there is room for
      When the stand-in sends "StatusNotification"
        | field           | value             |
        | connectorId     | 1                 |
        | errorCode       | OtherError        |
        | status          | Faulted           |
        | info            | i(50 characters)  |
        | vendorId        | v(255 characters) |
        | vendorErrorCode | c(50 characters)  |
      Then the central system answers every "StatusNotification" properly

    @CSM-TEXT-003 @OCPP16-6.47 @must
    Scenario: A report of 50 letters that take two bytes each
      When the stand-in sends "StatusNotification"
        | field       | value                                              |
        | connectorId | 1                                                  |
        | errorCode   | OtherError                                         |
        | status      | Faulted                                            |
        | info        | ääääääääääääääääääääääääääääääääääääääääääääääääää |
      Then the central system answers every "StatusNotification" properly

    # The stand-in agrees on no compression: what came compressed all the same could not be read.
    @CSM-TEXT-004 @OCPP16-4.3 @interop-10 @should
    Scenario: A message of 20 000 characters
      When the stand-in sends "DataTransfer"
        | field    | value               |
        | vendorId | example.stand-in    |
        | data     | d(20000 characters) |
      Then the answer holds
        | field  | value |
        | status | (any) |

  Rule: The same message may be written in several ways

    @CSM-TEXT-005 @must
    Scenario Outline: A heartbeat written <way>
      When the stand-in sends the text
        """
        <text>
        """
      Then the answer holds
        | field       | value |
        | currentTime | (any) |

      Examples:
        | way                  | text                                     |
        | with spaces          | [ 2 , "spaced" , "Heartbeat" , { } ]     |
        | with escapes         | [2,"esc\u0061ped","\u0048eartbeat",{}]   |
        | with escaped slashes | [2,"a\/b","Heartbeat",{}]                |
        | over several lines   | [2,\n"lines",\n"Heartbeat",\n{}\n]       |
