"""Texts that are no proper CALL, and what a central system owes them (OCPP-J 1.6, 4.1 and 4.2).

What the standard settles: an unknown message type is ignored (4.1.3); a CALL whose content is not
proper is refused with a CALLERROR (4.2.3, table 7); the negative outcome of an answer is nobody's
duty. What it leaves open: a text that cannot be read as a CALL with an id gets no answer here,
since there is no id to which an answer could be addressed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from ocpp16.frames import MAX_DEPTH, MAX_ID, MAX_TEXT, ErrorCode

SILENCE, RESULT = None, "CALLRESULT"
FORMATION = ErrorCode.FORMATION_VIOLATION
TYPE = ErrorCode.TYPE_CONSTRAINT_VIOLATION
PROPERTY = ErrorCode.PROPERTY_CONSTRAINT_VIOLATION
OCCURENCE = ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION


@dataclass(frozen=True)
class Case:
    """A text, the answer it gets and whether the journal has it as a frame."""

    text: str
    answer: str | None
    call_id: str = "1"
    is_frame: bool = False


def call(payload: str, action: str = "Heartbeat") -> str:
    return f'[2,"1","{action}",{payload}]'


def tag(value: str) -> str:
    return call(f'{{"idTag":{value}}}', "Authorize")


def start(meter: str) -> str:
    return call(
        f'{{"connectorId":1,"idTag":"A","timestamp":"2026-01-05T08:00:00Z","meterStart":{meter}}}',
        "StartTransaction",
    )


def stop(transaction: str) -> str:
    moment = '"timestamp":"2026-01-05T08:00:00Z"'
    return call(f'{{"transactionId":{transaction},"meterStop":0,{moment}}}', "StopTransaction")


def nested(depth: int) -> str:
    """A CALL in which ``depth`` arrays and objects lie within each other, its own included."""
    inner = depth - 2
    return call('{"idTag":' + "[" * inner + "]" * inner + "}", "Authorize")


NOT_JSON = {
    "empty": "",
    "blank": " \n\t",
    "words": "hello",
    "cut short": '[2,"1","Heartbeat",{}',
    "cut within a string": '[2,"1","Heart',
    "two at once": '[2,"1","Heartbeat",{}][2,"2","Heartbeat",{}]',
    "trailing comma": '[2,"1","Heartbeat",{},]',
    "single quotes": "[2,'1','Heartbeat',{}]",
    "comment": '[2,"1","Heartbeat",{}]//',
    "NUL in front": "\x00" + call("{}"),
    "NUL behind": call("{}") + "\x00",
    "NUL in a string": tag('"a\x00b"'),
    "line feed in a string": tag('"a\nb"'),
    "byte order mark": "\ufeff" + call("{}"),
    "NaN": start("NaN"),
    "infinity": start("-Infinity"),
    "leading zero": start("01"),
    "plus": start("+1"),
    "hexadecimal": start("0x1"),
    "half a character": tag('"\\ud800"'),
    "half a character as a name": call('{"\\udc00":1}'),
    "half a character as an id": '[2,"\\ud800","Heartbeat",{}]',
    "bad escape": tag('"\\x41"'),
    "thousands of arrays": "[" * 100_000,
    "thousands of objects": '{"a":' * 50_000 + "1" + "}" * 50_000,
    "longer than is read": call("{}").ljust(MAX_TEXT + 1),
}

NO_NUMBER = {
    "thousands of digits": start("9" * 5000),
    "an exponent beyond every range": start("1e9999999999999999999"),
    "an exponent below every range": start("-1e-9999999999999999999"),
}

NO_CALL = {
    "null": "null",
    "number": "2",
    "string": '"Heartbeat"',
    "object": '{"action":"Heartbeat"}',
    "empty array": "[]",
    "array in an array": f"[{call('{}')}]",
    "type 0": '[0,"1","Heartbeat",{}]',
    "type 1": '[1,"1","Heartbeat",{}]',
    "type 5": '[5,"1","Heartbeat",{}]',
    "type 6": '[6,"1","Heartbeat",{}]',
    "negative type": '[-2,"1","Heartbeat",{}]',
    "type as a string": '["2","1","Heartbeat",{}]',
    "type with a fraction": '[2.5,"1","Heartbeat",{}]',
    "type true": '[true,"1","Heartbeat",{}]',
    "type null": '[null,"1","Heartbeat",{}]',
    "type as an array": f"[{'[' * 500}{']' * 500}]",
    "type as an object": '[{"a":1},"1","Heartbeat",{}]',
    "huge type": f'[{"9" * 4000},"1","Heartbeat",{{}}]',
    "type alone": "[2]",
    "numeric id": '[2,1,"Heartbeat",{}]',
    "null id": '[2,null,"Heartbeat",{}]',
    "id as an array": '[2,["1"],"Heartbeat",{}]',
    "id as an object": '[2,{},"Heartbeat",{}]',
    "id true": '[2,true,"Heartbeat",{}]',
    "result without payload": '[3,"1"]',
    "result with too much": '[3,"1",{},{}]',
    "result with a numeric id": "[3,1,{}]",
    "result that is a list": '[3,"1",[]]',
    "result nested deeply": '[3,"1",' + '{"a":' * 500 + "1" + "}" * 501,
    "error without details": '[4,"1","GenericError",""]',
    "error with a number as code": '[4,"1",4,"",{}]',
    "error with null details": '[4,"1","GenericError",null,{}]',
    "error with a list as details": '[4,"1","GenericError","",[]]',
    "error alone": "[4]",
}

ANSWERS_NOBODY_WAITS_FOR = {
    "result": '[3,"1",{}]',
    "result with an empty id": '[3,"",{}]',
    "result with null": '[3,"1",null]',
    "error": '[4,"1","GenericError","",{}]',
    "error with an unknown code": '[4,"1","NoSuchCode","",{}]',
}

NOT_THE_FORM_OF_A_CALL = {
    "without action": '[2,"1"]',
    "without payload": '[2,"1","Heartbeat"]',
    "with too much": '[2,"1","Heartbeat",{},{}]',
    "numeric action": '[2,"1",7,{}]',
    "null action": '[2,"1",null,{}]',
    "action as an array": '[2,"1",["Heartbeat"],{}]',
    "payload as an array": call("[]"),
    "payload as a string": call('"{}"'),
    "payload as a number": call("0"),
    "payload true": call("true"),
    "nested too deeply": nested(MAX_DEPTH + 1),
    "nested far too deeply": nested(500),
}

IMPROPER_CALLS = {
    "no such action": (call("{}", "Heartbeet"), ErrorCode.NOT_IMPLEMENTED),
    "empty action": (call("{}", ""), ErrorCode.NOT_IMPLEMENTED),
    "action in lower case": (call("{}", "heartbeat"), ErrorCode.NOT_IMPLEMENTED),
    "action with a blank": (call("{}", "Heartbeat "), ErrorCode.NOT_IMPLEMENTED),
    "action of OCPP 2.0.1": (call("{}", "TransactionEvent"), ErrorCode.NOT_IMPLEMENTED),
    "very long action": (call("{}", "x" * 100_000), ErrorCode.NOT_IMPLEMENTED),
    "action of the other end": (call('{"type":"Soft"}', "Reset"), ErrorCode.NOT_SUPPORTED),
    "missing field": (call("{}", "Authorize"), OCCURENCE),
    "null for an object with fields": (call("null", "Authorize"), OCCURENCE),
    "unknown field": (call('{"a":1}'), FORMATION),
    "unknown field named with NUL": (call('{"\\u0000":1}'), FORMATION),
    "tens of thousands of unknown fields": (
        call("{" + ",".join(f'"k{number}":0' for number in range(50_000)) + "}"),
        FORMATION,
    ),
    "number for a string": (tag("1"), TYPE),
    "fraction for a string": (tag("1.5"), TYPE),
    "object for a string": (tag("{}"), TYPE),
    "null for a string": (tag("null"), TYPE),
    "list for a transaction": (stop("[]"), TYPE),
    "object for a transaction": (stop('{"a":{}}'), TYPE),
    "fraction for a transaction": (stop("1.5"), TYPE),
    "huge exponent for a transaction": (stop("1E999999999999"), TYPE),
    "list for a connector": (call('{"connectorId":[],"meterValue":[]}', "MeterValues"), TYPE),
    "nested as deeply as is read": (nested(MAX_DEPTH), TYPE),
    "nested as deeply as is read, and wide": (nested(MAX_DEPTH).replace("[]", "[],[]"), TYPE),
    "twice the same name, the last one wrong": (call('{"idTag":"A","idTag":1}', "Authorize"), TYPE),
    "fraction for an integer": (start("1.5"), TYPE),
    "huge exponent": (start("1E999999999999"), TYPE),
    "true for an integer": (start("true"), TYPE),
    "too long": (tag(json.dumps("x" * 21)), PROPERTY),
    "far too long": (tag(json.dumps("x" * 900_000)), PROPERTY),
    "no date": (start("0").replace("2026-01-05T08:00:00Z", "yesterday"), PROPERTY),
    "a date beyond the calendar": (start("0").replace("2026-01", "99999-13"), PROPERTY),
    "hundreds of thousands of faults": (
        call('{"connectorId":1,"meterValue":[' + ",".join("1" * 300_000) + "]}", "MeterValues"),
        TYPE,
    ),
}

UNUSUAL_BUT_PROPER = {
    "null for an empty object": call("null"),
    "white space": ' [ 2 ,\n"1",\t"Heartbeat" , { } ]\r\n',
    "escaped letters": '[2,"\\u0031","\\u0048eartbeat",{}]',
    "NUL, escaped": tag('"a\\u0000b"'),
    "a pair of surrogates, escaped": tag('"\\ud83d\\ude00"'),
    "a non-character": tag('"\uffff"'),
    "twice the same name, the last one right": call('{"idTag":1,"idTag":"A"}', "Authorize"),
    "integer of 70 bits": start(str(2**70)),
    "integer of thousands of digits": start("9" * 4000),
    "minus zero": start("-0"),
    "a payload of nearly a million characters": call(
        json.dumps({"vendorId": "v", "data": "x" * 900_000}), "DataTransfer"
    ),
}


def _cases() -> dict[str, Case]:
    cases = {name: Case(text, SILENCE) for name, text in {**NOT_JSON, **NO_NUMBER}.items()}
    cases |= {f"no call: {name}": Case(text, SILENCE) for name, text in NO_CALL.items()}
    for name, text in ANSWERS_NOBODY_WAITS_FOR.items():
        cases[f"unasked {name}"] = Case(text, SILENCE, is_frame=True)
    for name, text in NOT_THE_FORM_OF_A_CALL.items():
        cases[f"call {name}"] = Case(text, FORMATION)
    for name, (text, code) in IMPROPER_CALLS.items():
        cases[name] = Case(text, code, is_frame=True)
    for name, text in UNUSUAL_BUT_PROPER.items():
        cases[name] = Case(text, RESULT, is_frame=True)
    for length, answer in (
        (0, RESULT),
        (MAX_ID, RESULT),
        (MAX_ID + 1, FORMATION),
        (9999, FORMATION),
    ):
        call_id = "x" * length
        text = f'[2,"{call_id}","Heartbeat",{{}}]'
        cases[f"id of {length} characters"] = Case(text, answer, call_id, is_frame=True)
    return cases


CASES = _cases()
