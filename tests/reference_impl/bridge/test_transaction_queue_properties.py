"""Delivery of transaction messages, whatever happens: judged by what crosses the wire.

The judge knows what was done to the station and when connections opened and closed. From that
alone it tells, message by message, when each is to be sent, how often, and with which id of the
transaction (OCPP 1.6, section 3.7; overview, TransactionMessageAttempts). Time is virtual.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.settings import Semantics
from reference_impl.store import MemoryStore, SqliteStore
from tests.reference_impl.by_hand import BEGINNING, SILENCE, ByHand
from tests.reference_impl.quick_store import QuickStore

REPORTS = ("StartTransaction", "MeterValues", "StopTransaction")
TIMEOUT, SAMPLING = 30, 25
MOST = 500
ERROR, ODD, NEVER = "error", "odd", "never"
MODES = (0, NEVER, ERROR, ODD, 3, 29, 31, 50)
"""How reports are answered: seconds after which they are, or what is wrong with the answer."""
Mode = int | str
Known = tuple[str, float]
"""A message: its action, and the moment of which it tells."""


@dataclass(frozen=True)
class Sent:
    """One transmission of a message, and what awaits it."""

    at: float
    connection: int
    message: Known
    payload: dict[str, Any]
    mode: Mode
    transaction: int
    """The id that its answer, if any, gives a transaction."""

    def verdict(self) -> tuple[float, bool]:
        """When the matter of this transmission is settled, and whether the message is delivered."""
        if self.mode == ERROR or (self.mode == ODD and self.message[0] == "StartTransaction"):
            return self.at, False
        if isinstance(self.mode, int) and self.mode < TIMEOUT:
            return self.at + self.mode, True
        return (self.at, True) if self.mode == ODD else (self.at + TIMEOUT, False)


class Partner(ByHand):
    """A central system that answers reports by its mode, and notes all that happens."""

    def __init__(self, path: Path | None, **settings: Any) -> None:
        self.path = path
        store = MemoryStore() if path is None else QuickStore(path)
        super().__init__(store=store, call_timeout=TIMEOUT, **settings)
        self.answers.update(dict.fromkeys(REPORTS, SILENCE))
        self.mode: Mode = 0
        self.sent: list[Sent] = []
        self.opened: dict[int, float] = {}
        self.closed: dict[int, float] = {}
        self.sessions: list[list[float]] = []
        self._transactions = count(1000)
        self._late: list[tuple[float, int, str]] = []

    def happen(self, event: Mode) -> None:
        """A mode of answering sets in, or a verb is used."""
        if event in MODES:
            self.mode = event
        else:
            getattr(self, str(event))()

    def plug(self) -> None:
        if not self.sessions or len(self.sessions[-1]) == 2:
            self.sessions.append([self.now])
            self.do(self.station.plug_in)

    def unplug(self) -> None:
        if self.sessions and len(self.sessions[-1]) == 1:
            self.sessions[-1].append(self.now)
            self.do(self.station.unplug)

    def cut(self) -> None:
        """The connection goes; it can be opened anew."""
        self._close()
        self.drop()

    def leave(self) -> None:
        """The central system is out of reach."""
        self.reachable = False
        self.cut()

    def come_back(self) -> None:
        self.reachable = True

    def restart(self) -> None:
        """The bridge restarts; a file is opened anew."""
        self._close()
        if self.path is not None:
            self.close()
            self.station.store = QuickStore(self.path)
        self.do(self.station.restart_bridge)

    def close(self) -> None:
        if isinstance(self.station.store, SqliteStore):
            self.station.store.close()

    def wait(self, seconds: float) -> None:
        """Let time pass, and late answers arrive in it."""
        end = self._now + seconds
        while (due := self._due()) <= end:
            self._now = max(self._now, due)
            self.do(self.station.advance)
            for answer in [late for late in self._late if late[0] <= self._now]:
                self._late.remove(answer)
                self._say_on(*answer[1:])
        self._now = end
        self.do(self.station.advance)

    def _due(self) -> float:
        deadline = self.station.next_deadline()
        answers = [at for at, _, _ in self._late]
        return min([*answers, deadline if deadline is not None else float("inf")])

    def _say_on(self, connection: int, text: str) -> None:
        if connection == self.connection and connection not in self.closed:
            self.say(text)

    def _close(self) -> None:
        if self._is_open:
            self.closed[self.connection] = self.now

    def _connect(self) -> None:
        super()._connect()
        if self.reachable:
            self.opened[self.connection] = self.now

    def _read(self, frame: list[Any]) -> None:
        super()._read(frame)
        if frame[0] == 2 and frame[2] in REPORTS:
            self._answer(frame[1], frame[2], frame[3])

    def _answer(self, number: str, action: str, payload: dict[str, Any]) -> None:
        given, mode = next(self._transactions), self.mode
        known = (action, moment(payload))
        assert len(self.sent) < MOST, "the same is sent again and again"
        self.sent.append(Sent(self.now, self.connection, known, payload, mode, given))
        answer = {"idTagInfo": {"status": "Accepted"}, "transactionId": given}
        if mode == ERROR:
            self.station.receive(self._now, f'[4,"{number}","InternalError","",{{}}]')
        elif mode == ODD:
            self.station.receive(self._now, f'[3,"{number}",{{}}]')
        elif isinstance(mode, int):
            text = json.dumps([3, number, answer if action == REPORTS[0] else {}])
            self._late.append((self._now + mode, self.connection, text))


def moment(payload: dict[str, Any]) -> float:
    """The moment of which a message tells."""
    stamp = (
        payload["timestamp"] if "timestamp" in payload else payload["meterValue"][0]["timestamp"]
    )
    return datetime.fromisoformat(stamp).timestamp() - BEGINNING


@dataclass(frozen=True)
class Rules:
    """How often and when a message is repeated: the declared choices and the two keys."""

    semantics: Semantics
    attempts: int
    interval: int

    def allowed(self, action: str) -> int:
        """How often a message may fail."""
        if action == "MeterValues" and not self.semantics.meter_values_retried:
            return 1
        if self.semantics.attempts == "resends":
            return self.attempts + 1
        return max(self.attempts, 1)

    def pause(self, failures: int) -> float:
        """Seconds between a failure and the repetition."""
        return self.interval * (failures if self.semantics.backoff == "growing" else 1)


@dataclass(frozen=True)
class Judge:
    """Follows what was sent, message by message."""

    partner: Partner
    rules: Rules

    def reported(self) -> Iterator[tuple[int, Known]]:
        """What there is to report: the number of the session, and the message."""
        for number, (begin, end) in enumerate(self.partner.sessions):
            yield number, ("StartTransaction", begin)
            samples = range(1, int((end - begin) // SAMPLING) + 1)
            yield from ((number, ("MeterValues", begin + n * SAMPLING)) for n in samples)
            yield number, ("StopTransaction", end)

    def judge(self) -> None:
        """Nothing lost, overtaken, repeated too early, too late, too often or not enough."""
        transmissions = iter(self.partner.sent)
        ids: dict[int, int] = {}
        free, connection = 0.0, 1
        for session, message in self.reported():
            failures, since, pause = 0, max(free, message[1]), 0.0
            while failures < self.rules.allowed(message[0]):
                due, connection = self.chance(since, pause, connection)
                sent = next(transmissions)
                assert (sent.message, sent.at, sent.connection) == (message, due, connection)
                if message[0] != "StartTransaction":
                    assert sent.payload["transactionId"] == ids.get(session, -1)
                since, delivered = sent.verdict()
                if since > self.closing(connection):
                    since, pause, connection = self.closing(connection), 0.0, connection + 1
                    continue
                if delivered and message[0] == "StartTransaction":
                    ids[session] = sent.transaction
                if delivered:
                    break
                failures += 1
                pause = self.rules.pause(failures)
            free = since
        assert list(transmissions) == []

    def chance(self, since: float, pause: float, connection: int) -> tuple[float, int]:
        """When something can be sent, on which connection: a new one ends any pause."""
        while self.closing(connection) < since:
            connection, pause = connection + 1, 0.0
        due = max(since, self.partner.opened[connection]) + pause
        if due <= self.closing(connection):
            return due, connection
        return self.partner.opened[connection + 1], connection + 1

    def closing(self, connection: int) -> float:
        return self.partner.closed.get(connection, float("inf"))


STIMULI = (*["plug"] * 4, *["unplug"] * 2, "cut", "leave", "come_back", "restart", *MODES)
EVENTS = st.lists(st.tuples(st.sampled_from(STIMULI), st.integers(1, 60)), min_size=10, max_size=30)
CHOICES = st.builds(
    Semantics,
    attempts=st.sampled_from(["resends", "transmissions"]),
    backoff=st.sampled_from(["constant", "growing"]),
    meter_values_retried=st.booleans(),
)
RULES = st.builds(Rules, CHOICES, st.integers(0, 3), st.sampled_from([0, 10, 40]))


def judge(path: Path | None, events: list[tuple[Mode, int]], rules: Rules) -> None:
    """Let all this happen, then let everything be delivered; what was seen is judged."""
    keys = {
        "FreeCharging": "true",
        "MeterValueSampleInterval": str(SAMPLING),
        "TransactionMessageAttempts": str(rules.attempts),
        "TransactionMessageRetryInterval": str(rules.interval),
    }
    partner = Partner(path, keys=keys, semantics=rules.semantics)
    partner.on()
    for event, seconds in [*events, ("unplug", 1), (0, 1), ("come_back", 600)]:
        partner.happen(event)
        partner.wait(seconds)
    Judge(partner, rules).judge()
    ids = [(call.connection, call.id) for call in partner.calls]
    assert len(ids) == len(set(ids))
    left = [partner.station.store.keys(prefix) for prefix in ("queue/", "transaction-id/")]
    assert left == [[], []]
    partner.close()


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(EVENTS, RULES)
def test_each_report_is_sent_in_turn_in_time_and_as_often_as_declared(
    events: list[tuple[Mode, int]], rules: Rules
) -> None:
    judge(None, events, rules)


@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(EVENTS, RULES)
def test_the_same_holds_when_only_a_file_survives_the_bridge(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[Mode, int]], rules: Rules
) -> None:
    judge(tmp_path_factory.mktemp("store") / "station.sqlite", events, rules)
