"""The framing cases: messages that are no proper frame of OCPP-J (section 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conformance.negative import behaviours, reactions
from conformance.negative.case import Case, Draft, Group, Say, numbered
from conformance.negative.reactions import Demand

HEARTBEAT = '[2,"{id}","Heartbeat",{}]'
DEMANDS: Mapping[str, tuple[Demand, ...]] = {
    "left open": reactions.demanded(behaviours.NO_CALL_NO_RESULT, reactions.LEFT_OPEN),
    "read or not": reactions.demanded(behaviours.STILL_WORKS, reactions.OPEN_OR_READ),
    "ignored": reactions.demanded(behaviours.UNKNOWN_TYPE_IGNORED, reactions.IGNORED),
    "unasked": reactions.demanded(behaviours.ANSWERS_NOT_ANSWERED, reactions.UNASKED),
    "unasked, malformed": reactions.demanded(
        behaviours.ANSWERS_NOT_ANSWERED, reactions.UNASKED_OR_CLOSED
    ),
    "unknown action": reactions.demanded(
        behaviours.UNKNOWN_ACTION_REFUSED, reactions.UNKNOWN_ACTION
    ),
    "improper id": reactions.demanded(behaviours.IMPROPER_ID_REFUSED, reactions.REFUSAL),
    "unusual": reactions.demanded(behaviours.UNUSUAL_FORM_TAKEN, reactions.CONFIRMATION),
    "any answer": reactions.demanded(behaviours.EVERY_CALL_ANSWERED, reactions.ANY_ANSWER),
    "not text": reactions.demanded(behaviours.NO_CALL_NO_RESULT, reactions.REFUSED_TEXT),
}
"""What each sort of case demands."""


def tag(value: str) -> str:
    """An Authorize whose tag is this JSON text."""
    return f'[2,"{{id}}","Authorize",{{"idTag":{value}}}]'


def start(meter: str) -> str:
    """A StartTransaction whose meter reading is this JSON text."""
    moment = '"timestamp":"2026-01-05T08:00:00Z"'
    fields = f'"connectorId":1,"idTag":"CARD-1",{moment},"meterStart":{meter}'
    return f'[2,"{{id}}","StartTransaction",{{{fields}}}]'


def call(action: str, payload: str = "{}") -> str:
    """A CALL with this action and this JSON text as its payload."""
    return f'[2,"{{id}}",{action},{payload}]'


NOT_JSON = {
    "an empty message": "",
    "blanks only": " \n\t",
    "words": "hello",
    "a CALL without its last bracket": HEARTBEAT[:-1],
    "a CALL that ends inside a string": '[2,"{id}","Heart',
    "a CALL that ends inside its payload": '[2,"{id}","Authorize",{"idTag":',
    "two CALLs in one message": HEARTBEAT + '[2,"{id}-b","Heartbeat",{}]',
    "a CALL and a stray bracket": HEARTBEAT + "]",
    "a comma at the end": '[2,"{id}","Heartbeat",{},]',
    "two commas in a row": '[2,,"{id}","Heartbeat",{}]',
    "single quotes": "[2,'{id}','Heartbeat',{}]",
    "no quotes": "[2,{id},Heartbeat,{}]",
    "a comment": HEARTBEAT + " // a comment",
    "a NUL in front": "\x00" + HEARTBEAT,
    "a NUL behind": HEARTBEAT + "\x00",
    "a NUL inside a string": tag('"a\x00b"'),
    "a line feed inside a string": tag('"a\nb"'),
    "a tab inside a string": tag('"a\tb"'),
    "a bad escape": tag('"\\x41"'),
    "a cut escape": tag('"\\u00"'),
    "a page of HTML": "<html><body>Heartbeat</body></html>",
    "an XML message of OCPP 1.5": "<s:Envelope><s:Body><heartbeatRequest/></s:Body></s:Envelope>",
    "NaN for a number": start("NaN"),
    "infinity for a number": start("-Infinity"),
    "a number with a leading zero": start("01"),
    "a number with a plus": start("+1"),
    "a hexadecimal number": start("0x1"),
    "a number that begins with a point": start(".5"),
}
READ_OR_NOT = {
    "a byte order mark in front": "\ufeff" + HEARTBEAT,
    "the same name twice, the last one wrong": call('"Authorize"', '{"idTag":"A","idTag":1}'),
    "the same name twice, the last one right": call('"Authorize"', '{"idTag":1,"idTag":"A"}'),
    "a payload named twice over": call('"Heartbeat"', '{"a":1,"a":2}'),
    "half a character, escaped": tag('"\\ud800"'),
    "half a character as a name": call('"Heartbeat"', '{"\\udc00":1}'),
    "a number of five thousand digits": start("9" * 5000),
    "an exponent beyond every range": start("1e9999999999"),
    "an exponent below every range": start("-1e-9999999999"),
    "a whole number written with a fraction": start("1000.0"),
    "a whole number written with an exponent": start("1e3"),
    "a payload that is null": call('"Heartbeat"', "null"),
    "type 2 written as 2.0": '[2.0,"{id}","Heartbeat",{}]',
}
NO_FRAME = {
    "null": "null",
    "true": "true",
    "a number": "2",
    "a string": '"Heartbeat"',
    "a CALL inside a string": '"[2,\\"{id}\\",\\"Heartbeat\\",{}]"',
    "an object": '{"messageTypeId":2,"uniqueId":"{id}","action":"Heartbeat","payload":{}}',
    "an empty array": "[]",
    "an empty array in an array": "[[]]",
    "a CALL inside an array": f"[{HEARTBEAT}]",
    "a batch of two CALLs": f'[{HEARTBEAT},[2,"{{id}}-b","Heartbeat",{{}}]]',
    "JSON-RPC": '{"jsonrpc":"2.0","id":"{id}","method":"Heartbeat","params":{}}',
    "a type alone": "[2]",
    "an id alone": '["{id}"]',
    "no type": '["{id}","Heartbeat",{}]',
    "elements in another order": '["{id}",2,{},"Heartbeat"]',
    "the type as a string": '["2","{id}","Heartbeat",{}]',
    "the type with a fraction": '[2.5,"{id}","Heartbeat",{}]',
    "the type true": '[true,"{id}","Heartbeat",{}]',
    "the type null": '[null,"{id}","Heartbeat",{}]',
    "the type as an array": '[[2],"{id}","Heartbeat",{}]',
    "the type as an object": '[{"type":2},"{id}","Heartbeat",{}]',
    "a numeric id": '[2,1,"Heartbeat",{}]',
    "an id of null": '[2,null,"Heartbeat",{}]',
    "an id of true": '[2,true,"Heartbeat",{}]',
    "an id that is an array": '[2,["{id}"],"Heartbeat",{}]',
    "an id that is an object": '[2,{"id":"{id}"},"Heartbeat",{}]',
    "a CALL without action and payload": '[2,"{id}"]',
    "a CALL without payload": '[2,"{id}","Heartbeat"]',
    "a CALL without action": '[2,"{id}",{}]',
    "a CALL of five elements": '[2,"{id}","Heartbeat",{},{}]',
    "a CALL of a hundred elements": '[2,"{id}","Heartbeat",{}' + ",0" * 96 + "]",
    "a numeric action": call("7"),
    "an action of null": call("null"),
    "an action of true": call("true"),
    "an action that is an array": call('["Heartbeat"]'),
    "an action that is an object": call('{"name":"Heartbeat"}'),
    "action and payload exchanged": '[2,"{id}",{},"Heartbeat"]',
    "a payload that is an array": call('"Heartbeat"', "[]"),
    "a payload that is a string": call('"Heartbeat"', '"{}"'),
    "a payload that is a number": call('"Heartbeat"', "0"),
    "a payload that is true": call('"Heartbeat"', "true"),
    "a payload of five hundred levels": call('"Authorize"', '{"a":' * 500 + "1" + "}" * 500),
    "ten thousand arrays, none closed": "[" * 10_000,
    "ten thousand arrays": "[" * 10_000 + "]" * 10_000,
    "ten thousand objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
}
UNKNOWN_TYPES = {
    "type 0": '[0,"{id}","Heartbeat",{}]',
    "type 1": '[1,"{id}","Heartbeat",{}]',
    "type 5": '[5,"{id}","Heartbeat",{}]',
    "type 6, a SEND of a later version": '[6,"{id}","NotifyPeriodicEventStream",{}]',
    "type 22": '[22,"{id}","Heartbeat",{}]',
    "a negative type": '[-2,"{id}","Heartbeat",{}]',
    "a type beyond 63 bits": '[18446744073709551618,"{id}","Heartbeat",{}]',
}
UNASKED = {
    "a CALLRESULT nobody waits for": '[3,"{id}",{}]',
    "a CALLRESULT with content nobody waits for": '[3,"{id}",{"status":"Accepted"}]',
    "a CALLRESULT with an empty id": '[3,"",{}]',
    "a CALLRESULT with an id of 37 characters": f'[3,"{"x" * 37}",{{}}]',
    "a CALLERROR nobody waits for": '[4,"{id}","GenericError","",{}]',
    "a CALLERROR with an unknown code": '[4,"{id}","NoSuchCode","",{}]',
    "a CALLERROR with an empty code": '[4,"{id}","","",{}]',
    "a CALLERROR with a long description": f'[4,"{{id}}","GenericError","{"x" * 1000}",{{}}]',
}
UNASKED_MALFORMED = {
    "a CALLRESULT without payload": '[3,"{id}"]',
    "a CALLRESULT of four elements": '[3,"{id}",{},{}]',
    "a CALLRESULT with null": '[3,"{id}",null]',
    "a CALLRESULT with an array": '[3,"{id}",[]]',
    "a CALLRESULT with a numeric id": "[3,1,{}]",
    "a CALLRESULT that is its type only": "[3]",
    "a CALLRESULT of five hundred levels": '[3,"{id}",' + '{"a":' * 500 + "1" + "}" * 500 + "]",
    "a CALLERROR without details": '[4,"{id}","GenericError",""]',
    "a CALLERROR with null details": '[4,"{id}","GenericError","",null]',
    "a CALLERROR with a list of details": '[4,"{id}","GenericError","",[]]',
    "a CALLERROR with a numeric code": '[4,"{id}",4,"",{}]',
    "a CALLERROR without code": '[4,"{id}"]',
    "a CALLERROR that is its type only": "[4]",
    "a CALLERROR with the id -1": '[4,"-1","GenericError","",{}]',
}
UNKNOWN_ACTIONS = {
    "an action that does not exist": call('"Heartbeet"'),
    "an empty action": call('""'),
    "an action in lower case": call('"heartbeat"'),
    "an action in upper case": call('"HEARTBEAT"'),
    "an action with a blank": call('"Heartbeat "'),
    "an action named as its request": call('"HeartbeatRequest"'),
    "an action named as in the standard's headings": call('"Heartbeat.req"'),
    "an action of OCPP 2.0.1": call('"TransactionEvent"'),
    "an action of a thousand characters": call(f'"{"x" * 1000}"'),
    "an action of another script": call('"H\u0435artbeat"'),
    "an action that a language's objects have": call('"__proto__"'),
    "an action that only a central system sends": call('"Reset"', '{"type":"Soft"}'),
}
IMPROPER_IDS = {
    "an id of 37 characters": f'[2,"{"x" * 37}","Heartbeat",{{}}]',
    "an id of 1000 characters": f'[2,"{"x" * 1000}","Heartbeat",{{}}]',
    "an id of 100000 characters": f'[2,"{"x" * 100_000}","Heartbeat",{{}}]',
}
ODD_IDS = {
    "an empty id": '[2,"","Heartbeat",{}]',
    "an id of a blank": '[2," ","Heartbeat",{}]',
    "an id of digits": '[2,"0","Heartbeat",{}]',
    "an id of -1": '[2,"-1","Heartbeat",{}]',
    "an id with an escaped NUL": '[2,"{id}\\u0000","Heartbeat",{}]',
    "an id of another script": '[2,"\u0438\u0434\u26a1","Heartbeat",{}]',
}
UNUSUAL = {
    "blanks and line feeds between the elements": ' [ 2 ,\n"{id}",\t"Heartbeat" , { } ]\r\n',
    "letters that are escaped": '[2,"{id}","\\u0048eartbeat",{}]',
    "an id of 36 characters": f'[2,"{"y" * 36}","Heartbeat",{{}}]',
}
BINARIES: Mapping[str, bytes] = {
    "octets that are no UTF-8": b'[2,"{id}","Heartbeat",{}]\xff',
    "a cut character": b'[2,"{id}","Authorize",{"idTag":"\xe2\x82"}]',
    "a surrogate in UTF-8": b'[2,"{id}","Authorize",{"idTag":"\xed\xa0\x80"}]',
    "an overlong slash": b'[2,"{id}","Authorize",{"idTag":"\xc0\xaf"}]',
    "UTF-16": HEARTBEAT.encode("utf-16"),
    "Latin-1": '[2,"{id}","Authorize",{"idTag":"é"}]'.encode("latin-1"),
}

TABLES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("not JSON", "left open", NOT_JSON),
    ("no frame", "left open", NO_FRAME),
    ("readers differ", "read or not", READ_OR_NOT),
    ("message type", "ignored", UNKNOWN_TYPES),
    ("answers", "unasked", UNASKED),
    ("answers", "unasked, malformed", UNASKED_MALFORMED),
    ("action", "unknown action", UNKNOWN_ACTIONS),
    ("id", "improper id", IMPROPER_IDS),
    ("id", "any answer", ODD_IDS),
    ("unusual form", "unusual", UNUSUAL),
)
"""Topic, what is demanded, and the messages by what is wrong with them."""
WITH_KNOWN_ID = ("unknown action", "unusual")


def cases() -> tuple[Case, ...]:
    """All of them."""
    return numbered(Group.FRAMING, _drafts())


def _drafts() -> Iterator[Draft]:
    for topic, sort, table in TABLES:
        for words, text in table.items():
            known = sort in WITH_KNOWN_ID and "{id}" in text
            say = Say(text, DEMANDS[sort], any_id=not known)
            yield Draft(topic, sort, f"The platform is sent {words}", (say,))
    for words, octets in BINARIES.items():
        say = Say(octets, DEMANDS["not text"])
        yield Draft("encoding", "not UTF-8", f"The platform is sent, as text, {words}", (say,))
    yield from _forms()


def _forms() -> Iterator[Draft]:
    binary = Say(HEARTBEAT, DEMANDS["read or not"], binary=True)
    yield Draft("encoding", "binary", "The platform is sent a CALL as a binary message", (binary,))
    nothing = Say(b"", DEMANDS["not text"], binary=True)
    yield Draft("encoding", "binary", "The platform is sent an empty binary message", (nothing,))
    for parts in (2, 5, 20):
        say = Say(HEARTBEAT, DEMANDS["unusual"], fragments=parts, any_id=False)
        words = f"The platform is sent a CALL in {parts} fragments"
        yield Draft("unusual form", "fragments", words, (say,))
