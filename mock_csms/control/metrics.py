"""Metrics in the text format of Prometheus, counted from the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from ocpp16 import actions
from ocpp16.frames import Call, CallError, CallResult
from ocpp16.journal import Entry, FrameEntry, Injected, Opened, TurnedAway

OTHER = "other"
"""The label of actions that OCPP does not have: peers may invent any number of them."""
TYPES = {Call: "CALL", CallResult: "CALLRESULT", CallError: "CALLERROR"}
MALFORMED = "malformed"
FRAMES, OPENED, TURNED_AWAY, INJECTED, OUTCOMES = (
    "frames", "connections_opened", "handshakes_turned_away", "faults_injected", "calls",
)  # fmt: skip
COUNTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    FRAMES: ("Text messages on all connections.", ("direction", "action", "type")),
    OPENED: ("Connections opened.", ()),
    TURNED_AWAY: ("Handshakes answered with an HTTP error.", ("status",)),
    INJECTED: ("Faults committed on purpose.", ("fault",)),
    OUTCOMES: ("Requests made by this API, by what became of them.", ("outcome",)),
}
"""Name -> what it counts, labels."""


class Metrics:
    """Counters of one central system, and gauges that are read when somebody asks."""

    def __init__(self, gauges: dict[str, tuple[str, Callable[[], float]]]) -> None:
        self._gauges = gauges
        self._counts: dict[str, Counter[tuple[str, ...]]] = {name: Counter() for name in COUNTERS}
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def on_entry(self, entry: Entry) -> None:
        """Something was recorded."""
        match entry:
            case FrameEntry():
                self._counts[FRAMES][_labels(entry)] += 1
            case Opened():
                self._counts[OPENED][()] += 1
            case TurnedAway():
                self._counts[TURNED_AWAY][(str(entry.status),)] += 1
            case Injected():
                self._counts[INJECTED][(entry.fault,)] += 1

    def called(self, outcome: str) -> None:
        """A request made by this API has an outcome."""
        self._counts[OUTCOMES][(outcome,)] += 1

    def text(self) -> bytes:
        """All of them, in the text format."""
        return generate_latest(self._registry)

    def collect(self) -> Iterable[Metric]:
        """For the registry."""
        for name, (sentence, labels) in COUNTERS.items():
            counter = CounterMetricFamily(f"ocpp_mock_{name}", sentence, labels=labels)
            for values, count in self._counts[name].items():
                counter.add_metric(values, count)
            yield counter
        for name, (sentence, measure) in self._gauges.items():
            yield GaugeMetricFamily(f"ocpp_mock_{name}", sentence, value=measure())


def _labels(entry: FrameEntry) -> tuple[str, str, str]:
    frame = entry.frame
    action = frame.action if isinstance(frame, Call) else entry.answers
    known = action if action in actions.ALL_ACTIONS else OTHER
    return entry.direction.value, known, TYPES[type(frame)] if frame is not None else MALFORMED
