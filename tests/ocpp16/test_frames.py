"""Frames against text typed by hand, so that parser and writer cannot share a fault."""

import json
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocpp16.frames import (
    _FAST_DECODER,
    MAX_TEXT,
    Call,
    CallError,
    CallResult,
    ErrorCode,
    MalformedFrameError,
    parse,
    serialize,
)

BOTH_WAYS = {
    '[2,"19223201","Heartbeat",{}]': Call("19223201", "Heartbeat", {}),
    '[2,"a","Authorize",{"idTag":"04A1"}]': Call("a", "Authorize", {"idTag": "04A1"}),
    '[3,"19223201",{"currentTime":"2026-01-05T08:00:00Z"}]': CallResult(
        "19223201", {"currentTime": "2026-01-05T08:00:00Z"}
    ),
    '[3,"",{}]': CallResult("", {}),
    '[4,"x","NotSupported","not here",{"why":[1,true,null]}]': CallError(
        "x", "NotSupported", "not here", {"why": [1, True, None]}
    ),
    '[4,"x","GenericError","",{}]': CallError("x", "GenericError"),
    '[2,"ü","DataTransfer",{"vendorId":"Ä","data":"☀ \\"quoted\\""}]': Call(
        "ü", "DataTransfer", {"vendorId": "Ä", "data": '☀ "quoted"'}
    ),
}

MALFORMED = {
    "": "not JSON",
    "{": "not JSON",
    "hello": "not JSON",
    '[2,"1","Heartbeat",{}] trailing': "not JSON",
    '[2,"1","DataTransfer",{"vendorId":NaN}]': "NaN is not a JSON value",
    '[2,"1","DataTransfer",{"vendorId":-Infinity}]': "-Infinity is not a JSON value",
    '[2,"1","DataTransfer",{"vendorId":"\\ud800"}]': "not JSON",
    "[" * 100_000: "not JSON",
    f'[2,"1","DataTransfer",{{"vendorId":{"9" * 5000}}}]': "not JSON",
    "{}": "not a JSON array",
    '"text"': "not a JSON array",
    "null": "not a JSON array",
    "[]": "the array is empty",
    '[5,"1",{}]': "unknown message type 5",
    '["2","1","Heartbeat",{}]': "unknown message type '2'",
    '[2.0,"1","Heartbeat",{}]': "unknown message type Decimal('2.0')",
    '[true,"1","Heartbeat",{}]': "unknown message type True",
    "[2]": "a CALL has 4 elements, not 1",
    '[2,"1","Heartbeat"]': "a CALL has 4 elements, not 3",
    '[2,"1","Heartbeat",{},{}]': "a CALL has 4 elements, not 5",
    '[2,1,"Heartbeat",{}]': "the message id is not a string",
    '[2,null,"Heartbeat",{}]': "the message id is not a string",
    '[2,"1",7,{}]': "the action is not a string",
    '[2,"1","Heartbeat",[]]': "the payload is not a JSON object",
    '[2,"1","Heartbeat","{}"]': "the payload is not a JSON object",
    '[3,"1"]': "a CALLRESULT has 3 elements, not 2",
    '[3,"1",{},{}]': "a CALLRESULT has 3 elements, not 4",
    "[3,1,{}]": "the message id is not a string",
    '[3,"1",0]': "the payload is not a JSON object",
    '[4,"1","GenericError",""]': "a CALLERROR has 5 elements, not 4",
    '[4,"1",500,"",{}]': "error code and description of a CALLERROR are strings",
    '[4,"1","GenericError",null,{}]': "error code and description of a CALLERROR are strings",
    '[4,1,"GenericError","",{}]': "the message id is not a string",
    '[4,"1","GenericError","","none"]': "the payload is not a JSON object",
}


@pytest.mark.parametrize(("text", "frame"), BOTH_WAYS.items())
def test_a_text_is_read_as_its_frame(text, frame):
    assert parse(text) == frame


@pytest.mark.parametrize(("text", "frame"), BOTH_WAYS.items())
def test_a_frame_is_written_as_its_text(text, frame):
    assert serialize(frame) == text


@pytest.mark.parametrize(
    ("text", "reason"), MALFORMED.items(), ids=[text[:50] or "nothing" for text in MALFORMED]
)
def test_a_malformed_text_is_refused_with_its_reason(text, reason):
    with pytest.raises(MalformedFrameError) as caught:
        parse(text)
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("text", "call_id"),
    [
        ('[2,"1","Heartbeat"]', "1"),
        ('[2,"1",7,{}]', "1"),
        ('[2,"1","Heartbeat",[]]', "1"),
        ('[2,1,"Heartbeat",{}]', None),
        ("[2]", None),
        ('[3,"1"]', None),
        ('[4,"1","GenericError"]', None),
        ("nonsense", None),
    ],
)
def test_only_a_call_with_a_readable_id_can_be_refused(text, call_id):
    with pytest.raises(MalformedFrameError) as caught:
        parse(text)
    assert caught.value.call_id == call_id


def test_whitespace_between_tokens_does_not_matter():
    assert parse(' [ 2 , "1" ,\n"Heartbeat" , { } ] ') == Call("1", "Heartbeat", {})


