"""Classes of reactions: what a platform may do about a fault, and what it was seen to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from conformance.negative import behaviours
from ocpp16.frames import ErrorCode


class Kind(StrEnum):
    """The kinds of reaction."""

    RESULT = "a CALLRESULT"
    ERROR = "a CALLERROR"
    SILENCE = "no answer, and the connection alive"
    CLOSED = "the end of the connection"
    PONG = "a pong with the same content"
    REFUSED = "a handshake that is refused"
    OPENED = "a connection that is opened"
    IMPROPER = "something improper"
    """Nothing that is ever acceptable."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the platform was seen to do."""

    kind: Kind
    detail: str = ""
    """Code of a CALLERROR or of a close, HTTP status, or what was improper."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.detail}" if self.detail else self.kind.value


@dataclass(frozen=True, slots=True)
class Acceptable:
    """What the platform may do. ``codes`` are those of a CALLERROR; None: any."""

    kinds: frozenset[Kind]
    source: str
    codes: frozenset[str] | None = None

    def takes(self, reaction: Reaction) -> bool:
        """Whether this reaction is one of them."""
        if reaction.kind not in self.kinds:
            return False
        of_any_code = self.codes is None or reaction.kind is not Kind.ERROR
        return of_any_code or reaction.detail in (self.codes or ())

    @property
    def described(self) -> str:
        """In words, with where that is written."""
        return f"{self} ({self.source})"

    def __str__(self) -> str:
        codes = f" ({', '.join(sorted(self.codes))})" if self.codes else ""
        names = [
            f"{kind}{codes if kind is Kind.ERROR else ''}" for kind in Kind if kind in self.kinds
        ]
        return " or ".join(names)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a behaviour asks of the reaction to a fault."""

    behaviour: str
    acceptable: Acceptable
    given: Kind | None = None
    """The kind of reaction that it is about; of another kind nothing is asked. None: of any."""

    def is_met(self, reaction: Reaction) -> bool:
        """Whether nothing is left to be asked."""
        return self.acceptable.takes(reaction) or self.given not in (None, reaction.kind)


def _class(source: str, *kinds: Kind, codes: Iterable[str] | None = None) -> Acceptable:
    return Acceptable(frozenset(kinds), source, None if codes is None else frozenset(codes))


# ErrorCode by kind of fault: both the spelling of 1.6 and that of later versions.
_OCCURRENCE = (ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, "OccurrenceConstraintViolation")
_FORMATION = (ErrorCode.FORMATION_VIOLATION, "FormatViolation")
_TYPE, _PROPERTY = ErrorCode.TYPE_CONSTRAINT_VIOLATION, ErrorCode.PROPERTY_CONSTRAINT_VIOLATION
INCOMPLETE = frozenset({ErrorCode.PROTOCOL_ERROR, *_OCCURRENCE, *_FORMATION})
WRONG_TYPE = frozenset({_TYPE, _PROPERTY, *_FORMATION})
WRONG_VALUE = WRONG_TYPE
TOO_MUCH = frozenset({_PROPERTY, *_FORMATION, *_OCCURRENCE})
ABSENT = INCOMPLETE | WRONG_TYPE
"""Null in place of a value: both absent and of a wrong type."""
UNKNOWN = frozenset({ErrorCode.NOT_IMPLEMENTED, ErrorCode.NOT_SUPPORTED})

REFUSAL = _class("OCPP-J 1.6, 4.2.3: content that is no proper message", Kind.ERROR)
ANY_ANSWER = _class(
    "OCPP-J 1.6, 4.2: a CALL is followed by a CALLRESULT or a CALLERROR; which is left open here",
    Kind.RESULT, Kind.ERROR,
)  # fmt: skip
CONFIRMATION = _class(
    "OCPP 1.6, 4.1 to 4.10: each request is responded to; OCPP-J 1.6, 4.2.2: also a negative "
    "outcome is a CALLRESULT",
    Kind.RESULT,
)  # fmt: skip
LEFT_OPEN = _class(
    "not specified by OCPP-J 1.6: what cannot be read as a frame",
    Kind.ERROR, Kind.SILENCE, Kind.CLOSED,
)  # fmt: skip
OPEN_OR_READ = _class(
    "not specified by OCPP-J 1.6: what readers take in different ways",
    Kind.RESULT, Kind.ERROR, Kind.SILENCE, Kind.CLOSED,
)  # fmt: skip
IGNORED = _class("OCPP-J 1.6, 4.1.3: an unknown message type is ignored", Kind.SILENCE)
UNASKED = _class("OCPP-J 1.6, 4.2: only a CALL is answered", Kind.SILENCE)
UNASKED_OR_CLOSED = _class(
    "OCPP-J 1.6, 4.2: only a CALL is answered; what becomes of the connection is left open",
    Kind.SILENCE, Kind.CLOSED,
)  # fmt: skip
UNKNOWN_ACTION = _class("OCPP-J 1.6, table 7: NotImplemented", Kind.ERROR, codes=UNKNOWN)
NO_UPGRADE = _class("RFC 6455, 4.2.1 and 4.4: what is no handshake is not upgraded", Kind.REFUSED)
NO_PROTOCOL = _class(
    "OCPP-J 1.6, 3.2: without a common subprotocol the connection is closed at once; refusing the "
    "handshake is as good",
    Kind.REFUSED, Kind.CLOSED,
)  # fmt: skip
LEFT_TO_SERVER = _class(
    "left open by RFC 6455: what goes before, or with, a handshake",
    Kind.REFUSED, Kind.OPENED, Kind.CLOSED, Kind.SILENCE,
)  # fmt: skip
ENTRY = _class("RFC 6455, 4.2: a handshake that is in order is upgraded", Kind.OPENED)
FAILED = _class("RFC 6455, 7.1.7: the connection is failed", Kind.CLOSED)
FAILED_OR_WAITS = _class(
    "RFC 6455, 10.4: limits are the server's own; it may fail the connection or wait for the rest",
    Kind.CLOSED, Kind.SILENCE,
)  # fmt: skip
REFUSED_TEXT = _class(
    "OCPP-J 1.6, 4.1.2: messages are UTF-8 text", Kind.CLOSED, Kind.SILENCE, Kind.ERROR
)
SERVED_PING = _class("RFC 6455, 5.5.2 and 5.5.3: a ping is answered by its pong", Kind.PONG)
UNDISTURBED = _class("RFC 6455, 5.5.3: an unsolicited pong is not answered", Kind.SILENCE)
GOODBYE = _class("RFC 6455, 5.5.1: a close is confirmed, and the connection ends", Kind.CLOSED)
NOTHING_OWED = _class(
    "nothing is owed: only the sign of life that follows counts", *(set(Kind) - {Kind.IMPROPER})
)


def refused(behaviour: str, codes: Iterable[str]) -> tuple[Demand, ...]:
    """A CALLERROR, and one whose code fits; who does not know the action may say so first."""
    fitting = _class("OCPP-J 1.6, table 7", Kind.ERROR, codes={*codes, *UNKNOWN})
    return Demand(behaviour, REFUSAL), Demand(behaviours.FITTING_CODE, fitting, Kind.ERROR)


def demanded(behaviour: str, acceptable: Acceptable) -> tuple[Demand, ...]:
    """One demand."""
    return (Demand(behaviour, acceptable),)
