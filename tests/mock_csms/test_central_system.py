"""The core of the central system, met through the Endpoint's methods with text typed by hand."""

import json
from collections.abc import Callable

import pytest

from mock_csms.access import Access, Handshake, TurnAway
from mock_csms.central_system import CentralSystem
from mock_csms.connection import NO_SUBPROTOCOL, STALE_CONNECTION, TOO_MANY_LATE, Connection
from mock_csms.responses import Refusal, Reply, Silence
from ocpp16.actions import Role
from ocpp16.endpoint import Close
from ocpp16.journal import Closed, Injected, Opened, TurnedAway
from ocpp16.rpc import Answered, Disconnected, Refused, TimedOut
from ocpp16.rules import RuleBook, judge
from ocpp16.schema import faults

HEARTBEAT = '[2,"1","Heartbeat",{}]'
BOOT = '[2,"1","BootNotification",{"chargePointVendor":"Myenergi","chargePointModel":"Zappi"}]'
Dial = Callable[..., Connection]


@pytest.fixture
def system() -> CentralSystem:
    return CentralSystem()


@pytest.fixture
def dial(system) -> Dial:
    """Open a connection."""

    def opened(identity: str = "CP1", now: float = 0.0, **presented: object) -> Connection:
        connection = system.handshake(now, Handshake(identity, f"/{identity}", **presented))
        assert isinstance(connection, Connection)
        connection.connected(now)
        return connection

    return opened


@pytest.fixture
def connection(dial) -> Connection:
    return dial()


def ask(connection: Connection, text: str, now: float = 0.0) -> list[object]:
    """What the central system does about a text, as parsed JSON."""
    connection.receive(now, text)
    return [json.loads(effect) for effect in connection.outgoing()]


POLITE = {
    '[2,"1","Authorize",{"idTag":"04A1"}]': {"idTagInfo": {"status": "Accepted"}},
    BOOT: {"status": "Accepted", "currentTime": "1970-01-01T00:00:00.000Z", "interval": 300},
    '[2,"1","DataTransfer",{"vendorId":"x"}]': {"status": "UnknownVendorId"},
    '[2,"1","DiagnosticsStatusNotification",{"status":"Idle"}]': {},
    '[2,"1","FirmwareStatusNotification",{"status":"Idle"}]': {},
    HEARTBEAT: {"currentTime": "1970-01-01T00:00:00.000Z"},
    '[2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-01-05T08:00:00Z",'
    '"sampledValue":[{"value":"1"}]}]}]': {},
    '[2,"1","StartTransaction",{"connectorId":1,"idTag":"04A1","meterStart":0,'
    '"timestamp":"2026-01-05T08:00:00Z"}]': {
        "idTagInfo": {"status": "Accepted"},
        "transactionId": 1,
    },
    '[2,"1","StatusNotification",{"connectorId":0,"errorCode":"NoError","status":"Available"}]': {},
    '[2,"1","StopTransaction",{"transactionId":1,"meterStop":5,'
    '"timestamp":"2026-01-05T08:00:00Z"}]': {},
}


@pytest.mark.parametrize(
    ("text", "payload"), POLITE.items(), ids=[json.loads(text)[2] for text in POLITE]
)
def test_every_valid_call_gets_a_polite_and_valid_result(system, connection, text, payload):
    assert ask(connection, text) == [[3, "1", payload]]
    assert faults(json.loads(text)[2], payload, answer=True) == []
    assert judge(system.journal, RuleBook(Role.CENTRAL_SYSTEM), now=100.0) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[2,"1","Nonsense",{}]', "NotImplemented"),
        ('[2,"1","heartbeat",{}]', "NotImplemented"),
        ('[2,"1","NotifyReport",{}]', "NotImplemented"),
        ('[2,"1","Reset",{"type":"Soft"}]', "NotSupported"),
        ('[2,"1","Heartbeat",{"extra":1}]', "FormationViolation"),
        ('[2,"1","Authorize",{}]', "OccurenceConstraintViolation"),
        ('[2,"1","Authorize",{"idTag":1}]', "TypeConstraintViolation"),
        ('[2,"1","Authorize",{"idTag":"123456789012345678901"}]', "PropertyConstraintViolation"),
        ('[2,"1","Heartbeat"]', "FormationViolation"),
    ],
)
def test_an_improper_call_gets_an_error(connection, text, code):
    ((kind, call_id, seen, description, details),) = ask(connection, text)
    assert (kind, call_id, seen, details) == (4, "1", code, {})
    assert description


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '[3,"1",{}]', '[4,"1","x","",{}]', "[2]"])
def test_what_cannot_be_answered_is_only_recorded(system, connection, text):
    assert ask(connection, text) == []
    assert system.journal.entries[-1].text == text
    assert ask(connection, HEARTBEAT) != []