@pytest.mark.parametrize(
    "text", ['[2,"1","Heartbeat",null]', '[3,"1",null]', '[4,"1","GenericError","",null]']
)
def test_null_stands_for_an_empty_payload(text):
    frame = parse(text)
    assert (frame.details if isinstance(frame, CallError) else frame.payload) == {}


def test_an_escaped_character_beyond_the_basic_plane_is_read():
    assert parse('[3,"1",{"a":"\\ud83d\\ude00"}]') == CallResult("1", {"a": "\N{GRINNING FACE}"})


def test_fractions_are_read_exactly():
    frame = parse('[3,"1",{"limit":0.3,"whole":6}]')
    assert frame == CallResult("1", {"limit": Decimal("0.3"), "whole": 6})
    assert type(frame.payload["whole"]) is int


@pytest.mark.parametrize(
    ("number", "written"),
    [(Decimal("0.3"), "0.3"), (Decimal("6.0"), "6"), (Decimal("1E+2"), "100"), (6.5, "6.5")],
)
def test_fractions_are_written_as_plain_numbers(number, written):
    assert serialize(CallResult("1", {"limit": number})) == f'[3,"1",{{"limit":{written}}}]'


def test_what_json_has_no_word_for_is_our_own_fault():
    with pytest.raises(TypeError, match="set has no place in a payload"):
        serialize(CallResult("1", {"tags": {"a"}}))


def test_a_text_may_be_long_but_not_endless():
    frame = '[2,"1","DataTransfer",{"vendorId":"a","data":"%s"}]'
    room = MAX_TEXT - len(frame) + 2
    assert len(parse(frame % ("x" * room)).payload["data"]) == room
    with pytest.raises(MalformedFrameError, match="longer than"):
        parse(frame % ("x" * (room + 1)))


def test_error_codes_are_spelled_as_in_1_6():
    assert {code.value for code in ErrorCode} == {
        "NotImplemented",
        "NotSupported",
        "InternalError",
        "ProtocolError",
        "SecurityError",
        "FormationViolation",
        "PropertyConstraintViolation",
        "OccurenceConstraintViolation",
        "TypeConstraintViolation",
        "GenericError",
    }


# The quick reader against the standard library's: one verdict, one value. --------------------------


def outcome(read: Callable[[str], object], text: str) -> object:
    """What comes out, types included, or that nothing does."""
    try:
        return repr(read(text))
    except (ValueError, RecursionError, ArithmeticError):
        return "refused"


def read_slowly(text: str) -> object:
    """As ``parse`` reads JSON, by the standard library alone."""
    value = json.JSONDecoder(parse_float=Decimal, parse_constant=refuse).decode(text)
    json.dumps(value, ensure_ascii=False, default=str).encode()
    return value


def refuse(name: str) -> None:
    raise ValueError(name)


NUMBERS = st.from_regex(r"-?\d{1,25}(\.\d{0,25})?([eE][+-]?\d{0,4})?", fullmatch=True)
STRINGS = st.text().map(json.dumps) | st.text().map(
    lambda text: json.dumps(text, ensure_ascii=False)
)
ODDITIES = st.sampled_from(
    [*"[]{},:", '"', "NaN", "Infinity", "-", "01", "\\u0000", '"\\ud800"', '"\\ud83d\\ude00"', "\ufeff",
     '"\\/\\b"', "\u00a0", "\t", '"\t"', "null", "true", "'a'", "9" * 4301, '"\x7f"', "\x00"]
)  # fmt: skip
VALUES = st.recursive(
    NUMBERS | STRINGS | ODDITIES,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{','.join(items)}]")
        | st.lists(st.tuples(STRINGS, inner), max_size=4).map(
            lambda pairs: "{" + " , ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=12,
)


@given(VALUES | st.text() | st.lists(VALUES | ODDITIES).map("".join))
@settings(max_examples=200)
def test_the_quick_reader_reads_nothing_otherwise(text):
    quickly = outcome(_FAST_DECODER.decode, text)
    assert quickly in ("refused", outcome(read_slowly, text))
    whole = f'[3,"1",{{"a":{text}}}]'
    ours = outcome(lambda text: parse(text).payload, whole)
    theirs = outcome(lambda text: read_slowly(text)[2], whole)
    assert ours == theirs or "]" in text  # then it may be an array of another shape


@given(st.text())
def test_an_acknowledgement_is_read_as_any_answer_is(call_id):
    for text in (f'[3,"{call_id}",{{}}]', f"[3,{json.dumps(call_id)},{{}}]"):
        expected = outcome(
            lambda text: CallResult(read_slowly(text)[1], read_slowly(text)[2]), text
        )
        assert outcome(parse, text) == expected
        assert outcome(parse, text.removesuffix("{}]") + "{ }]") == expected


@given(st.text())
def test_an_acknowledgement_is_written_as_any_answer_is(call_id):
    usual = json.dumps([3, call_id, {}], separators=(",", ":"), ensure_ascii=False)
    assert serialize(CallResult(call_id, {})) == usual
