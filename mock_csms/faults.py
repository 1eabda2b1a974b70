"""Faults by name: how a proper answer is spoilt. Scripts choose them, and so does ``Chaos``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from ocpp16.endpoint import Close, Effect, Fragments, IgnorePings
from ocpp16.frames import CallError, CallResult, ErrorCode, serialize

AnswerFrame = CallResult | CallError
OVERSIZE = 2_097_152
"""Length of an oversize frame, in characters: twice what most peers take."""
LATE = 35.0
"""Seconds by which a late answer is late: longer than the usual call time-out of 30."""
ABNORMAL = 1006
CLOSE_CODES = {
    1000: "as if all were done",
    1001: "going away",
    1002: "as after a protocol error",
    1008: "as after a violation of policy",
    1011: "as after an error of its own",
}


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One row of the table of faults."""

    sentence: str
    spoil: Callable[[AnswerFrame], tuple[Effect, ...]]
    after: float = 0.0
    """Seconds before it happens."""
    arrives: bool = False
    """Whether the answer arrives all the same, so that it counts as given."""


def _proper(frame: AnswerFrame) -> tuple[Effect, ...]:
    return (serialize(frame),)


def _fragmented(frame: AnswerFrame) -> tuple[Effect, ...]:
    text = serialize(frame)
    third = max(1, len(text) // 3)
    return (Fragments((text[:third], text[third : 2 * third], text[2 * third :])),)


def _oversize(frame: AnswerFrame) -> tuple[Effect, ...]:
    text = serialize(frame)
    return (text[:-1] + " " * (OVERSIZE - len(text)) + text[-1],)


def _text(spoil: Callable[[str], str]) -> Callable[[AnswerFrame], tuple[Effect, ...]]:
    return lambda frame: (spoil(serialize(frame)),)


def _close(code: int, reason: str) -> FaultRow:
    return FaultRow(
        f"the connection is closed with {code}, {reason}", lambda _: (Close(code, reason),)
    )


def _error(code: str) -> FaultRow:
    def refuse(frame: AnswerFrame) -> tuple[Effect, ...]:
        return (serialize(CallError(frame.id, code, "a fault on purpose")),)

    return FaultRow(f"a CALLERROR {code}", refuse)


FAULTS: dict[str, FaultRow] = {
    "no-answer": FaultRow("nothing is answered", lambda _: ()),
    "late": FaultRow(f"the answer comes {LATE:g} s late", _proper, after=LATE, arrives=True),
    "twice": FaultRow("the answer comes twice", lambda f: _proper(f) * 2, arrives=True),
    "wrong-id": FaultRow(
        "the answer carries the id of no call",
        lambda frame: _proper(replace(frame, id=f"not-{frame.id}"[:36])),
    ),
    "truncated": FaultRow("the text breaks off half-way", _text(lambda t: t[: len(t) // 2])),
    "not-json": FaultRow("the text is no JSON", _text(lambda _: "Service Unavailable")),
    "not-an-array": FaultRow(
        "the text is a JSON object", _text(lambda text: f'{{"answer":{text}}}')
    ),
    "unknown-type": FaultRow(
        "the message type is none that OCPP knows", _text(lambda text: "[9" + text[2:])
    ),
    "missing-element": FaultRow(
        "the payload is missing", lambda frame: (f'[3,"{frame.id}"]',)
    ),
    "number-for-id": FaultRow("the message id is a number", lambda _: ("[3,12345,{}]",)),
    "oversize": FaultRow(f"the text is padded to {OVERSIZE} characters", _oversize),
    "fragmented": FaultRow("the answer comes in three fragments", _fragmented, arrives=True),
    "no-pong": FaultRow(
        "from now on pings are not answered",
        lambda frame: (*_proper(frame), IgnorePings()), arrives=True,
    ),
    "abort": FaultRow(
        "the connection breaks without a close", lambda _: (Close(ABNORMAL, "aborted"),)
    ),
    **{f"close-{code}": _close(code, reason) for code, reason in CLOSE_CODES.items()},
    **{f"error-{code}": _error(code) for code in ErrorCode},
}  # fmt: skip
"""Name of a fault -> what happens instead of the proper answer."""


def fault_row(name: str) -> FaultRow:
    """A row of the table. Raises ``ValueError`` naming the faults there are."""
    if name not in FAULTS:
        raise ValueError(f"there is no fault {name!r}; there are {', '.join(FAULTS)}")
    return FAULTS[name]


def described() -> list[dict[str, Any]]:
    """The table for people: name, sentence, seconds before it happens."""
    return [
        {"name": name, "sentence": row.sentence, "after": row.after} for name, row in FAULTS.items()
    ]