# What the script says


def test_silence_is_no_answer(system, connection):
    system.on("Heartbeat").times(1).respond(Silence())
    assert ask(connection, HEARTBEAT) == []
    assert connection.next_deadline() is None
    assert ask(connection, HEARTBEAT) != []


def test_a_refusal_is_an_error(system, connection):
    system.on("Heartbeat").respond(Refusal("InternalError", "out of order"))
    assert ask(connection, HEARTBEAT) == [[4, "1", "InternalError", "out of order", {}]]


def test_a_reply_replaces_fields_of_the_polite_answer(system, connection):
    system.on("BootNotification").respond(Reply({"status": "Pending", "interval": 9}))
    ((_, _, payload),) = ask(connection, BOOT)
    assert (payload["status"], payload["interval"]) == ("Pending", 9)
    assert system.charge_point("CP1").registration == "Pending"
    assert system.charge_point("CP1").interval == 9.0


@pytest.mark.parametrize("interval", ["often", None, 1.5])
def test_a_reply_may_be_wrong(system, connection, interval):
    system.on("BootNotification").respond(Reply({"interval": interval}))
    ((_, _, payload),) = ask(connection, BOOT)
    assert payload["interval"] == interval


@pytest.mark.parametrize("response", [Reply(after=5.0), Refusal("InternalError", after=5.0)])
def test_an_answer_may_come_late(system, connection, response):
    system.on("Heartbeat").respond(response)
    assert ask(connection, HEARTBEAT, now=10.0) == []
    assert connection.next_deadline() == 15.0
    connection.advance(14.9)
    assert connection.outgoing() == []
    connection.advance(15.0)
    (text,) = connection.outgoing()
    assert json.loads(text)[1] == "1"
    assert system.journal.entries[-1].at == 15.0
    assert connection.next_deadline() is None


def test_late_answers_come_in_the_order_of_their_time(system, connection):
    system.on("Heartbeat").respond(Reply(after=5.0))
    system.on("Heartbeat").times(1).respond(Reply(after=9.0))
    for number in ("a", "b", "c"):
        ask(connection, f'[2,"{number}","Heartbeat",{{}}]')
    connection.advance(20.0)
    assert [json.loads(text)[1] for text in connection.outgoing()] == ["b", "c", "a"]


def test_a_late_answer_is_dropped_with_its_connection(system, connection):
    system.on("Heartbeat").respond(Reply(after=5.0))
    ask(connection, HEARTBEAT)
    connection.disconnected(1.0, 1006)
    connection.advance(9.0)
    assert connection.outgoing() == []


@pytest.mark.parametrize(
    ("arrange", "faults_before"),
    [
        (lambda system: system.on("Heartbeat").answer(after=5.0), ["late"] * 3),
        (lambda system: system.on("Heartbeat").fail("late", after=5.0), ["late"] * 3),
        (lambda system: system.on("Heartbeat").fail("twice", after=5.0), ["twice"] * 3),
    ],
)
def test_so_many_answers_are_held_back_and_one_more_is_refused(
    system, dial, monkeypatch, arrange, faults_before
):
    monkeypatch.setattr("mock_csms.connection.MOST_LATE", 2)
    arrange(system)
    connection, other = dial(), dial("CP2")
    for number in ("a", "b"):
        assert ask(connection, f'[2,"{number}","Heartbeat",{{}}]') == []
    ((kind, call_id, code, description, _),) = ask(connection, '[2,"c","Heartbeat",{}]')
    assert (kind, call_id, code) == (4, "c", "InternalError")
    assert "2 answers are held back" in description
    assert len(ask(connection, '[2,"d","Authorize",{"idTag":"X"}]')) == 1
    assert ask(other, HEARTBEAT) == []
    injected = [entry for entry in system.journal.entries if isinstance(entry, Injected)]
    excess = [entry for entry in injected if entry.fault == TOO_MANY_LATE]
    assert [(e.identity, e.action, e.number) for e in excess] == [("CP1", "Heartbeat", 3)]
    assert [e.fault for e in injected if e not in excess] == faults_before
    connection.advance(5.0)
    assert {json.loads(text)[1] for text in connection.outgoing()} == {"a", "b"}
    assert ask(connection, HEARTBEAT, now=5.0) == []


