@charge-point @OCPP16-4.1 @needs-tag-reader
Feature: Drivers with a tag
  Who wants to charge identifies, before or after plugging in, and identifies
  again to end it. Nobody else can.

  Background:
    Given the charge point is in service

  Rule: Whom the central system accepts charges

    @OCP-TX-001 @must @live
    Scenario: First the cable, then the tag
      Given the vehicle is plugged in
      When the tag "(valid tag)" is presented
      Then the charge point sends, in this order, each within 15 seconds
        | action           | idTag |
        | Authorize        | (valid tag) |
        | StartTransaction | (valid tag) |

    @OCP-TX-002 @must
    Scenario: First the tag, then the cable
      Given the tag "(valid tag)" is presented
      And 3 seconds pass
      When the vehicle is plugged in
      Then the charge point sends "StartTransaction" within 15 seconds
        | field | value |
        | idTag | (valid tag) |

  Rule: Whom it does not accept does not

    @OCP-TX-009 @must
    Scenario Outline: A tag that is <standing>
      Given the vehicle is plugged in
      When the tag "(<standing> tag)" is presented
      Then the charge point sends no "StartTransaction" for 10 seconds

      Examples:
        | standing |
        | invalid  |
        | blocked  |
        | expired  |

    @OCP-TX-009 @must
    Scenario: An error for an answer is a no
      Given the vehicle is plugged in
      And the central system refuses every "Authorize" call
      When the tag "(valid tag)" is presented
      Then the charge point sends no "StartTransaction" for 10 seconds

  Rule: A session ends at the charge point for the tag that began it

    @OCP-TX-006 @must
    Scenario: The same tag again
      Given the vehicle is plugged in
      And the tag "(valid tag)" is presented
      And 10 seconds pass
      When the tag "(valid tag)" is presented
      Then the charge point sends "StopTransaction" within 15 seconds
        | field         | value     |
        | transactionId | (running) |

    @OCP-TX-007 @must
    Scenario: The tag of somebody else
      Given the vehicle is plugged in
      And the tag "(valid tag)" is presented
      And 10 seconds pass
      When the tag "(valid tag 2)" is presented
      Then the charge point sends no "StopTransaction" for 10 seconds
