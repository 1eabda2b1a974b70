"""One own CALL outstanding, answers correlated, time-outs."""

from itertools import count

import pytest

from ocpp16.frames import Call, CallError
from ocpp16.rpc import Answered, Disconnected, Refused, Rpc, TimedOut


@pytest.fixture
def rpc() -> Rpc:
    return Rpc((f"id-{number}" for number in count(1)), call_timeout=30.0)


@pytest.fixture
def outcomes() -> list[tuple[float, object]]:
    return []


@pytest.fixture
def called(rpc, outcomes):
    """An end with a Heartbeat outstanding since moment 0."""
    rpc.call(0.0, "Heartbeat", {}, lambda now, outcome: outcomes.append((now, outcome)))
    return rpc


def test_a_call_goes_out_once_with_the_next_id(called):
    assert called.outgoing() == ['[2,"id-1","Heartbeat",{}]']
    assert called.outgoing() == []


def test_a_call_result_concludes_the_call(called, outcomes):
    called.receive(1.5, '[3,"id-1",{"currentTime":"2026-01-05T08:00:00Z"}]')
    assert outcomes == [(1.5, Answered({"currentTime": "2026-01-05T08:00:00Z"}))]
    assert called.idle


def test_a_call_error_concludes_the_call(called, outcomes):
    called.receive(1.0, '[4,"id-1","InternalError","broken",{}]')
    assert outcomes == [(1.0, Refused(CallError("id-1", "InternalError", "broken")))]


@pytest.mark.parametrize(
    "text", ['[3,"other",{}]', '[4,"other","GenericError","",{}]', '[3,"id-1"]', "nonsense"]
)
def test_what_answers_nothing_is_dropped(called, outcomes, text):
    called.outgoing()
    assert called.receive(1.0, text) is None
    assert (outcomes, called.outgoing(), called.idle) == ([], [], False)


def test_an_outcome_is_reported_once(called, outcomes):
    called.receive(1.0, '[3,"id-1",{}]')
    called.receive(2.0, '[3,"id-1",{}]')
    called.advance(99.0)
    called.disconnected(99.0)
    assert outcomes == [(1.0, Answered({}))]


def test_a_call_times_out_at_its_deadline(called, outcomes):
    assert called.next_deadline() == 30.0
    called.advance(29.9)
    assert outcomes == []
    called.advance(30.0)
    assert outcomes == [(30.0, TimedOut())]
    assert called.next_deadline() is None


def test_a_late_answer_is_dropped(called, outcomes):
    called.advance(30.0)
    called.receive(31.0, '[3,"id-1",{}]')
    assert outcomes == [(30.0, TimedOut())]


def test_a_second_call_must_wait(called):
    with pytest.raises(RuntimeError, match="Heartbeat is still unanswered"):
        called.call(1.0, "Heartbeat", {}, lambda *_: None)


def test_the_next_call_may_follow_from_the_outcome_itself(rpc):
    rpc.call(0.0, "Heartbeat", {}, lambda now, _: rpc.call(now, "Heartbeat", {}, lambda *_: None))
    rpc.outgoing()
    rpc.receive(1.0, '[3,"id-1",{}]')
    assert rpc.outgoing() == ['[2,"id-2","Heartbeat",{}]']
    assert rpc.next_deadline() == 31.0


def test_the_end_of_the_connection_concludes_the_call(called, outcomes):
    called.disconnected(5.0)
    assert outcomes == [(5.0, Disconnected())]
    assert called.outgoing() == []


def test_a_received_call_is_a_duty_to_answer(rpc):
    answer = rpc.receive(0.0, '[2,"7","Authorize",{"idTag":"04A1"}]')
    assert answer.call == Call("7", "Authorize", {"idTag": "04A1"})
    answer({"idTagInfo": {"status": "Accepted"}})
    assert rpc.outgoing() == ['[3,"7",{"idTagInfo":{"status":"Accepted"}}]']


def test_a_received_call_may_be_answered_by_an_error(rpc):
    rpc.receive(0.0, '[2,"7","Authorize",{}]').error("ProtocolError", "idTag is missing")
    assert rpc.outgoing() == ['[4,"7","ProtocolError","idTag is missing",{}]']


def test_a_description_fits_into_255_characters(rpc):
    rpc.receive(0.0, '[2,"7","Authorize",{}]').error("ProtocolError", "x" * 300)
    assert rpc.outgoing() == ['[4,"7","ProtocolError","' + "x" * 255 + '",{}]']


def test_a_call_cannot_be_answered_twice(rpc):
    answer = rpc.receive(0.0, '[2,"7","Heartbeat",{}]')
    answer({})
    with pytest.raises(RuntimeError, match="Heartbeat 7 was answered before"):
        answer.error("GenericError")


def test_calls_may_cross(called, outcomes):
    answer = called.receive(1.0, '[2,"id-1","Reset",{"type":"Soft"}]')
    answer({"status": "Accepted"})
    assert outcomes == []
    called.receive(2.0, '[3,"id-1",{}]')
    assert outcomes == [(2.0, Answered({}))]


def test_an_answer_does_not_outlive_its_connection(rpc):
    answer = rpc.receive(0.0, '[2,"7","Heartbeat",{}]')
    rpc.disconnected(1.0)
    answer({})
    assert rpc.outgoing() == []


def test_a_malformed_call_is_refused_under_its_id(rpc):
    assert rpc.receive(0.0, '[2,"7","Heartbeat"]') is None
    (text,) = rpc.outgoing()
    assert text == '[4,"7","FormationViolation","a CALL has 4 elements, not 3",{}]'


@pytest.mark.parametrize("text", ["nonsense", "[]", '[5,"7",{}]', '[3,"7"]', '[2,7,"Reset",{}]'])
def test_what_cannot_be_refused_is_ignored(rpc, text):
    assert rpc.receive(0.0, text) is None
    assert rpc.outgoing() == []