def test_nothing_is_said_after_the_close(system, connection):
    system.on("Heartbeat").respond(Reply(after=5.0))
    ask(connection, HEARTBEAT)
    connection.close(1000, "enough")
    connection.receive(1.0, HEARTBEAT)
    connection.advance(9.0)
    assert connection.outgoing() == [Close(1000, "enough")]


def test_the_script_may_be_about_one_charge_point(system, dial):
    system.on("Heartbeat", identity="CP2").respond(Silence())
    assert ask(dial("CP1"), HEARTBEAT) != []
    assert ask(dial("CP2"), HEARTBEAT) == []


def test_an_improper_call_does_not_use_up_the_script(system, connection):
    system.on("Heartbeat").times(1).respond(Silence())
    assert ask(connection, '[2,"0","Heartbeat",{"extra":1}]')[0][0] == 4
    assert ask(connection, HEARTBEAT) == []


# Who may connect

HEX, TEXT = "000102030405060708090a0b0c0d0e0f", "sixteen letters!"


def turned_away(system: CentralSystem, identity: str, **presented: object) -> int | None:
    """The HTTP status of a refused handshake; None for a welcome."""
    result = system.handshake(0.0, Handshake(identity, f"/{identity}", **presented))
    return result.status if isinstance(result, TurnAway) else None


@pytest.mark.parametrize(
    ("known", "identity", "status"),
    [
        (None, "anybody", None),
        (frozenset({"CP1"}), "CP1", None),
        (frozenset({"CP1"}), "CP2", 404),
        (frozenset(), "CP1", 404),
        (None, "", 404),
    ],
)
def test_an_unknown_identity_is_not_found(known, identity, status):
    assert turned_away(CentralSystem(access=Access(known)), identity) == status


@pytest.mark.parametrize(
    ("key", "username", "password", "status"),
    [
        (TEXT, "CP1", b"sixteen letters!", None),
        (HEX, "CP1", bytes(range(16)), None),
        (HEX, "CP1", HEX.encode(), None),
        (HEX.upper(), "CP1", bytes(range(16)), None),
        (HEX, "CP1", bytes(range(15)), 401),
        (HEX, "CP1", HEX.upper().encode(), 401),
        (TEXT, "CP1", b"Sixteen letters!", 401),
        (TEXT, "CP1", None, 401),
        (TEXT, None, None, 401),
        (TEXT, "", b"sixteen letters!", 401),
        (TEXT, "cp1", b"sixteen letters!", 401),
        ("p\N{LATIN SMALL LETTER A WITH DIAERESIS}sswort", "CP1", b"p\xc3\xa4sswort", None),
    ],
)
def test_the_key_counts_as_text_and_as_hexadecimal(key, username, password, status):
    system = CentralSystem(access=Access(keys={"CP1": key}))
    assert turned_away(system, "CP1", username=username, password=password) == status


@pytest.mark.parametrize(("form", "welcome"), [("text", HEX.encode()), ("bytes", bytes(range(16)))])
def test_a_hexadecimal_key_can_be_demanded_in_one_form(form, welcome):
    system = CentralSystem(access=Access(keys={"CP1": HEX}, form=form))
    turned = {
        password: turned_away(system, "CP1", username="CP1", password=password)
        for password in (HEX.encode(), bytes(range(16)))
    }
    assert turned.pop(welcome) is None
    assert set(turned.values()) == {401}


def test_who_has_no_key_needs_none():
    system = CentralSystem(access=Access(keys={"CP1": TEXT}))
    assert turned_away(system, "CP2") is None
    assert turned_away(system, "CP2", username="CP2", password=b"whatever") is None


def test_while_closed_nobody_is_let_in(system, dial):
    system.admits = False
    assert turned_away(system, "CP1") == 503
    system.admits = True
    assert dial("CP1").number == 1


def test_handshakes_are_recorded_without_secrets(system):
    system.access = Access(frozenset({"CP1"}), {"CP1": TEXT})
    turned_away(system, "CP2")
    turned_away(system, "CP1", username="CP1", password=TEXT.encode())
    refused, opened = system.journal.entries
    assert isinstance(refused, TurnedAway)
    assert (refused.identity, refused.status) == ("CP2", 404)
    assert isinstance(opened, Opened)
    assert opened.authorization == "Basic"
    assert TEXT not in repr(system.journal) + repr(system.access)
    assert TEXT not in repr(Handshake("CP1", "/CP1", password=TEXT.encode()))


