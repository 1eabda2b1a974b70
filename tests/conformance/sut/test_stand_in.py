"""The stand-in says what it is told, answers as it is told, and never of its own accord."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from conformance.sut.live import Live
from conformance.sut.loopback import Carrier, Loopback
from conformance.sut.stand_in import StandIn, address
from conformance.sut.stand_in_answers import POLITE, SILENCE, Raw, Refusal, Reply, Scripted
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from ocpp16.endpoint import Close, Dial
from ocpp16.rpc import Answered, Disconnected, TimedOut

BOOT = {"chargePointVendor": "V", "chargePointModel": "M"}


@pytest.fixture
def csms() -> CentralSystem:
    return CentralSystem()


@pytest.fixture(params=["loopback", "live"])
def carrier(request: pytest.FixtureRequest, csms: CentralSystem) -> Iterator[Carrier]:
    carrier: Carrier = Loopback(csms) if request.param == "loopback" else Live(csms, 10.0)
    yield carrier
    carrier.close()


@pytest.fixture
def stand_in(carrier: Carrier) -> StandIn:
    stand_in = StandIn("CP 1", carrier.url)
    carrier.add(stand_in, "CP 1")
    carrier.do(stand_in.connect)
    assert carrier.run_until(lambda: stand_in.is_connected, carrier.now + 60)
    return stand_in


def test_its_calls_are_answered(carrier: Carrier, stand_in: StandIn) -> None:
    boot = carrier.do(lambda now: stand_in.call(now, "BootNotification", BOOT))
    assert carrier.run_until(lambda: boot.outcome is not None, carrier.now + 60)
    assert boot.response is not None
    assert boot.response["status"] == "Accepted"
    assert boot.error is None


def test_several_calls_are_outstanding_at_once(csms: CentralSystem, carrier: Carrier) -> None:
    stand_in = StandIn("CP 2", carrier.url)
    carrier.add(stand_in, "CP 2")
    calls = [stand_in.call(0.0, "Heartbeat", {}) for _ in range(3)]
    carrier.do(stand_in.connect)
    assert carrier.run_until(lambda: all(c.outcome is not None for c in calls), carrier.now + 60)
    assert [call.id for call in calls] == ["stand-in-1", "stand-in-2", "stand-in-3"]


def test_a_refused_call_shows_its_error(carrier: Carrier, stand_in: StandIn) -> None:
    call = carrier.do(lambda now: stand_in.call(now, "Authorize", {"idTag": 7}))
    assert carrier.run_until(lambda: call.outcome is not None, carrier.now + 60)
    assert call.error is not None
    assert call.error.code == "TypeConstraintViolation"
    assert call.response is None


def test_a_repetition_has_the_same_id_or_a_new_one(stand_in: StandIn) -> None:
    first = stand_in.call(0.0, "Heartbeat", {}, "x")
    assert stand_in.repeat(0.0, first, same_id=True).id == "x"
    assert stand_in.repeat(0.0, first, same_id=False).id == "stand-in-1"
    sent = [json.loads(text)[1:] for text in stand_in.outgoing() if isinstance(text, str)]
    assert sent == [["x", "Heartbeat", {}], ["x", "Heartbeat", {}], ["stand-in-1", "Heartbeat", {}]]


def test_of_two_calls_with_one_id_the_earlier_is_answered_first() -> None:
    stand_in = opened()
    first = stand_in.call(0.0, "Heartbeat", {}, "x")
    second = stand_in.repeat(0.0, first, same_id=True)
    stand_in.receive(1.0, '[3,"x",{}]')
    assert (first.outcome, second.outcome) == (Answered({}), None)


def test_an_answer_to_nothing_changes_nothing() -> None:
    stand_in = opened()
    call = stand_in.call(0.0, "Heartbeat", {})
    stand_in.outgoing()
    for text in ('[3,"other",{}]', "nonsense", "[]", '[4,"other","GenericError","",{}]'):
        stand_in.receive(1.0, text)
    assert call.outcome is None
    assert stand_in.outgoing() == []


def test_a_call_is_given_up_in_time_or_with_its_connection() -> None:
    stand_in = opened()
    hasty = stand_in.call(0.0, "Heartbeat", {}, timeout=5.0)
    patient = stand_in.call(0.0, "Heartbeat", {})
    assert stand_in.next_deadline() == 5.0
    stand_in.advance(4.9)
    assert hasty.outcome is None
    stand_in.advance(5.0)
    assert hasty.outcome == TimedOut()
    assert patient.outcome is None
    stand_in.disconnected(6.0, 1006)
    assert patient.outcome == Disconnected()


def test_it_dials_as_it_is_told() -> None:
    stand_in = StandIn("A/1", "ws://h/ocpp/", username="u", password="p", subprotocols=("x",))
    stand_in.connect(0.0)
    stand_in.connect(0.0, password=b"\x00", verified=False)
    stand_in.close(0.0, 1006)
    assert stand_in.outgoing() == [
        Dial("ws://h/ocpp/A%2F1", "u", b"p", ("x",)),
        Dial("ws://h/ocpp/A%2F1", "u", b"\x00", ("x",), verified=False),
        Close(1006),
    ]


def test_its_user_name_is_its_identity() -> None:
    csms = CentralSystem(access=Access(keys={"CP1": "0123456789abcdef"}))
    carrier = Loopback(csms)
    stand_in = StandIn("CP1", carrier.url, password="0123456789abcdef")
    carrier.add(stand_in, "CP1")
    carrier.do(stand_in.connect)
    assert stand_in.is_connected


@pytest.mark.parametrize("url", ["ws://h/x", "ws://h/x/"])
def test_the_identity_follows_one_slash(url: str) -> None:
    assert address(url, "é 1") == "ws://h/x/%C3%A9%201"


def test_texts_wait_for_the_connection_and_end_with_it() -> None:
    stand_in = StandIn("CP1", "ws://h/")
    stand_in.send(0.0, "one")
    assert stand_in.outgoing() == []
    stand_in.connected(1.0)
    assert stand_in.outgoing() == ["one"]
    stand_in.send(1.0, "two")
    stand_in.disconnected(2.0, 1000)
    stand_in.connected(3.0)
    assert stand_in.outgoing() == []


def test_whatever_is_said_is_said_before_the_close() -> None:
    stand_in = opened()
    stand_in.send(0.0, "farewell")
    stand_in.close(0.0)
    assert stand_in.outgoing() == ["farewell", Close(1000)]


@pytest.mark.parametrize(
    "action", [action for action in ALL_ACTIONS if may_start(Role.CENTRAL_SYSTEM, action)]
)
def test_a_polite_answer_is_a_valid_one(action: str) -> None:
    assert schema.faults(action, POLITE[action], answer=True) == []
    assert answers(action) == [[3, "s1", POLITE[action]]]


def test_what_is_no_action_is_not_implemented() -> None:
    assert answers("Explode") == [[4, "s1", "NotImplemented", "", {}]]


@pytest.mark.parametrize(
    ("scripted", "expected"),
    [
        (Scripted(Reply({"status": "Rejected"})), [[3, "s1", {"status": "Rejected"}]]),
        (Scripted(Refusal("GenericError", "no", {"a": 1})), [[4, "s1", "GenericError", "no", {"a": 1}]]),
        (SILENCE, []),
        (Scripted(times=2), [[3, "s1", {"status": "Accepted"}]] * 2),
        (Scripted(call_id="other"), [[3, "other", {"status": "Accepted"}]]),
        (Scripted(Raw('["{id}"]')), [["s1"]]),
    ],
)  # fmt: skip
def test_the_next_request_gets_what_was_arranged(
    scripted: Scripted, expected: list[object]
) -> None:
    assert answers("Reset", scripted) == expected


def test_what_was_arranged_counts_once_in_order_and_for_its_action() -> None:
    stand_in = opened()
    stand_in.answer_next("Reset", SILENCE, Scripted(Raw("no")))
    for action in ("ClearCache", "Reset", "Reset", "Reset"):
        stand_in.receive(0.0, f'[2,"s1","{action}",{{}}]')
    polite = '[3,"s1",{"status":"Accepted"}]'
    assert stand_in.outgoing() == [polite, "no", polite]


def test_an_answer_may_be_late() -> None:
    stand_in = opened()
    stand_in.answer_next("Reset", Scripted(after=30.0))
    stand_in.receive(100.0, '[2,"s1","Reset",{}]')
    assert stand_in.next_deadline() == 130.0
    stand_in.advance(129.0)
    assert stand_in.outgoing() == []
    stand_in.advance(130.0)
    assert stand_in.outgoing() == ['[3,"s1",{"status":"Accepted"}]']
    assert stand_in.next_deadline() is None


def opened() -> StandIn:
    stand_in = StandIn("CP1", "ws://h/")
    stand_in.connected(0.0)
    return stand_in


def answers(action: str, *scripted: Scripted) -> list[object]:
    stand_in = opened()
    stand_in.answer_next(action, *scripted)
    stand_in.receive(0.0, f'[2,"s1","{action}",{{}}]')
    return [json.loads(text) for text in stand_in.outgoing() if isinstance(text, str)]


def test_a_request_in_a_text_of_ones_own_is_correlated(carrier: Carrier, stand_in: StandIn) -> None:
    call = carrier.do(lambda now: stand_in.utter(now, ' [2, "own", "Heartbeat", {}]'))
    assert call is not None
    assert carrier.run_until(lambda: call.outcome is not None, carrier.now + 60)
    assert isinstance(call.outcome, Answered)


def test_a_text_that_asks_for_nothing_is_sent_all_the_same(
    csms: CentralSystem, carrier: Carrier, stand_in: StandIn
) -> None:
    assert carrier.do(lambda now: stand_in.utter(now, "hello")) is None

    def arrived() -> bool:
        return any(frame.text == "hello" for frame in csms.journal.frames())

    assert carrier.run_until(arrived, carrier.now + 60)


def test_the_key_it_has_is_presented_unless_it_is_told_otherwise() -> None:
    stand_in = StandIn("CP 4", "ws://central/ocpp")
    stand_in.present(b"secret")
    stand_in.connect(0.0)
    stand_in.connect(0.0, password=None)
    dials = [each for each in stand_in.outgoing() if isinstance(each, Dial)]
    assert [dial.password for dial in dials] == [b"secret", None]
    assert stand_in.url == "ws://central/ocpp/CP%204"
