"""What is played: the connections of a record, its exchanges, and what is said beyond it."""

from __future__ import annotations

from collections import defaultdict

from ocpp16.actions import Role
from ocpp16.frames import Call, CallError, CallResult, ErrorCode, Frame
from ocpp16.journal import Closed, Exchange, FrameEntry, Journal
from ocpp16.timestamps import to_text

PERIODIC = frozenset({"Heartbeat", "MeterValues"})
"""How many of these a peer sends depends on how long it is observed: they are not counted."""
Step = FrameEntry | Closed


class Record:
    """What a journal holds of one charge point, as the side that plays it needs it."""

    def __init__(self, journal: Journal, peer: Role) -> None:
        self.scenes = _scenes(journal)
        """The steps of each connection, in the order in which the connections began."""
        self._exchanges: dict[int, Exchange] = {}
        self._asked: defaultdict[str, list[Exchange]] = defaultdict(list)
        self._ordinals: dict[int, int] = {}
        for exchange in journal.exchanges:
            self._add(exchange, peer)

    def exchange(self, step: Step) -> Exchange | None:
        """The exchange that a step begins or ends."""
        return self._exchanges.get(step.index)

    def is_answer(self, step: Step) -> bool:
        """Whether a step answers a CALL of the record."""
        exchange = self.exchange(step)
        return exchange is not None and exchange.answer is step

    def ordinal(self, call: FrameEntry) -> int:
        """The how manieth of its action a CALL of the peer is, from 1."""
        return self._ordinals[call.index]

    def asked(self, action: str, number: int) -> Exchange | None:
        """The peer's n-th CALL of an action; None when there are not so many."""
        recorded = self._asked[action]
        return recorded[number - 1] if number <= len(recorded) else None

    def latest(self, action: str) -> Exchange | None:
        """The peer's last CALL of an action."""
        return self._asked[action][-1] if self._asked[action] else None

    def _add(self, exchange: Exchange, peer: Role) -> None:
        self._exchanges[exchange.call.index] = exchange
        if exchange.answer is not None:
            self._exchanges[exchange.answer.index] = exchange
        if exchange.direction.sender is peer and not exchange.call.probe:
            self._asked[exchange.action].append(exchange)
            self._ordinals[exchange.call.index] = len(self._asked[exchange.action])


def unrecorded(now: float, call: Call) -> Frame:
    """What is said to a request that the record holds no answer to."""
    if call.action == "Heartbeat":
        return CallResult(call.id, {"currentTime": to_text(now)})
    if call.action in PERIODIC:
        return CallResult(call.id, {})
    return CallError(call.id, ErrorCode.NOT_SUPPORTED, f"the record holds no {call.action}")


def _scenes(journal: Journal) -> list[list[Step]]:
    scenes: defaultdict[int, list[Step]] = defaultdict(list)
    for entry in journal.entries:
        if isinstance(entry, Closed) or (isinstance(entry, FrameEntry) and not entry.probe):
            scenes[entry.connection].append(entry)
    return [*scenes.values()]