@pytest.mark.parametrize("offered", [(), ("ocpp2.0.1",), ("OCPP1.6",)])
def test_without_a_common_subprotocol_the_connection_is_closed(dial, offered):
    (effect,) = dial(subprotocols=offered).outgoing()
    assert isinstance(effect, Close)
    assert effect.code == NO_SUBPROTOCOL


def test_one_common_subprotocol_is_enough(dial):
    assert dial(subprotocols=("ocpp2.0.1", "ocpp1.6")).outgoing() == []


# Connections


def test_a_newer_connection_replaces_the_stale_one(system, dial):
    stale, newer = dial(now=0.0), dial(now=5.0)
    (effect,) = stale.outgoing()
    assert isinstance(effect, Close)
    assert effect.code == STALE_CONNECTION
    assert ask(newer, HEARTBEAT) != []
    stale.disconnected(6.0, STALE_CONNECTION)
    assert system.charge_point("CP1").connection is newer


@pytest.mark.parametrize(
    ("closes", "by"), [(True, Role.CENTRAL_SYSTEM), (False, Role.CHARGE_POINT)]
)
def test_the_end_is_recorded_with_who_wanted_it(system, connection, closes, by):
    if closes:
        connection.close(1000)
    connection.disconnected(3.0, 1000)
    connection.disconnected(4.0, 1006)
    (end,) = [entry for entry in system.journal.entries if isinstance(entry, Closed)]
    assert (end.at, end.code, end.by) == (3.0, 1000, by)
    assert system.charge_point("CP1").connection is None


def test_a_connection_is_closed_once(connection):
    connection.close(1000, "first")
    connection.close(1001, "second")
    assert connection.outgoing() == [Close(1000, "first")]


def test_any_text_can_be_sent(system, connection):
    connection.send_text(2.0, "[nonsense")
    assert connection.outgoing() == ["[nonsense"]
    assert system.journal.entries[-1].malformed.startswith("not JSON")


# Own calls


def test_own_calls_queue_one_at_a_time(system, connection):
    first = system.call(0.0, "CP1", "ClearCache", {})
    second = system.call(0.0, "CP1", "Reset", {"type": "Soft"})
    assert connection.outgoing() == ['[2,"csms-1","ClearCache",{}]']
    connection.receive(1.0, '[3,"csms-1",{"status":"Accepted"}]')
    assert first.outcome == Answered({"status": "Accepted"})
    assert (first.response, second.outcome) == ({"status": "Accepted"}, None)
    assert connection.outgoing() == ['[2,"csms-2","Reset",{"type":"Soft"}]']
    connection.receive(2.0, '[4,"csms-2","NotSupported","",{}]')
    assert isinstance(second.outcome, Refused)
    assert second.response is None


def test_own_calls_to_different_charge_points_do_not_wait_for_each_other(system, dial):
    one, two = dial("CP1"), dial("CP2")
    for identity in ("CP1", "CP2"):
        system.call(0.0, identity, "ClearCache", {})
    assert one.outgoing() == ['[2,"csms-1","ClearCache",{}]']
    assert two.outgoing() == ['[2,"csms-2","ClearCache",{}]']


def test_an_own_call_times_out_and_the_next_is_sent(system, connection):
    first = system.call(0.0, "CP1", "ClearCache", {})
    system.call(0.0, "CP1", "ClearCache", {})
    connection.outgoing()
    assert connection.next_deadline() == 30.0
    connection.advance(30.0)
    assert first.outcome == TimedOut()
    assert connection.outgoing() == ['[2,"csms-2","ClearCache",{}]']
    assert connection.next_deadline() == 60.0


def test_without_a_connection_the_outcome_is_there_at_once(system):
    heard = []
    own = system.call(
        7.0, "CP1", "ClearCache", {}, lambda now, outcome: heard.append((now, outcome))
    )
    assert own.outcome == Disconnected()
    assert heard == [(7.0, Disconnected())]


def test_the_end_of_the_connection_concludes_all_own_calls(system, connection):
    calls = [system.call(0.0, "CP1", "ClearCache", {}) for _ in range(3)]
    connection.disconnected(1.0, 1006)
    assert [own.outcome for own in calls] == [Disconnected()] * 3


def test_a_call_may_follow_from_the_outcome_of_another(system, connection):
    def go_on(now: float, outcome: object) -> None:
        system.call(now, "CP1", "Reset", {"type": "Soft"})

    system.call(0.0, "CP1", "ClearCache", {}, go_on)
    connection.outgoing()
    connection.receive(1.0, '[3,"csms-1",{"status":"Accepted"}]')
    assert connection.outgoing() == ['[2,"csms-2","Reset",{"type":"Soft"}]']


