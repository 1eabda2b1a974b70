"""Responses arranged in one line, and what then goes out on the wire."""

import json
from collections.abc import Callable

import pytest

from mock_csms.access import Handshake, TurnAway
from mock_csms.central_system import CentralSystem
from mock_csms.chaos import Chaos
from mock_csms.connection import Connection
from mock_csms.faults import ABNORMAL, FAULTS, LATE, OVERSIZE, described
from mock_csms.responses import Reply, Silence
from ocpp16.endpoint import Close, Fragments, IgnorePings
from ocpp16.frames import ErrorCode
from ocpp16.journal import Injected

HEARTBEAT = '[2,"1","Heartbeat",{}]'
NOW = "1970-01-01T00:00:00.000Z"
PROPER = f'[3,"1",{{"currentTime":"{NOW}"}}]'
START = (
    '[2,"1","StartTransaction",{"connectorId":2,"idTag":"04A1","meterStart":5,'
    '"timestamp":"2026-01-05T08:00:00Z"}]'
)
STOP = (
    '[2,"2","StopTransaction",{"transactionId":1,"meterStop":9,"timestamp":"2026-01-05T09:00:00Z"}]'
)
Say = Callable[..., list[object]]


@pytest.fixture
def system() -> CentralSystem:
    return CentralSystem()


@pytest.fixture
def connection(system) -> Connection:
    connection = system.handshake(0.0, Handshake("CP1", "/CP1"))
    assert isinstance(connection, Connection)
    connection.connected(0.0)
    return connection


@pytest.fixture
def say(connection) -> Say:
    """What goes out when the charge point says something."""

    def said(text: str = HEARTBEAT, now: float = 0.0) -> list[object]:
        connection.receive(now, text)
        return connection.outgoing()

    return said


def injected(system: CentralSystem) -> list[Injected]:
    return [entry for entry in system.journal.entries if isinstance(entry, Injected)]


# responses ---------------------------------------------------------------------------------------------


def test_some_fields_are_replaced(system, say):
    system.on("Authorize", idTag="X").answer(idTagInfo={"status": "Blocked"})
    assert say('[2,"1","Authorize",{"idTag":"X"}]') == [
        '[3,"1",{"idTagInfo":{"status":"Blocked"}}]'
    ]
    assert '"Accepted"' in say('[2,"2","Authorize",{"idTag":"Y"}]')[0]


def test_a_whole_payload_is_sent_as_it_is(system, say):
    system.on("Heartbeat").answer_exactly({"time": "noon"})
    assert say() == ['[3,"1",{"time":"noon"}]']


def test_placeholders_are_filled_in(system, say):
    template = {
        "to": "{identity}", "of": "{action} {id}", "at": "{now+60}", "number": "{request.connectorId}",
        "nested": [{"tag": "<{request.idTag}>"}], "braces": "{else}",
    }  # fmt: skip
    system.on("StartTransaction").answer_exactly(template)
    ((_, _, payload),) = map(json.loads, say(START))
    assert payload == {
        "to": "CP1", "of": "StartTransaction 1", "at": "1970-01-01T00:01:00.000Z", "number": 2,
        "nested": [{"tag": "<04A1>"}], "braces": "{else}",
    }  # fmt: skip


def test_any_text_can_be_sent(system, say):
    system.on("Heartbeat").send('[3,"{id}",{"currentTime":')
    assert say() == ['[3,"1",{"currentTime":']
    assert system.journal.entries[-1].malformed


def test_any_error_can_be_sent(system, say):
    system.on("Heartbeat").refuse("MadeUpError", "why not")
    assert say() == ['[4,"1","MadeUpError","why not",{}]']


def test_a_function_may_decide(system, say):
    system.on("StartTransaction").compute(
        lambda exchange: Silence() if exchange.payload["connectorId"] == 2 else Reply()
    )
    assert say(START) == []
    assert say(START.replace(":2,", ":1,")) != []


# conditions --------------------------------------------------------------------------------------------


