"""Whatever befalls a station: its sessions are reported whole, and nobody charges outside one.

Random histories of vehicles, drivers, power cuts, links and connections, with a device near by or
far away. Nothing is predicted moment by moment here; that is done for delivery and for energy.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from reference_impl.settings import Semantics
from tests.reference_impl.by_hand import ANSWERS, ERROR, SILENCE, ByHand, Call

REPORTS = ("StartTransaction", "MeterValues", "StopTransaction")
VERBS = ("plug_in", "unplug", "reboot", "restart_bridge", "cut_link", "restore_link")
VEHICLE = ("vehicle_full", "vehicle_ready")
WORDS = ("remote start", "remote stop", "silence", "errors", "answers", "drop", "leave", "return")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from([*VERBS, *VERBS, "plug_in", *VEHICLE, *WORDS]),
        st.sampled_from([0.1, 0.3, 1.2, 5.5, 47.3]),
    ),
    min_size=6,
    max_size=24,
)


class Peer(ByHand):
    """A central system that never gives a report up for lost."""

    def __init__(self, latency: float, free: bool) -> None:
        keys = {
            "FreeCharging": str(free).lower(),
            "MeterValueSampleInterval": "20",
            "TransactionMessageAttempts": "1000",
            "TransactionMessageRetryInterval": "10",
        }
        semantics = Semantics(meter_values_retried=True)
        super().__init__(keys=keys, latency=latency, semantics=semantics)
        self.stopped_at = 0.0
        self.on()

    def answer(self, how: str | None) -> None:
        """Answer reports in this way; None for properly."""
        for action in REPORTS:
            self.answers[action] = ANSWERS[action] if how is None else how

    def happen(self, event: str) -> None:
        """One event of a history."""
        words: dict[str, Any] = {
            "remote start": lambda: self.ask("RemoteStartTransaction", '{"idTag":"APP"}'),
            "remote stop": self.stop,
            "silence": lambda: self.answer(SILENCE),
            "errors": lambda: self.answer(ERROR),
            "answers": lambda: self.answer(None),
            "drop": self.drop,
            "leave": self.leave,
            "return": lambda: setattr(self, "reachable", True),
        }
        if event in words:
            words[event]()
        else:
            self.do(getattr(self.station, event))

    def stop(self) -> None:
        """What is accepted has to be carried out, sooner or later."""
        if self.ask("RemoteStopTransaction", '{"transactionId":7}') == {"status": "Accepted"}:
            self.stopped_at = self._now

    def leave(self) -> None:
        """Out of reach."""
        self.reachable = False
        self.drop()

    def delivered(self) -> list[Call]:
        """The reports that were acknowledged, without repetitions."""
        calls = [None, *(c for c in self.transaction_calls() if c.acknowledged)]
        return [
            call
            for before, call in pairwise(calls)
            if call and (before is None or before.payload != call.payload)
        ]


def told_of(call: Call) -> tuple[str, int]:
    """The moment and the reading of a report."""
    if call.action == "MeterValues":
        (sample,) = call.payload["meterValue"]
        return sample["timestamp"], int(sample["sampledValue"][0]["value"])
    reading = call.payload.get("meterStart", call.payload.get("meterStop"))
    return call.payload["timestamp"], int(reading)


def calmly(*events: str) -> list[tuple[str, float]]:
    return [(event, 5.5) for event in events]


CHARGING = calmly("plug_in", "remote start")
VISITORS = calmly("remote start", "cut_link", "plug_in", "unplug", "plug_in")
LOST_STOP = [*CHARGING, ("remote stop", 0.1), ("cut_link", 5.5)]


@example(VISITORS, 0.0, False)
@example(LOST_STOP, 0.4, False)
@example([*LOST_STOP, ("restart_bridge", 5.5)], 0.4, False)
@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(EVENTS, st.sampled_from([0.0, 0.4, 3.0]), st.booleans())
def test_sessions_are_whole_and_nobody_charges_outside_one(
    events: list[tuple[str, float]], latency: float, free: bool
) -> None:
    peer = Peer(latency, free)
    for event, seconds in [*events, ("restore_link", 60), ("return", 60), ("answers", 60)]:
        peer.happen(event)
        peer.wait(seconds)
    station, running = peer.station, peer.station.bridge.transactions.running
    assert station.device.permitted == (running is not None)
    assert running is None or running["startedAt"] >= peer.stopped_at
    peer.do(station.unplug)
    peer.wait(200)
    assert station.bridge.transactions.running is None
    left = [
        station.store.keys(prefix)
        for prefix in ("queue/", "transaction-id/", "beginning", "ending")
    ]
    assert left == [[], [], [], []]
    assert len({(call.connection, call.id) for call in peer.calls}) == len(peer.calls)
    reports = peer.delivered()
    assert [told_of(call) for call in reports] == sorted(told_of(call) for call in reports)
    tags = {call.payload["idTag"] for call in reports if call.action == "StartTransaction"}
    assert free or tags <= {"APP"}
    actions = [call.action for call in reports]
    bounds = [action for action in actions if action != "MeterValues"]
    assert bounds == ["StartTransaction", "StopTransaction"] * (len(bounds) // 2)
    assert ("StopTransaction", "MeterValues") not in pairwise(actions)
