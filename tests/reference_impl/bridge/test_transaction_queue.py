"""Delivery of transaction messages: order, repetition, giving up, what survives."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.settings import Semantics
from reference_impl.store import MemoryStore, SqliteStore, Store
from tests.reference_impl.by_hand import ANSWERS, ERROR, SILENCE, ByHand, Call

RETRIES = {"TransactionMessageAttempts": "3", "TransactionMessageRetryInterval": "10"}
AS_SPECIFIED = Semantics(attempts="transmissions", backoff="growing")


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path: Path):
    if request.param == "memory":
        yield MemoryStore()
    else:
        kept = SqliteStore(tmp_path / "station.sqlite")
        yield kept
        kept.close()


def gaps(calls: list[Call]) -> list[float]:
    return [later.at - earlier.at for earlier, later in pairwise(calls)]


def waiting(peer: ByHand) -> list[str]:
    return peer.station.store.keys("queue/")


@pytest.mark.parametrize(
    ("answer", "semantics", "expected"),
    [
        (SILENCE, Semantics(), [40, 40, 40]),
        (ERROR, Semantics(), [10, 10, 10]),
        (SILENCE, AS_SPECIFIED, [40, 50]),
        (ERROR, AS_SPECIFIED, [10, 20]),
        ('{"status":"Accepted"}', Semantics(), [10, 10, 10]),
    ],
    ids=["silence", "errors", "silence, specified", "errors, specified", "no start's answer"],
)
def test_an_unacknowledged_start_is_repeated_and_given_up(answer, semantics, expected):
    peer = ByHand(keys=RETRIES, semantics=semantics)
    peer.answers["StartTransaction"] = answer
    peer.charging()
    peer.wait(600)
    starts = peer.of("StartTransaction")
    assert gaps(starts) == expected
    assert all(start.payload == starts[0].payload for start in starts)
    assert len({start.id for start in starts}) == len(starts)
    assert waiting(peer) == []


def test_an_answer_ends_the_repetitions_of_a_stop():
    peer = ByHand(keys=RETRIES).charging()
    peer.answers["StopTransaction"] = SILENCE
    peer.do(peer.station.unplug)
    peer.wait(45)
    peer.answers["StopTransaction"] = ANSWERS["StopTransaction"]
    peer.wait(600)
    assert gaps(peer.of("StopTransaction")) == [40, 40]
    assert peer.station.store.keys("transaction-id/") == []


def test_a_stop_that_is_given_up_leaves_nothing_behind():
    peer = ByHand(keys=RETRIES).charging()
    peer.answers["StopTransaction"] = ERROR
    peer.do(peer.station.unplug)
    peer.wait(600)
    assert gaps(peer.of("StopTransaction")) == [10, 10, 10]
    assert waiting(peer) == peer.station.store.keys("transaction-id/") == []


@pytest.mark.parametrize("semantics", [Semantics(), AS_SPECIFIED])
def test_no_attempts_still_mean_one(semantics):
    peer = ByHand(keys={"TransactionMessageAttempts": "0"}, semantics=semantics)
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.wait(600)
    assert len(peer.of("StartTransaction")) == 1


def test_an_answer_that_comes_too_late_is_not_taken_for_one():
    peer = ByHand(keys=RETRIES)
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.wait(35)
    peer.answers["StartTransaction"] = ANSWERS["StartTransaction"]
    peer.say(f'[3,"{peer.of("StartTransaction")[0].id}",{ANSWERS["StartTransaction"]}]')
    peer.wait(60)
    assert len(peer.of("StartTransaction")) == 2


def test_everything_of_a_transaction_waits_for_its_start():
    peer = ByHand(keys={**RETRIES, "MeterValueSampleInterval": "10"})
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.wait(25)
    peer.do(peer.station.unplug)
    assert [call.action for call in peer.transaction_calls()] == ["StartTransaction"]
    peer.answers["StartTransaction"] = ANSWERS["StartTransaction"]
    peer.wait(60)
    calls = peer.transaction_calls()[1:]
    assert [call.action for call in calls] == [
        "StartTransaction", "MeterValues", "MeterValues", "StopTransaction",
    ]  # fmt: skip
    assert [call.payload["transactionId"] for call in calls[1:]] == [7, 7, 7]


def test_messages_of_a_transaction_without_id_carry_minus_one():
    peer = ByHand(keys={**RETRIES, "MeterValueSampleInterval": "100"})
    peer.answers["StartTransaction"] = ERROR
    peer.charging()
    peer.wait(150)
    assert peer.ask("RemoteStopTransaction", '{"transactionId":-1}') == {"status": "Rejected"}
    peer.do(peer.station.unplug)
    calls = peer.of("MeterValues", "StopTransaction")
    assert [call.payload["transactionId"] for call in calls] == [-1, -1]


@pytest.mark.parametrize(("retried", "count"), [(False, 1), (True, 4)])
def test_meter_values_are_repeated_only_by_choice(retried, count):
    semantics = Semantics(meter_values_retried=retried)
    keys = {**RETRIES, "MeterValueSampleInterval": "500"}
    peer = ByHand(keys=keys, semantics=semantics).charging()
    peer.answers["MeterValues"] = SILENCE
    peer.wait(999)
    assert len(peer.of("MeterValues")) == count


def test_other_messages_go_on_between_repetitions():
    peer = ByHand(keys={**RETRIES, "HeartbeatInterval": "3600"})
    peer.answers["BootNotification"] = ANSWERS["BootNotification"].replace("3600", "15")
    peer.answers["StartTransaction"] = SILENCE
    peer.charging()
    peer.wait(35)
    assert peer.of("StartTransaction")[0].at < peer.of("Heartbeat")[-1].at
    assert len(peer.of("StartTransaction")) == 1


def test_a_lost_connection_costs_no_attempt_and_no_pause():
    peer = ByHand(keys={**RETRIES, "TransactionMessageAttempts": "0"}).charging()
    peer.answers["StopTransaction"] = SILENCE
    peer.do(peer.station.unplug)
    for _ in range(5):
        peer.drop()
        peer.wait(20)
    stops = peer.of("StopTransaction")
    assert [stop.connection for stop in stops] == [1, 2, 3, 4, 5, 6]
    assert all(stop.payload == stops[0].payload for stop in stops)


def test_what_happens_offline_is_delivered_in_order(store: Store):
    keys = {"FreeCharging": "true", "MeterValueSampleInterval": "60"}
    peer = ByHand(store=store, keys=keys).on()
    peer.reachable = False
    peer.drop()
    for _ in range(2):
        peer.do(peer.station.plug_in)
        peer.wait(100)
        peer.do(peer.station.restart_bridge)
        peer.wait(50)
        peer.do(peer.station.unplug)
    assert peer.transaction_calls() == []
    peer.reachable = True
    peer.wait(61)
    session = ["StartTransaction", "MeterValues", "MeterValues", "StopTransaction"]
    assert [call.action for call in peer.transaction_calls()] == session * 2
    stamps = [
        call.payload.get("timestamp") or call.payload["meterValue"][0]["timestamp"]
        for call in peer.transaction_calls()
    ]
    assert stamps == sorted(stamps)


def test_a_restart_keeps_the_attempts_made_so_far(store: Store):
    peer = ByHand(store=store, keys=RETRIES)
    peer.answers["StartTransaction"] = ERROR
    peer.charging()
    peer.wait(15)
    peer.do(peer.station.restart_bridge)
    peer.wait(600)
    starts = peer.of("StartTransaction")
    assert [start.connection for start in starts] == [1, 1, 2, 2]
    assert all(start.payload == starts[0].payload for start in starts)


EVENTS = st.lists(
    st.sampled_from(
        ["plug", "unplug", "silence", "error", "answer", "drop", "restart", "5 s", "47 s"]
    ),
    min_size=6,
    max_size=24,
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(EVENTS)
def test_whatever_happens_no_report_is_lost_overtaken_or_sent_under_a_used_id(events):
    keys = {
        **RETRIES,
        "TransactionMessageAttempts": "1000",
        "FreeCharging": "true",
        "MeterValueSampleInterval": "20",
    }
    peer = ByHand(keys=keys, semantics=Semantics(meter_values_retried=True)).on()
    for event in events:
        happen(peer, event)
    happen(peer, "unplug")
    happen(peer, "answer")
    peer.wait(200)
    assert waiting(peer) == []
    reports = peer.transaction_calls()
    assert len({(call.connection, call.id) for call in reports}) == len(reports)
    delivered = without_repetitions([call for call in reports if call.acknowledged])
    assert is_whole_sessions(delivered)
    assert [call.action for call in delivered].count("StartTransaction") == arrivals(events)
    assert [c.payload for c in without_repetitions(reports)] == [c.payload for c in delivered]


def arrivals(events: list[str]) -> int:
    """How often a vehicle was plugged in that was not there before."""
    moves = [event for event in events if event in ("plug", "unplug")]
    return sum(
        event == "plug" and before != "plug" for before, event in pairwise(["unplug", *moves])
    )


def happen(peer: ByHand, event: str) -> None:
    transaction = ("StartTransaction", "MeterValues", "StopTransaction")
    stimuli = {
        "plug": lambda: peer.do(peer.station.plug_in),
        "unplug": lambda: peer.do(peer.station.unplug),
        "silence": lambda: peer.answers.update(dict.fromkeys(transaction, SILENCE)),
        "error": lambda: peer.answers.update(dict.fromkeys(transaction, ERROR)),
        "answer": lambda: peer.answers.update(ANSWERS),
        "drop": peer.drop,
        "restart": lambda: peer.do(peer.station.restart_bridge),
        "5 s": lambda: peer.wait(5),
        "47 s": lambda: peer.wait(47),
    }
    stimuli[event]()


def without_repetitions(calls: list[Call]) -> list[Call]:
    return [
        call
        for before, call in pairwise([None, *calls])
        if before is None or (before.action, before.payload) != (call.action, call.payload)
    ]


def is_whole_sessions(calls: list[Call]) -> bool:
    """Whether each session goes from its start over rising readings to its stop."""
    running, before = False, -1
    for call in calls:
        reading = meter(call)
        if (call.action == "StartTransaction") == running or reading < before:
            return False
        running, before = call.action != "StopTransaction", reading
    return not running


def meter(call: Call) -> int:
    if call.action == "MeterValues":
        return int(call.payload["meterValue"][0]["sampledValue"][0]["value"])
    return int(call.payload.get("meterStart", call.payload.get("meterStop")))
