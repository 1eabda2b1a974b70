"""The three RPC frames of OCPP-J 1.6 (section 4.2): parse, serialize, and say what is malformed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

Payload = dict[str, Any]

CALL, CALL_RESULT, CALL_ERROR = 2, 3, 4
MAX_TEXT = 1_000_000
"""Longest text parsed, in characters. OCPP sets no limit; without one a peer could exhaust memory."""
MAX_DEPTH = 100
"""Deepest nesting parsed; OCPP needs about ten. What reads a payload later may use recursion."""
MAX_ID = 36
"""Longest message id, in characters (OCPP-J 4.1.4)."""

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
"""JSON can escape half a character, which no UTF-8 text can carry back (OCPP-J 4.1.2)."""


class ErrorCode(StrEnum):
    """CALLERROR codes in the spelling of OCPP-J 1.6, table 7 (the errata keep the two typos)."""

    NOT_IMPLEMENTED = "NotImplemented"
    NOT_SUPPORTED = "NotSupported"
    INTERNAL_ERROR = "InternalError"
    PROTOCOL_ERROR = "ProtocolError"
    SECURITY_ERROR = "SecurityError"
    FORMATION_VIOLATION = "FormationViolation"
    PROPERTY_CONSTRAINT_VIOLATION = "PropertyConstraintViolation"
    OCCURENCE_CONSTRAINT_VIOLATION = "OccurenceConstraintViolation"
    TYPE_CONSTRAINT_VIOLATION = "TypeConstraintViolation"
    GENERIC_ERROR = "GenericError"


class Call(Struct, frozen=True):
    """A request: ``[2, id, action, payload]``."""

    id: str
    action: str
    payload: Payload


class CallResult(Struct, frozen=True):
    """An answer: ``[3, id, payload]``."""

    id: str
    payload: Payload


class CallError(Struct, frozen=True):
    """A refusal to process a request: ``[4, id, code, description, details]``."""

    id: str
    code: str
    description: str = ""
    details: Payload = {}


Frame = Call | CallResult | CallError


class MalformedFrameError(ValueError):
    """The text is no frame of OCPP-J 1.6.

    ``call_id`` is the id of the request the sender seems to have meant, when it could be read:
    only then can a CALLERROR be addressed (what to answer is left open by the standard).
    """

    def __init__(self, reason: str, call_id: str | None = None) -> None:
        super().__init__(reason)
        self.call_id = call_id


def parse(text: str) -> Frame:
    """Read one text message. Raises ``MalformedFrameError`` naming what is wrong with it.

    Numbers with a fraction become ``Decimal``, so that 0.3 stays a multiple of 0.1.
    """
    acknowledged = _ACKNOWLEDGEMENT.fullmatch(text)
    if acknowledged is not None and len(text) <= MAX_TEXT:
        return CallResult(acknowledged[1], {})
    array = _array(text)
    if not array:
        raise MalformedFrameError("the array is empty")
    reader = _READERS.get(array[0]) if type(array[0]) is int else None
    if reader is None:
        raise MalformedFrameError(f"unknown message type {array[0]!r:.40}")
    if _may_be_deep(text) and _is_deep(array):
        call_id = _call_id(array) if array[0] == CALL else None
        raise MalformedFrameError(f"nested deeper than {MAX_DEPTH}", call_id)
    return reader(array)


def read(text: str) -> Frame | None:
    """As ``parse``; None when the text is malformed."""
    try:
        return parse(text)
    except MalformedFrameError:
        return None


def serialize(frame: Frame) -> str:
    """Write a frame as the text that goes on the wire."""
    if isinstance(frame, CallResult) and not frame.payload:
        return f"[{CALL_RESULT},{encode_basestring(frame.id)},{{}}]"
    match frame:
        case Call(id, action, payload):
            array: list[Any] = [CALL, id, action, payload]
        case CallResult(id, payload):
            array = [CALL_RESULT, id, payload]
        case CallError(id, code, description, details):
            array = [CALL_ERROR, id, code, description, details]
    return _ENCODER.encode(array)


def _array(text: str) -> list[Any]:
    if len(text) > MAX_TEXT:
        raise MalformedFrameError(f"longer than {MAX_TEXT} characters")
    try:
        value = _FAST_DECODER.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError, ArithmeticError):
        # The slow one decides, and says why.
        value = _decoded_slowly(text)
    if not isinstance(value, list):
        raise MalformedFrameError("not a JSON array")
    return value


def _decoded_slowly(text: str) -> Any:
    try:
        if not text.isascii():
            text.encode()
        value = _DECODER.decode(text)
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False, default=str).encode()
    except (ValueError, RecursionError) as error:
        raise MalformedFrameError(f"not JSON: {error}") from None
    return value


def _may_be_deep(text: str) -> bool:
    return text.count("[") + text.count("{") > MAX_DEPTH


def _is_deep(value: object) -> bool:
    """Level by level, since recursion is what deep nesting exhausts."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _items(outer)]
    return any(isinstance(value, dict | list) for value in level)


def _items(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"the exponent of {text[:40]} is beyond every range") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON value")


def _plain_number(value: object) -> int | float:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no place in a payload")


def _call_id(array: list[Any]) -> str | None:
    return array[1] if len(array) > 1 and isinstance(array[1], str) else None


def _read_call(array: list[Any]) -> Call:
    call_id = _call_id(array)
    if len(array) != 4:
        raise MalformedFrameError(f"a CALL has 4 elements, not {len(array)}", call_id)
    if call_id is None:
        raise MalformedFrameError("the message id is not a string")
    if not isinstance(array[2], str):
        raise MalformedFrameError("the action is not a string", call_id)
    return Call(call_id, array[2], _payload(array[3], call_id))


def _read_result(array: list[Any]) -> CallResult:
    if len(array) != 3:
        raise MalformedFrameError(f"a CALLRESULT has 3 elements, not {len(array)}")
    return CallResult(_answer_id(array), _payload(array[2], None))


def _read_error(array: list[Any]) -> CallError:
    if len(array) != 5:
        raise MalformedFrameError(f"a CALLERROR has 5 elements, not {len(array)}")
    if not isinstance(array[2], str) or not isinstance(array[3], str):
        raise MalformedFrameError("error code and description of a CALLERROR are strings")
    return CallError(_answer_id(array), array[2], array[3], _payload(array[4], None))


def _answer_id(array: list[Any]) -> str:
    if not isinstance(array[1], str):
        raise MalformedFrameError("the message id is not a string")
    return array[1]


def _payload(value: object, call_id: str | None) -> Payload:
    if value is None:  # tolerated by OCPP-J 4.2.1 for an empty payload
        return {}
    if not isinstance(value, dict):
        raise MalformedFrameError("the payload is not a JSON object", call_id)
    return value


_READERS: dict[int, Callable[[list[Any]], Frame]] = {
    CALL: _read_call,
    CALL_RESULT: _read_result,
    CALL_ERROR: _read_error,
}

_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=_plain_number)
_DECODER = json.JSONDecoder(parse_float=_number, parse_constant=_refuse_constant)
_FAST_DECODER = msgspec.json.Decoder(float_hook=_number)
"""What it reads, the other reads in the same way; what it refuses, the other may read."""
_ACKNOWLEDGEMENT = re.compile(rf'\[{CALL_RESULT},"([^"\\\x00-\x1f\ud800-\udfff]*)",\{{\}}\]')
"""The most frequent answer, read without any decoder."""