def test_own_calls_may_be_invalid(system, connection):
    system.call(0.0, "CP1", "Nonsense", {"x": 1})
    assert connection.outgoing() == ['[2,"csms-1","Nonsense",{"x":1}]']


def test_a_probe_is_marked_in_the_journal(system, connection):
    system.call(0.0, "CP1", "ClearCache", {}, probe=True)
    system.call(0.0, "CP1", "ClearCache", {})
    connection.receive(1.0, '[3,"csms-1",{"status":"Accepted"}]')
    assert [entry.probe for entry in system.journal.entries[1:]] == [True, True, False]


def test_calls_and_answers_may_cross(system, connection):
    own = system.call(0.0, "CP1", "ClearCache", {})
    connection.outgoing()
    assert ask(connection, '[2,"csms-1","Heartbeat",{}]')[0][:2] == [3, "csms-1"]
    assert own.outcome is None
    connection.receive(1.0, '[3,"csms-1",{"status":"Accepted"}]')
    assert own.outcome == Answered({"status": "Accepted"})


def test_message_ids_can_be_chosen():
    system = CentralSystem(new_ids=iter(["my-id"]))
    connection = system.handshake(0.0, Handshake("CP1", "/CP1"))
    connection.connected(0.0)
    system.call(0.0, "CP1", "ClearCache", {})
    assert connection.outgoing() == ['[2,"my-id","ClearCache",{}]']


def test_a_call_at_once_does_not_wait_for_its_turn(system, connection):
    first = system.call(0.0, "CP1", "ClearCache", {})
    second = system.call(0.0, "CP1", "Reset", {"type": "Soft"}, at_once=True)
    assert len(connection.outgoing()) == 2
    connection.receive(1.0, '[3,"csms-2",{"status":"Accepted"}]')
    assert (first.outcome, second.response) == (None, {"status": "Accepted"})
    connection.receive(2.0, '[3,"csms-1",{"status":"Rejected"}]')
    assert first.response == {"status": "Rejected"}


def test_calls_at_once_leave_nothing_behind(system, connection):
    for number in range(1, 101):
        system.call(0.0, "CP1", "ClearCache", {}, at_once=True)
        if number % 2:
            connection.receive(1.0, f'[3,"csms-{number}",{{"status":"Accepted"}}]')
    connection.advance(30.0)
    assert connection._hasty == []


def test_a_call_at_once_times_out_and_ends_like_any_other(system, connection):
    calls = [system.call(0.0, "CP1", "ClearCache", {}, at_once=True) for _ in range(2)]
    assert connection.next_deadline() == 30.0
    connection.advance(30.0)
    assert [own.outcome for own in calls] == [TimedOut()] * 2
    last = system.call(30.0, "CP1", "ClearCache", {}, at_once=True)
    connection.disconnected(31.0, 1006)
    assert last.outcome == Disconnected()


# Keys


def rotated(system: CentralSystem, status: str) -> CentralSystem:
    """A central system that gave CP1 a new key, and got this answer."""
    handshake = Handshake("CP1", "/CP1", username="CP1", password=b"old-key")
    connection = system.handshake(0.0, handshake)
    connection.connected(0.0)
    change = {"key": "AuthorizationKey", "value": "new-key"}
    system.call(0.0, "CP1", "ChangeConfiguration", change)
    connection.receive(1.0, f'[3,"csms-1",{{"status":"{status}"}}]')
    return system


@pytest.mark.parametrize(
    ("status", "welcome"), [("Accepted", b"new-key"), ("Rejected", b"old-key")]
)
def test_the_key_that_counts_is_the_one_that_was_accepted(status, welcome):
    system = rotated(CentralSystem(access=Access(keys={"CP1": "old-key"})), status)
    for key in (b"old-key", b"new-key"):
        decision = system.handshake(2.0, Handshake("CP1", "/CP1", username="CP1", password=key))
        assert isinstance(decision, Connection) == (key == welcome)


def test_who_demanded_no_key_does_not_begin_to():
    system = rotated(CentralSystem(), "Accepted")
    assert isinstance(system.handshake(2.0, Handshake("CP1", "/CP1")), Connection)


def test_whether_a_connection_is_encrypted_is_on_record(system, dial):
    dial(secure=True)
    assert system.journal.entries[0].secure
