"""The owner's sessions: kept in the store, with the figures that went to the central system."""

from __future__ import annotations

from reference_impl.account.sessions import ChargingSessions, Session
from reference_impl.store import MemoryStore
from tests.reference_impl.by_hand import BEGINNING, ByHand

NIGHT = Session("APP-7f3", start=10.0, end=3610.0, meter_start=1000, meter_stop=8360)


def test_a_session_is_kept_over_a_restart_of_its_keeper() -> None:
    store = MemoryStore()
    ChargingSessions(store).record(1, NIGHT)
    assert ChargingSessions(store).all() == [NIGHT]


def test_its_energy_is_what_the_meter_says() -> None:
    assert NIGHT.energy == 7360


def test_sessions_come_in_the_order_of_their_numbers() -> None:
    sessions = ChargingSessions(MemoryStore())
    for number in (2, 10, 1):
        sessions.record(number, Session(str(number), 0.0, 0.0, 0, 0))
    assert [session.id_tag for session in sessions.all()] == ["1", "2", "10"]


def test_a_transaction_and_its_session_agree() -> None:
    hand = ByHand().charging()
    hand.wait(1800)
    hand.do(hand.station.unplug)
    start, stop = hand.transaction_calls()[0], hand.transaction_calls()[-1]
    (session,) = hand.station.bridge.sessions.all()
    assert (session.id_tag, session.start, session.end) == (
        "APP-7f3",
        BEGINNING,
        BEGINNING + 1800,
    )
    assert session.meter_start == start.payload["meterStart"]
    assert session.meter_stop == stop.payload["meterStop"]
