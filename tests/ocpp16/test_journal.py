"""The record of what crossed the connections, and the questions one can ask of it."""

import pytest

from ocpp16.actions import Role
from ocpp16.frames import Call, CallError
from ocpp16.journal import (
    Closed,
    Direction,
    FrameEntry,
    Journal,
    Observed,
    Opened,
    TurnedAway,
)

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT


@pytest.fixture
def journal() -> Journal:
    """With one open connection."""
    journal = Journal()
    journal.opened(0.0, "CP1", "/ocpp/CP1", ("ocpp1.6",), "Basic")
    return journal


def test_a_direction_has_a_sender():
    assert UP.sender is Role.CHARGE_POINT
    assert DOWN.sender is Role.CENTRAL_SYSTEM


def test_everything_is_kept_in_order(journal):
    journal.turned_away(1.0, "CP2", "/CP2", 404)
    journal.frame(2.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    journal.observed(3.0, "CP1", "display", "Charging")
    journal.closed(4.0, "CP1", 1, 1000, Role.CHARGE_POINT)
    kinds = [Opened, TurnedAway, FrameEntry, Observed, Closed]
    assert [type(entry) for entry in journal.entries] == kinds
    assert [entry.index for entry in journal.entries] == [0, 1, 2, 3, 4]
    assert [entry.connection for entry in journal.entries] == [1, 0, 1, 1, 1]


def test_connections_are_numbered_from_1(journal):
    assert journal.opened(1.0, "CP2", "/CP2") == 2
    assert journal.opened(2.0, "CP1", "/CP1") == 3


def test_the_raw_text_is_kept_beside_its_frame(journal):
    text = '[2, "1",\n "Heartbeat", {}]'
    entry = journal.frame(1.0, "CP1", 1, UP, text)
    assert (entry.text, entry.frame, entry.malformed) == (text, Call("1", "Heartbeat", {}), None)


def test_a_malformed_text_is_kept_with_the_reason(journal):
    entry = journal.frame(1.0, "CP1", 1, UP, '[2,"1"]')
    assert (entry.frame, entry.malformed) == (None, "a CALL has 4 elements, not 2")
    assert journal.exchanges == []


def test_a_call_and_its_result_are_one_exchange(journal):
    call = journal.frame(1.0, "CP1", 1, UP, '[2,"1","Authorize",{"idTag":"a"}]')
    answer = journal.frame(2.5, "CP1", 1, DOWN, '[3,"1",{"status":"Accepted"}]')
    (exchange,) = journal.exchanges
    assert (exchange.call, exchange.answer) == (call, answer)
    assert (exchange.action, exchange.direction, exchange.at) == ("Authorize", UP, 1.0)
    assert exchange.payload == {"idTag": "a"}
    assert (exchange.response, exchange.status) == ({"status": "Accepted"}, "Accepted")
    assert exchange.error is None


def test_a_call_error_is_an_answer_without_response(journal):
    journal.frame(1.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    journal.frame(2.0, "CP1", 1, DOWN, '[4,"1","InternalError","",{}]')
    (exchange,) = journal.exchanges
    assert exchange.error == CallError("1", "InternalError")
    assert (exchange.response, exchange.status) == (None, None)


@pytest.mark.parametrize(
    ("connection", "direction", "call_id"),
    [(1, UP, "1"), (2, DOWN, "1"), (1, DOWN, "2")],
    ids=["from the same side", "on another connection", "under another id"],
)
def test_an_answer_belongs_to_a_call_of_the_other_side_only(
    journal, connection, direction, call_id
):
    journal.opened(0.0, "CP1", "/CP1")
    journal.frame(1.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    journal.frame(2.0, "CP1", connection, direction, f'[3,"{call_id}",{{}}]')
    assert journal.exchanges[0].answer is None


def test_only_the_first_answer_counts(journal):
    journal.frame(1.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    first = journal.frame(2.0, "CP1", 1, DOWN, '[3,"1",{}]')
    journal.frame(3.0, "CP1", 1, DOWN, '[4,"1","GenericError","",{}]')
    assert journal.exchanges[0].answer is first


def test_both_sides_may_use_one_id(journal):
    journal.frame(1.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    journal.frame(1.0, "CP1", 1, DOWN, '[2,"1","ClearCache",{}]')
    journal.frame(2.0, "CP1", 1, UP, '[3,"1",{"status":"Accepted"}]')
    heartbeat, clear_cache = journal.exchanges
    assert heartbeat.answer is None
    assert clear_cache.status == "Accepted"


@pytest.fixture
def busy(journal):
    """Three exchanges: a probe, one from each side."""
    journal.frame(1.0, "CP1", 1, DOWN, '[2,"p","GetConfiguration",{}]', probe=True)
    journal.frame(1.0, "CP1", 1, UP, '[3,"p",{}]')
    journal.frame(2.0, "CP1", 1, UP, '[2,"1","Heartbeat",{}]')
    journal.frame(3.0, "CP1", 1, DOWN, '[2,"2","Reset",{"type":"Soft"}]')
    journal.frame(4.0, "CP1", 1, UP, '[2,"3","StatusNotification",{}]')
    return journal


def test_the_answer_to_a_probe_is_part_of_the_probe(busy):
    assert [entry.probe for entry in busy.entries[1:]] == [True, True, False, False, False]
    assert [entry.at for entry in busy.frames()] == [2.0, 3.0, 4.0]


def test_requests_are_found_by_side_action_and_place(busy):
    def actions(found):
        return [exchange.action for exchange in found]

    assert actions(busy.requests_sent()) == ["Heartbeat", "StatusNotification"]
    assert actions(busy.requests_sent("Heartbeat")) == ["Heartbeat"]
    assert actions(busy.requests_sent(since=4)) == ["StatusNotification"]
    assert actions(busy.requests_received()) == ["Reset"]
    assert actions(busy.requests_received("ClearCache")) == []


def test_frames_are_found_from_a_place_on(busy):
    assert [entry.index for entry in busy.frames(since=4)] == [4, 5]


def test_somebody_may_listen():
    heard = []
    journal = Journal(on_entry=heard.append)
    journal.opened(0.0, "CP1", "/CP1")
    journal.frame(1.0, "CP1", 1, UP, "nonsense")
    assert heard == journal.entries
