"""A station at the end of a line: effects are collected, answers are typed by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ocpp16.endpoint import Close, Dial
from reference_impl.station import Station, StationSettings

Moment = tuple[float, Any]


class Line:
    """Carries a station from deadline to deadline; time begins at 0."""

    def __init__(self, **settings: Any) -> None:
        self.station = Station(StationSettings(**settings))
        self.now = 0.0
        self.dials: list[Moment] = []
        self.closes: list[Moment] = []
        self.calls: list[Moment] = []
        """When, and the CALL as parsed JSON."""
        self.answers: list[Moment] = []

    def do(self, act: Callable[..., None], *args: Any, **facts: Any) -> None:
        """Use a verb of the station now."""
        act(self.now, *args, **facts)
        self._collect()

    def power_on(self) -> None:
        """Switch the station on and let its connection open."""
        self.do(self.station.power_on)
        self.do(self.station.connected)

    def hear(self, text: str) -> None:
        """A text arrives."""
        self.do(self.station.receive, text)

    def drop(self) -> None:
        """The connection is lost."""
        self.do(self.station.disconnected, 1006)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        end = self.now + seconds
        while (deadline := self.station.next_deadline()) is not None and deadline <= end:
            self.now = max(self.now, deadline)
            self.do(self.station.advance)
        self.now = end

    def sent(self, action: str) -> list[float]:
        """When CALLs of an action were sent."""
        return [at for at, call in self.calls if call[2] == action]

    def answer(self, payload: str) -> None:
        """Answer the latest CALL."""
        self.hear(f'[3,"{self.calls[-1][1][1]}",{payload}]')

    def _collect(self) -> None:
        while effects := self.station.outgoing():
            for effect in effects:
                if isinstance(effect, Dial):
                    self.dials.append((self.now, effect))
                elif isinstance(effect, Close):
                    self.closes.append((self.now, effect))
                else:
                    frame = json.loads(effect)
                    (self.calls if frame[0] == 2 else self.answers).append((self.now, frame))


@pytest.fixture
def line() -> Line:
    """A station with default settings, switched off."""
    return Line()


@pytest.fixture
def new_line() -> type[Line]:
    """To set a station up otherwise."""
    return Line
