"""A central system played by hand: it types raw texts, and needs no code of the real one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from ocpp16.endpoint import Close, Dial, Effect
from reference_impl.settings import StationSettings
from reference_impl.station import Station
from reference_impl.store import Store

BEGINNING = 1_767_600_000.0  # 2026-01-05T08:00:00Z
SILENCE = ""
ERROR = "error"

ANSWERS = {
    "Authorize": '{"idTagInfo":{"status":"Accepted"}}',
    "BootNotification": '{"status":"Accepted","currentTime":"2026-01-05T08:00:00Z","interval":3600}',
    "Heartbeat": '{"currentTime":"2026-01-05T08:00:00Z"}',
    "MeterValues": "{}",
    "StartTransaction": '{"idTagInfo":{"status":"Accepted"},"transactionId":7}',
    "StatusNotification": "{}",
    "StopTransaction": "{}",
}


@dataclass(frozen=True)
class Call:
    """A CALL of the charge point."""

    at: float
    """Seconds since the beginning."""
    connection: int
    id: str
    action: str
    payload: dict[str, Any]
    acknowledged: bool
    """Whether it got a CALLRESULT at once."""


class ByHand:
    """A station, the wire it is on, and the answers that await it. Moments count from 0."""

    def __init__(
        self,
        *,
        store: Store | None = None,
        new_ids: Iterator[str] | None = None,
        latency: float = 0.0,
        keys: dict[str, str] | None = None,
        **settings: Any,
    ) -> None:
        self.station = Station(
            StationSettings(configuration=keys or {}, **settings),
            store=store,
            new_ids=new_ids,
            link_latency=latency,
        )
        self.answers = dict(ANSWERS)
        """Action -> payload, ``SILENCE`` or ``ERROR``."""
        self.calls: list[Call] = []
        self.replies: dict[str, Any] = {}
        """What the station answered, by the id of the request: a payload, or an error code."""
        self.reachable = True
        self.connection = 0
        self._is_open = False
        self._now = BEGINNING
        self._ids = (f"hand-{number}" for number in count(1))

    @property
    def now(self) -> float:
        return self._now - BEGINNING

    def on(self) -> ByHand:
        """Switch the station on; it connects and is accepted."""
        self.do(self.station.power_on)
        return self

    def charging(self) -> ByHand:
        """Switch the station on and begin a session for the tag APP-7f3."""
        self.on()
        self.do(self.station.plug_in)
        assert self.ask("RemoteStartTransaction", '{"idTag":"APP-7f3"}') == {"status": "Accepted"}
        self.wait(10 * self.station.link.latency)
        return self

    def do(self, verb: Callable[..., None], *details: Any, **facts: Any) -> None:
        """Use a verb of the station now, and carry what comes of it."""
        verb(self._now, *details, **facts)
        self._settle()

    def ask(self, action: str, payload: str) -> Any:
        """Send a request; returns the answer, None as long as there is none."""
        call_id = next(self._ids)
        self.say(f'[2,"{call_id}","{action}",{payload}]')
        return self.replies.get(call_id)

    def say(self, text: str) -> None:
        """Send any text."""
        self.station.receive(self._now, text)
        self._settle()

    def wait(self, seconds: float) -> None:
        """Let time pass, deadline by deadline."""
        end = self._now + seconds
        while (due := self.station.next_deadline()) is not None and due <= end:
            self._now = max(self._now, due)
            self.do(self.station.advance)
        self._now = end
        self.do(self.station.advance)

    def drop(self) -> None:
        """Let the connection go."""
        self._is_open = False
        self.do(self.station.disconnected, 1006)

    def of(self, *actions: str) -> list[Call]:
        """The CALLs of these actions, in order."""
        return [call for call in self.calls if call.action in actions]

    def transaction_calls(self) -> list[Call]:
        """The CALLs that report a transaction, in order."""
        return self.of("StartTransaction", "MeterValues", "StopTransaction")

    def _settle(self) -> None:
        while effects := self.station.outgoing():
            for effect in effects:
                self._carry(effect)

    def _carry(self, effect: Effect) -> None:
        if isinstance(effect, Dial):
            self._connect()
        elif isinstance(effect, Close):
            self.drop()
        elif self._is_open:
            self._read(json.loads(effect))

    def _connect(self) -> None:
        self._is_open = False  # a restarted bridge knows nothing of its old connection
        if not self.reachable:
            self.station.disconnected(self._now, 1006)
            return
        self.connection += 1
        self._is_open = True
        self.station.connected(self._now)

    def _read(self, frame: list[Any]) -> None:
        if frame[0] != 2:
            self.replies[frame[1]] = frame[2]
            return
        answer = self.answers[frame[2]]
        call = Call(self.now, self.connection, *frame[1:], answer not in (SILENCE, ERROR))
        self.calls.append(call)
        if answer == ERROR:
            self.station.receive(self._now, f'[4,"{call.id}","InternalError","",{{}}]')
        elif answer != SILENCE:
            self.station.receive(self._now, f'[3,"{call.id}",{answer}]')
