"""Operators of central systems of somebody else: what they are told, and what they make of answers."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest

from conformance.judgement import NotApplicable
from conformance.statement import Choice, Product, Secret, Statement
from conformance.sut.driver import DriverError, NotDrivable
from conformance.sut.operator import Operator
from conformance.sut.operators import KINDS, make, problems
from conformance.sut.operators.manual import ManualOperator
from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal
from ocpp16.rpc import Answered, Refused
from tests.conformance.sut.operators.interface import Interface, serving

RESET = {"type": "Hard"}


@pytest.fixture
def interface() -> Iterator[Interface]:
    with serving() as made:
        yield made


def operator(kind: str, journal: Journal | None = None, **options: Any) -> Operator:
    choice = Choice(kind, options)
    statement = Statement(Role.CENTRAL_SYSTEM, Product("CP 1"), operator=choice)
    return make(statement, journal or Journal())


def call(journal: Journal, text: str, direction: Direction = Direction.TO_CHARGE_POINT) -> None:
    journal.frame(1.0, "CP 1", 1, direction, text)


# the wire decides ------------------------------------------------------------------------------------


def test_the_fate_of_a_request_is_read_off_the_wire(interface: Interface) -> None:
    journal = Journal()
    call(journal, '[2,"old","Reset",{"type":"Soft"}]')
    request = operator("octt", journal, url=interface.url).request(2.0, "CP 1", "Reset", RESET)
    assert request.outcome is None
    call(journal, '[2,"a","Reset",{"type":"Hard"}]')
    assert request.outcome is None
    call(journal, '[3,"a",{"status":"Accepted"}]', Direction.TO_CENTRAL_SYSTEM)
    assert request.outcome == Answered({"status": "Accepted"})
    assert request.response == {"status": "Accepted"}


def test_a_callerror_is_an_outcome_too(interface: Interface) -> None:
    journal = Journal()
    request = operator("octt", journal, url=interface.url).request(2.0, "CP 1", "Reset", RESET)
    call(journal, '[2,"a","Reset",{"type":"Hard"}]')
    call(journal, '[4,"a","NotSupported","",{}]', Direction.TO_CENTRAL_SYSTEM)
    assert isinstance(request.outcome, Refused)
    assert request.response is None


def test_who_is_told_need_not_answer_before_the_charge_point_has(interface: Interface) -> None:
    journal, let_go = Journal(), Event()

    def answer(_path: str) -> tuple[int, bytes]:
        call(journal, '[2,"a","Reset",{"type":"Hard"}]')
        let_go.wait(20)
        return 200, b"{}"

    interface.answer = answer
    request = operator("octt", journal, url=interface.url).request(2.0, "CP 1", "Reset", RESET)
    assert request.outcome is None
    let_go.set()


# the trigger API -------------------------------------------------------------------------------------


def test_the_trigger_api_is_told_in_its_own_way(interface: Interface) -> None:
    told = operator("octt", url=interface.url + "/", token=Secret("s3cret"))
    told.request(0, "CP 1", "RemoteStartTransaction", {"idTag": "A"})
    assert interface.asked == [
        ("POST", "/api/octt/1.6/CP%201/remote-start-transaction", {"idTag": "A"})
    ]
    assert interface.authorization == ["Bearer s3cret"]


@pytest.mark.parametrize("status", [404, 405, 501])
def test_what_the_trigger_api_lacks_is_not_drivable(interface: Interface, status: int) -> None:
    interface.answer = lambda _path: (status, b"no such action")
    with pytest.raises(NotDrivable, match=r"does not have .*no such action"):
        operator("octt", url=interface.url).request(0, "CP 1", "Reset", RESET)


@pytest.mark.parametrize("status", [400, 401, 500, 302])
def test_a_trigger_that_fails_is_no_fault_of_the_platform(
    interface: Interface, status: int
) -> None:
    interface.answer = lambda _path: (status, b"oh no")
    with pytest.raises(DriverError, match=rf"answered with {status}: oh no"):
        operator("octt", url=interface.url).request(0, "CP 1", "Reset", RESET)


def test_what_the_statement_says_is_never_sent_does_not_apply(interface: Interface) -> None:
    told = operator("octt", url=interface.url, lacks=["Reset"])
    with pytest.raises(NotApplicable, match="Reset is never sent"):
        told.request(0, "CP 1", "Reset", RESET)
    told.request(0, "CP 1", "ClearCache", {})
    assert [path for _, path, _ in interface.asked] == ["/api/octt/1.6/CP%201/clear-cache"]
    assert (
        "no central system sends 'Heartbeat'"
        in problems("octt", {"url": interface.url, "lacks": ["Heartbeat"]}).pop()
    )


def test_nobody_there_and_too_much_are_said(interface: Interface) -> None:
    with pytest.raises(DriverError, match="ConnectError"):
        operator("octt", url="http://127.0.0.1:9").request(0, "CP 1", "Reset", RESET)
    interface.answer = lambda _path: (200, b"x" * 70_000)
    with pytest.raises(DriverError, match="longer than 65536 bytes"):
        operator("octt", url=interface.url).request(0, "CP 1", "Reset", RESET)


def test_a_trigger_api_that_never_answers_is_given_up(interface: Interface) -> None:
    let_go = Event()

    def wait(_path: str) -> tuple[int, bytes]:
        let_go.wait(20)
        return 200, b""

    interface.answer = wait
    with pytest.raises(DriverError, match=r"no answer within 0\.2 s"):
        operator("octt", url=interface.url, timeout=0.2).request(0, "CP 1", "Reset", RESET)
    let_go.set()


# our own ---------------------------------------------------------------------------------------------


def test_our_own_says_who_is_online(interface: Interface) -> None:
    interface.answer = lambda path: (200, b'{"online": true}') if "CP%201" in path else (404, b"")
    own = operator("mock", url=interface.url)
    assert own.online(0, "CP 1")
    assert not own.online(0, "ANOTHER")
    interface.answer = lambda _path: (200, b"[]")
    with pytest.raises(DriverError, match="no state"):
        own.online(0, "CP 1")


# templates -------------------------------------------------------------------------------------------


def test_a_template_is_filled_in(interface: Interface) -> None:
    requests = {
        "Reset": {
            "url": "/chargers/{identity}/reset?kind={type}",
            "method": "PUT",
            "body": {"how": "{type}", "whole": "{payload}", "list": ["is {type}", 1]},
        },
        "RemoteStopTransaction": {"url": "stop", "body": {"number": "{transactionId}"}},
    }
    told = operator("http", url=interface.url + "/api", requests=requests)
    told.request(0, "CP 1", "Reset", RESET)
    told.request(0, "CP 1", "RemoteStopTransaction", {"transactionId": 7})
    assert interface.asked == [
        (
            "PUT",
            "/api/chargers/CP%201/reset?kind=Hard",
            {"how": "Hard", "whole": RESET, "list": ["is Hard", 1]},
        ),
        ("POST", "/api/stop", {"number": 7}),
    ]


def test_what_has_no_template_is_not_drivable(interface: Interface) -> None:
    told = operator("http", url=interface.url, requests={"Reset": {"url": "/reset"}})
    with pytest.raises(NotDrivable, match="makes it send ClearCache"):
        told.request(0, "CP 1", "ClearCache", {})
    interface.answer = lambda _path: (503, b"busy")
    with pytest.raises(DriverError, match="answered with 503: busy"):
        told.request(0, "CP 1", "Reset", RESET)


# a person --------------------------------------------------------------------------------------------


class Somebody:
    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def ask(self, text: str, seconds: float) -> str:
        self.asked.append(text)
        return self.answers.pop(0)


def manual(*answers: str) -> tuple[ManualOperator, Somebody]:
    somebody = Somebody(*answers)
    choice = Choice("manual", {"timeout": 5.0})
    statement = Statement(Role.CENTRAL_SYSTEM, Product("CP 1"), operator=choice)
    return ManualOperator(statement, Journal(), somebody), somebody


def test_a_person_is_told_what_to_do() -> None:
    told, somebody = manual("", "cannot")
    told.request(0, "CP 1", "Reset", RESET)
    assert somebody.asked[0].startswith('Let the central system send Reset to CP 1 with {"type"')
    with pytest.raises(NotDrivable, match="could not make it send Reset"):
        told.request(0, "CP 1", "Reset", RESET)


def test_a_person_sees_who_is_online() -> None:
    told, _ = manual("Y", "no", "cannot")
    assert told.online(0, "CP 1")
    assert not told.online(0, "CP 1")
    with pytest.raises(NotDrivable, match="could not tell"):
        told.online(0, "CP 1")


def test_nobody_at_the_terminal_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("conformance.sut.operators.manual.at_terminal", lambda: False)
    with pytest.raises(NotDrivable, match="nobody is at the terminal"):
        operator("manual").request(0, "CP 1", "Reset", RESET)


# nobody, and mistakes --------------------------------------------------------------------------------


def test_nobody_can_do_nothing() -> None:
    with pytest.raises(NotDrivable, match="no operator makes"):
        operator("none").request(0, "CP 1", "Reset", RESET)
    with pytest.raises(NotDrivable, match="no operator tells"):
        operator("none").online(0, "CP 1")


@pytest.mark.parametrize(
    ("kind", "options", "complaint"),
    [
        ("octt", {}, "url: is missing"),
        ("octt", {"url": "ws://x"}, "url"),
        ("octt", {"url": "http://u:p@x"}, "url"),
        ("mock", {"url": "http://x", "tokn": "y"}, "tokn: there is no such option"),
        ("http", {"url": "http://x", "requests": {}}, "requests"),
        (
            "http",
            {"url": "http://x", "requests": {"Boot": {"url": "/"}}},
            "no central system sends",
        ),
        ("manual", {"timeout": 0}, "timeout"),
        ("robot", {}, "there is no operator 'robot'"),
    ],
)
def test_mistakes_in_options_are_named(kind: str, options: dict[str, Any], complaint: str) -> None:
    assert complaint in problems(kind, options)[0]


def test_options_of_every_kind_can_be_right() -> None:
    right: dict[str, dict[str, Any]] = {
        "none": {},
        "manual": {"timeout": 10.0},
        "http": {"url": "http://x/y", "requests": {"Reset": {"url": "/reset"}}},
        "octt": {"url": "https://x", "token": Secret("t")},
        "mock": {"url": "http://127.0.0.1:9001"},
    }
    assert set(right) == set(KINDS)
    assert [problems(kind, options) for kind, options in right.items()] == [[]] * len(right)