def test_only_the_nth_call(system, say):
    system.on("Heartbeat").nth(2).ignore()
    assert [bool(say()) for _ in range(3)] == [True, False, True]


def test_once_after_skipping_some(system, say):
    system.on("Heartbeat").after_skipping(1).ignore()
    assert [bool(say()) for _ in range(3)] == [True, False, False]


def test_for_some_seconds(system, say):
    system.on("Heartbeat", now=100.0).lasting(5.0).ignore()
    assert [bool(say(now=now)) for now in (104.0, 105.0)] == [False, True]


def test_by_priority(system, say):
    system.on("Heartbeat").priority(1).ignore()
    system.on().refuse()
    assert say() == []


def test_from_state_to_state(system, say):
    system.on("Heartbeat").when("outage", "Started").then("over").ignore()
    assert [bool(say()) for _ in range(2)] == [False, True]


def test_by_the_connector_of_a_transaction(system, say):
    system.on("StopTransaction", connector=2).ignore()
    say(START)
    assert say(STOP) == []


def test_not_by_another_connector(system, say):
    system.on("StopTransaction", connector=1).ignore()
    say(START)
    assert say(STOP) != []


def test_by_the_transaction(system, say):
    system.on("StopTransaction", transaction=1).ignore()
    assert say(STOP) == []
    assert say(STOP.replace(":1,", ":7,")) != []


# faults ------------------------------------------------------------------------------------------------

