@central-system @OCPP16-4.3
Feature: Hearing of what is no business of the platform's
  Makers send what the standard has no message for. A platform that does not
  know the maker says so, and nothing more comes of it.

  Background:
    Given a stand-in is registered

  Rule: What a maker sends that is not known here is answered as such

    @CSM-DATA-001 @must @live
    Scenario: A message of an unknown maker
      When the stand-in sends "DataTransfer"
        | field     | value                   |
        | vendorId  | example.nobody-knows-it |
        | messageId | Greeting                |
        | data      | hello                   |
      Then the answer is "UnknownVendorId"

    @CSM-DATA-001 @must
    Scenario: A message of an unknown maker, without contents
      When the stand-in sends "DataTransfer"
        | field    | value                   |
        | vendorId | example.nobody-knows-it |
      Then the answer is "UnknownVendorId"

  Rule: The contents are a text, whatever is in it

    @CSM-DATA-002 @must
    Scenario Outline: Contents that look like <kind>
      When the stand-in sends the text
        """
        [2,"contents","DataTransfer",{"vendorId":"example.nobody-knows-it","data":"<data>"}]
        """
      Then the answer holds
        | field  | value |
        | status | (any) |

      Examples:
        | kind        | data                       |
        | JSON        | {\"a\":[1,2,{\"b\":null}]} |
        | markup      | <b>bold</b> & <i>more</i>  |
        | a query     | '; DROP TABLE tags; --     |
        | nothing     |                            |

    @CSM-DATA-003 @must
    Scenario: Contents that are no text
      When the stand-in sends the text
        """
        [2,"contents","DataTransfer",{"vendorId":"example.nobody-knows-it","data":{"a":1}}]
        """
      Then the request is answered
      When the stand-in sends "Heartbeat"
      Then the request is answered
