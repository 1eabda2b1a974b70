"""One case of the negative catalogue: what is done, step by step, and what is demanded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from conformance.negative.behaviours import ANSWERED_ONCE, STILL_WORKS
from conformance.negative.reactions import Demand
from ocpp16.frames import Payload


class Group(StrEnum):
    """The four parts of the catalogue."""

    PAYLOAD = "payload"
    FRAMING = "framing"
    SEQUENCE = "sequence"
    TRANSPORT = "transport"


PREFIXES = {
    Group.PAYLOAD: "NEG-PAY",
    Group.FRAMING: "NEG-FRM",
    Group.SEQUENCE: "NEG-SEQ",
    Group.TRANSPORT: "NEG-TRN",
}
FEATURES = {
    Group.PAYLOAD: "Negative: payloads",
    Group.FRAMING: "Negative: framing",
    Group.SEQUENCE: "Negative: sequences",
    Group.TRANSPORT: "Negative: transport",
}
MOMENT = "2026-01-05T08:00:00Z"


@dataclass(frozen=True, slots=True)
class Ask:
    """Send a CALL. ``$now`` in its payload is the present moment, ``$now-60`` one 60 s before;
    ``$transaction`` is the number given in the latest answer to a StartTransaction.
    """

    action: str
    payload: Payload
    demands: tuple[Demand, ...] = ()
    """Without demands it prepares the case: it has to be confirmed, else nothing is said."""
    call_id: str | None = None
    """``{id}`` in it is the id of the case; None: an id of its own."""
    at_once: bool = False
    """Whether what follows does not wait for the answer."""
    register_as: str | None = None
    """The registration status without which the rest of the case does not apply."""


@dataclass(frozen=True, slots=True)
class Say:
    """Send one text message, or octets as one; ``{id}`` in it stands for an id of the case."""

    content: str | bytes
    demands: tuple[Demand, ...]
    fragments: int = 1
    binary: bool = False
    any_id: bool = True
    """Whether an answer may come under any id, since the one sent is none."""


@dataclass(frozen=True, slots=True)
class Octets:
    """Write these octets on the open WebSocket: frames that may be none."""

    octets: bytes
    demands: tuple[Demand, ...]
    pong: bytes | None = None
    """The content of the pong that is waited for."""
    spoils: bool = True
    """Whether nothing more can be said on the connection afterwards."""


@dataclass(frozen=True, slots=True)
class Shake:
    """Open a TCP connection of its own, and write a handshake or something like one."""

    headers: Mapping[str, str | None]
    """Headers of an ordinary handshake that are different, or None: left out."""
    demands: tuple[Demand, ...]
    method: str = "GET"
    version: str = "HTTP/1.1"
    extra: tuple[str, ...] = ()
    """Further header lines, as they are."""
    raw: bytes | None = None
    """What is written instead of a handshake."""
    piece: int | None = None
    """Octets at a time, with a pause after each; None: all at once."""
    cut: int | None = None
    """Octets after which the connection is dropped; negative: counted from the end."""
    hold: bool = False
    """Whether it is left open, unfinished, until the sign of life has been given."""


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Let go of the connection and open another."""

    abruptly: bool = False
    """By breaking the TCP connection, without a close frame."""
    boots: bool = False
    """Whether the new one begins with a BootNotification."""
    keeps_old: bool = False
    """Whether the old one is not let go of, as after a network that has changed."""


Step = Ask | Say | Octets | Shake | Reconnect


@dataclass(frozen=True, slots=True)
class Case:
    """One case. Its id is stable as long as nothing is put before it."""

    id: str
    group: Group
    topic: str
    """The action, or what sort of case it is."""
    fault: str
    """What is wrong, as a word, and where."""
    sentence: str
    steps: tuple[Step, ...]
    fresh: bool = False
    """Whether it begins on a connection of its own without a BootNotification."""

    @property
    def demands(self) -> tuple[Demand, ...]:
        """All demands of its steps, each once."""
        found = (demand for step in self.steps for demand in getattr(step, "demands", ()))
        return tuple(dict.fromkeys(found))

    @property
    def behaviours(self) -> tuple[str, ...]:
        """The behaviours it speaks for."""
        named = [demand.behaviour for demand in self.demands]
        return tuple(dict.fromkeys([*named, STILL_WORKS, ANSWERED_ONCE]))

    @property
    def feature(self) -> str:
        """The title under which its result is reported."""
        return FEATURES[self.group]


@dataclass(frozen=True, slots=True)
class Draft:
    """A case before it has a number."""

    topic: str
    fault: str
    sentence: str
    steps: tuple[Step, ...]
    fresh: bool = False


def numbered(group: Group, drafts: Iterable[Draft]) -> tuple[Case, ...]:
    """The cases of a group, numbered in order."""
    return tuple(
        Case(
            f"{PREFIXES[group]}-{number:04d}", group, d.topic, d.fault, d.sentence, d.steps, d.fresh
        )
        for number, d in enumerate(drafts, start=1)
    )


def short(value: Any, length: int = 60) -> str:
    """A JSON value in a few characters."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= length else f"{text[:length]}… ({len(text)} characters)"
