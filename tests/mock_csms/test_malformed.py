"""Malformed input against the core: the right CALLERROR or silence, a journal entry, no other harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from ocpp16.endpoint import Close
from ocpp16.frames import MAX_ID, ErrorCode, MalformedFrameError, parse
from ocpp16.journal import Closed, Direction, FrameEntry
from ocpp16.rpc import Answered, Refused
from tests.mock_csms.malformed import CASES, RESULT, Case

NOW = 1_767_600_000.0
PROBE = '[2,"probe","Heartbeat",{}]'


def connect(system: CentralSystem, identity: str) -> Connection:
    connection = system.handshake(NOW, Handshake(identity, f"/{identity}"))
    assert isinstance(connection, Connection)
    connection.connected(NOW)
    return connection


@pytest.fixture
def system() -> CentralSystem:
    return CentralSystem()


@pytest.fixture
def other(system: CentralSystem) -> Connection:
    """Another charge point, which must not notice."""
    return connect(system, "other")


@pytest.fixture
def connection(system: CentralSystem, other: Connection) -> Connection:
    return connect(system, "CP1")


def sent(connection: Connection) -> list[Any]:
    texts = connection.outgoing()
    assert all(isinstance(text, str) for text in texts)
    return [json.loads(str(text)) for text in texts]


def assert_unharmed(*connections: Connection) -> None:
    for connection in connections:
        assert connection.outgoing() == []
        connection.receive(NOW, PROBE)
        assert [answer[:2] for answer in sent(connection)] == [[3, "probe"]]


def received(system: CentralSystem) -> list[FrameEntry]:
    return [
        entry
        for entry in system.journal.entries
        if isinstance(entry, FrameEntry) and entry.direction is Direction.TO_CENTRAL_SYSTEM
    ]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_each_text_gets_what_it_is_owed(
    case: Case, system: CentralSystem, connection: Connection, other: Connection
) -> None:
    connection.receive(NOW, case.text)
    answers = sent(connection)
    if case.answer is None:
        assert answers == []
    elif case.answer == RESULT:
        assert [answer[:2] for answer in answers] == [[3, case.call_id]]
    else:
        ((kind, call_id, code, description, details),) = answers
        assert (kind, call_id, code, details) == (4, case.call_id, case.answer, {})
        assert 0 < len(description) <= 255
    (entry,) = received(system)
    assert (entry.text, entry.identity) == (case.text, "CP1")
    assert (entry.frame is not None, entry.malformed is None) == (case.is_frame, case.is_frame)
    assert_unharmed(connection, other)


def test_half_a_character_that_only_python_can_hold_is_not_taken(
    system: CentralSystem, connection: Connection
) -> None:
    connection.receive(NOW, '[2,"\ud800","Heartbeat",{}]')
    assert received(system)[0].malformed is not None
    assert_unharmed(connection)


def test_a_binary_message_is_kept_and_ends_the_connection(
    system: CentralSystem, connection: Connection, other: Connection
) -> None:
    connection.receive_binary(NOW, PROBE.encode() + b"\xff")
    (close,) = connection.outgoing()
    assert isinstance(close, Close)
    assert close.code == 1003
    (entry,) = received(system)
    assert (entry.text, entry.frame) == (PROBE + "\\xff", None)
    assert entry.malformed == f"a binary message of {len(PROBE) + 1} bytes"
    assert system.journal.exchanges == []
    connection.receive_binary(NOW, b"again")
    assert len(received(system)) == 1
    connection.disconnected(NOW, 1003)
    assert isinstance(system.journal.entries[-1], Closed)
    assert_unharmed(other)


def test_an_id_in_use_is_refused_and_its_first_call_answered_all_the_same(
    system: CentralSystem, connection: Connection
) -> None:
    system.on("Authorize").answer(after=10)
    connection.receive(NOW, '[2,"1","Authorize",{"idTag":"A"}]')
    connection.receive(NOW + 1, '[2,"1","Heartbeat",{}]')
    ((kind, call_id, code, *_),) = sent(connection)
    assert (kind, call_id, code) == (4, "1", ErrorCode.GENERIC_ERROR)
    connection.advance(NOW + 10)
    assert [answer[:2] for answer in sent(connection)] == [[3, "1"]]
    first, second = system.journal.exchanges
    assert (first.action, first.response) == ("Authorize", {"idTagInfo": {"status": "Accepted"}})
    assert (second.action, second.error is not None) == ("Heartbeat", True)
    assert_unharmed(connection)


def test_an_id_used_before_is_answered_again(system: CentralSystem, connection: Connection) -> None:
    for _ in range(3):
        connection.receive(NOW, '[2,"1","Heartbeat",{}]')
        assert [answer[:2] for answer in sent(connection)] == [[3, "1"]]
    assert all(exchange.answer is not None for exchange in system.journal.exchanges)


def test_another_charge_point_may_use_the_same_id(
    system: CentralSystem, connection: Connection, other: Connection
) -> None:
    system.on("Heartbeat").once().answer(after=10)
    connection.receive(NOW, '[2,"1","Heartbeat",{}]')
    other.receive(NOW, '[2,"1","Heartbeat",{}]')
    assert sent(connection) == []
    assert [answer[:2] for answer in sent(other)] == [[3, "1"]]


def test_a_second_call_does_not_wait_for_the_first(
    system: CentralSystem, connection: Connection
) -> None:
    system.on("Authorize").answer(after=10)
    connection.receive(NOW, '[2,"1","Authorize",{"idTag":"A"}]')
    connection.receive(NOW, '[2,"2","Heartbeat",{}]')
    assert [answer[:2] for answer in sent(connection)] == [[3, "2"]]
    connection.advance(NOW + 10)
    assert [answer[:2] for answer in sent(connection)] == [[3, "1"]]


@pytest.mark.parametrize(
    "wrong",
    [
        '[3,"wrong",{"status":"Accepted"}]',
        '[4,"wrong","GenericError","",{}]',
        '[3,"",{}]',
        '[3,"CSMS-1",{}]',
        '[3,"csms-1"]',
        '[3,["csms-1"],{}]',
        '[4,"csms-1","GenericError"]',
        '[2,"csms-1","Heartbeat",[]]',
        '[5,"csms-1",{}]',
    ],
)
def test_only_a_proper_answer_with_the_right_id_settles_a_call(
    wrong: str, system: CentralSystem, connection: Connection
) -> None:
    own = system.call(NOW, "CP1", "ClearCache", {})
    ((_, call_id, *_),) = sent(connection)
    assert call_id == "csms-1"
    connection.receive(NOW, wrong)
    assert own.outcome is None
    assert [text[0] for text in sent(connection)] in ([], [4])
    connection.receive(NOW, '[3,"csms-1",{"status":"Accepted"}]')
    assert own.outcome == Answered({"status": "Accepted"})
    connection.receive(NOW, '[4,"csms-1","GenericError","twice",{}]')
    assert own.outcome == Answered({"status": "Accepted"})
    assert_unharmed(connection)


def test_an_error_with_a_code_nobody_knows_settles_a_call(
    system: CentralSystem, connection: Connection
) -> None:
    own = system.call(NOW, "CP1", "ClearCache", {})
    connection.outgoing()
    connection.receive(NOW, '[4,"csms-1","Nonsense","",{}]')
    assert isinstance(own.outcome, Refused)


scalars = (
    st.none() | st.booleans() | st.integers() | st.text() | st.floats()
    | st.sampled_from(["Heartbeat", "Authorize", "Reset", "1", "x" * 40, 2, 3, 4])
)  # fmt: skip
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)
arrays = st.lists(values, max_size=6) | st.tuples(
    st.sampled_from([2, 3, 4, 5]), values, values, values
)
valid = st.sampled_from([case.text for case in CASES.values() if len(case.text) < 300])


@st.composite
def mutations(draw: st.DrawFn) -> str:
    text = draw(valid)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text[:start] + draw(st.text(max_size=3)) + text[end:]


texts = st.text() | arrays.map(json.dumps) | arrays.map(lambda a: json.dumps(a, ensure_ascii=False))


@given(texts | mutations())
def test_whatever_comes_is_kept_and_answered_at_most_once(text: str) -> None:
    system = CentralSystem()
    connection, other = connect(system, "CP1"), connect(system, "other")
    connection.receive(NOW, text)
    (entry,) = received(system)
    assert entry.text == text
    answers = [parse(str(answer)) for answer in connection.outgoing()]
    assert [answer.id for answer in answers] == owed_to(text)
    assert_unharmed(connection, other)


def owed_to(text: str) -> list[str]:
    """The ids to answer: that of a text that was meant as a CALL and whose id can be read."""
    try:
        frame = parse(text)
    except MalformedFrameError as error:
        return [] if error.call_id is None else [error.call_id]
    return [frame.id] if json.loads(text)[0] == 2 else []


@given(st.text(max_size=2 * MAX_ID))
def test_any_id_comes_back_as_it_was(call_id: str) -> None:
    connection = connect(CentralSystem(), "CP1")
    connection.receive(NOW, json.dumps([2, call_id, "Heartbeat", {}]))
    ((kind, answered, *_),) = sent(connection)
    assert answered == call_id
    assert kind == (3 if len(call_id) <= MAX_ID else 4)