EFFECTS = {
    "no-answer": [],
    "late": [],
    "twice": [PROPER, PROPER],
    "wrong-id": [PROPER.replace('"1"', '"not-1"')],
    "truncated": [PROPER[: len(PROPER) // 2]],
    "not-json": ["Service Unavailable"],
    "not-an-array": [f'{{"answer":{PROPER}}}'],
    "unknown-type": ["[9" + PROPER[2:]],
    "missing-element": ['[3,"1"]'],
    "number-for-id": ["[3,12345,{}]"],
    "oversize": [PROPER[:-1] + " " * (OVERSIZE - len(PROPER)) + "]"],
    "fragmented": [Fragments((PROPER[:16], PROPER[16:32], PROPER[32:]))],
    "no-pong": [PROPER, IgnorePings()],
    "abort": [Close(ABNORMAL, "aborted")],
    **{
        f"close-{code}": [Close(code, FAULTS[f"close-{code}"].sentence.split(", ")[1])]
        for code in (1000, 1001, 1002, 1008, 1011)
    },
    **{f"error-{code}": [f'[4,"1","{code}","a fault on purpose",{{}}]'] for code in ErrorCode},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_does_what_it_says_and_is_journalled(system, say, fault):
    system.on("Heartbeat").fail(fault)
    assert say() == EFFECTS[fault]
    (entry,) = injected(system)
    assert (entry.fault, entry.action, entry.number, entry.cause) == (fault, "Heartbeat", 1, "stub")


@pytest.mark.parametrize(
    ("arrange", "fault"),
    [
        (lambda stub: stub.ignore(), "no-answer"),
        (lambda stub: stub.refuse("NotSupported"), "error-NotSupported"),
        (lambda stub: stub.send("[3]"), "text"),
        (lambda stub: stub.answer(after=2.0), "late"),
        (lambda stub: stub.compute(lambda _: Silence()), "no-answer"),
        (lambda stub: stub.answer(status="Rejected"), None),
        (lambda stub: stub.answer_exactly({}), None),
    ],
)
def test_what_is_no_answer_in_time_is_journalled_after_its_call(system, say, arrange, fault):
    arrange(system.on("Heartbeat"))
    say()
    expected = [] if fault is None else [(1, fault, "Heartbeat", 1, "stub")]
    found = [(e.index, e.fault, e.action, e.number, e.cause) for e in injected(system)]
    assert [(index - 1, *rest) for index, *rest in found] == expected


def test_a_late_answer_comes_in_the_end(system, say, connection):
    system.on("Heartbeat").fail("late")
    say()
    assert connection.next_deadline() == LATE
    connection.advance(LATE)
    assert len(connection.outgoing()) == 1


def test_a_spoilt_registration_counts_only_if_it_arrives(system, say):
    boot = '[2,"1","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]'
    system.on("BootNotification").once().fail("truncated")
    say(boot)
    assert system.charge_point("CP1").registration is None
    system.on("BootNotification").fail("twice")
    say(boot)
    assert system.charge_point("CP1").registration == "Accepted"


@pytest.mark.parametrize(("code", "sent"), [(1006, 1006), (1008, 1008)])
def test_hanging_up(system, say, code, sent):
    system.on("Heartbeat").hang_up(code)
    (effect,) = say()
    assert isinstance(effect, Close)
    assert effect.code == sent


@pytest.mark.parametrize("refused", [lambda on: on.fail("gremlins"), lambda on: on.hang_up(1234)])
def test_an_unknown_fault_is_refused(system, refused):
    with pytest.raises(ValueError, match="there is no fault"):
        refused(system.on("Heartbeat"))
    assert system.script.stubs == []


def test_every_fault_is_described():
    assert [row["name"] for row in described()] == list(FAULTS)
    assert all(row["sentence"] for row in described())


# chance ------------------------------------------------------------------------------------------------


def struck(seed: int) -> list[tuple[str, int]]:
    system = CentralSystem()
    system.chaos = Chaos(seed, {"no-answer": 0.3, "wrong-id": 0.3})
    connection = system.handshake(0.0, Handshake("CP1", "/CP1"))
    assert isinstance(connection, Connection)
    connection.connected(0.0)
    for number in range(30):
        connection.receive(float(number), HEARTBEAT.replace('"1"', f'"{number}"'))
    assert {entry.cause for entry in injected(system)} == {f"seed {seed}"}
    return [(entry.fault, entry.number) for entry in injected(system)]


def test_random_faults_are_journalled_and_replay_exactly():
    assert struck(7) == struck(7)
    assert struck(7) != struck(8)
    assert {fault for fault, _ in struck(7)} == {"no-answer", "wrong-id"}


def test_a_stub_comes_before_chance(system, say):
    system.chaos = Chaos(1, {"no-answer": 1.0})
    system.on("Heartbeat").once().answer()
    assert [bool(say()) for _ in range(2)] == [True, False]


# handshakes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_handshakes_are_turned_away(system, status):
    system.on_handshake("CP1").once().turn_away(status)
    first = system.handshake(0.0, Handshake("CP1", "/CP1"))
    assert isinstance(first, TurnAway)
    assert first.status == status
    assert isinstance(system.handshake(0.0, Handshake("CP1", "/CP1")), Connection)
    (entry,) = injected(system)
    assert (entry.fault, entry.identity, entry.action) == (f"turn-away-{status}", "CP1", None)


def test_that_nobody_is_admitted_is_journalled(system):
    system.admits = False
    assert isinstance(system.handshake(0.0, Handshake("CP1", "/CP1")), TurnAway)
    (entry,) = injected(system)
    assert (entry.fault, entry.cause) == ("turn-away-503", "admits nobody")


def test_handshakes_of_others_are_not(system):
    system.on_handshake("CP1").turn_away(503)
    assert isinstance(system.handshake(0.0, Handshake("CP2", "/CP2")), Connection)


def test_a_handshake_may_be_slow(system):
    system.on_handshake().once().delay(9.0)
    assert system.handshake_delay("CP1") == 9.0
    system.handshake(0.0, Handshake("CP1", "/CP1"))
    assert system.handshake_delay("CP1") == 0.0
    assert [entry.fault for entry in injected(system)] == ["slow-handshake"]


# time --------------------------------------------------------------------------------------------------


def test_a_clock_may_be_wrong(system, say):
    system.answers.clock_skew = 86_400.0
    assert '"1970-01-02T00:00:00.000Z"' in say()[0]
