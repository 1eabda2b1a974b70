"""A central system of a few lines, so that a station can be talked to without the mock."""

from __future__ import annotations

import json
from itertools import count
from typing import Any

from ocpp16.endpoint import Dial
from reference_impl.settings import StationSettings
from reference_impl.station import Station

START = 1_767_571_200.0
TIME = "2026-01-05T00:00:00Z"
ACCEPTED = {"status": "Accepted"}


class Desk:
    """Puts questions to a station, answers its calls politely and lets time pass."""

    def __init__(self, link_latency: float = 0.0, **settings: Any) -> None:
        self.now = START
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """What the station has sent: action and payload."""
        self.silent: set[str] = set()
        """Actions that are left unanswered."""
        self._answers: dict[str, list[Any]] = {}
        self._ids, self._transactions = count(1), count(1000)
        self.station = Station(StationSettings(**settings), link_latency=link_latency)
        self.station.power_on(self.now)
        self.wait(10)

    def ask(self, action: str, **payload: Any) -> Any:
        """The answer to a request: its payload, or the code of a CALLERROR; None for none."""
        number = f"desk-{next(self._ids)}"
        self.station.receive(self.now, json.dumps([2, number, action, payload]))
        self.wait(1)
        answer = self._answers.get(number)
        return answer and answer[2]

    def charge(self, **more: Any) -> int:
        """Start a session; returns the id of its transaction."""
        self.station.plug_in(self.now)
        assert self.ask("RemoteStartTransaction", connectorId=1, idTag="TAG", **more) == ACCEPTED
        self.wait(1)
        running = self.station.bridge.transactions.running_id
        assert running is not None
        return running

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = self.now + seconds
        self._pump()
        while (due := self.station.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            self.station.advance(self.now)
            self._pump()
        self.now = end

    @property
    def current(self) -> float:
        """What the vehicle draws."""
        return self.station.device.meter.current

    @property
    def slots(self) -> int:
        """How many slots are in use."""
        return len(self.station.device.memory.in_use())

    def _pump(self) -> None:
        while effects := self.station.outgoing():
            for effect in effects:
                if isinstance(effect, Dial):
                    self.station.connected(self.now)
                elif isinstance(effect, str):
                    self._take(json.loads(effect))

    def _take(self, frame: list[Any]) -> None:
        if frame[0] != 2:
            self._answers[frame[1]] = frame
            return
        _, number, action, payload = frame
        self.calls.append((action, payload))
        if action not in self.silent:
            self.station.receive(self.now, json.dumps([3, number, self._answer(action)]))

    def _answer(self, action: str) -> dict[str, Any]:
        info = {"idTagInfo": ACCEPTED}
        if action == "BootNotification":
            return {"currentTime": TIME, "interval": 3600, **ACCEPTED}
        if action == "StartTransaction":
            return {"transactionId": next(self._transactions), **info}
        return {"Heartbeat": {"currentTime": TIME}, "Authorize": info}.get(action, {})
