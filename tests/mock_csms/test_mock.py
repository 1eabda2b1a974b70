"""The mock central system as a test suite uses it: arranged, asked, called from an ordinary thread."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

import mock_csms
from conformance.sut.certificates import self_signed
from mock_csms import Answered, Chaos, Disconnected, Dispatched, MockCsms, Refused, TimedOut
from mock_csms.central_system import CentralSystem
from mock_csms.responses import Reply
from ocpp16.expectation import UnmetError, match
from ocpp16.journal import Closed, Exchange, Injected
from ocpp16.verification import in_any_order
from tests.mock_csms.peer import BOOT, STATUS, Peer

HERE = Path(__file__).resolve().parent


@pytest.fixture
def csms() -> Iterator[MockCsms]:
    with MockCsms() as started:
        yield started


@pytest.fixture
def peer(csms: MockCsms) -> Iterator[Peer]:
    with Peer(csms) as connected:
        connected.boot()
        yield connected


def later(act: Callable[[], object]) -> threading.Timer:
    timer = threading.Timer(0.1, act)
    timer.start()
    return timer


# arranging -----------------------------------------------------------------------------------------------


def test_the_example_of_the_documents(csms: MockCsms) -> None:
    csms.on("Authorize", idTag="X").answer(idTagInfo={"status": "Blocked"})
    with Peer(csms, "91234567") as peer, ThreadPoolExecutor() as pool:
        peer.boot()
        charge_point = csms.wait_for("91234567")
        assert peer.ask("Authorize", idTag="X")[2] == {"idTagInfo": {"status": "Blocked"}}
        assert peer.ask("Authorize", idTag="Y")[2] == {"idTagInfo": {"status": "Accepted"}}
        asked = pool.submit(charge_point.call, "RemoteStartTransaction", connectorId=1, idTag="X")
        _, call_id, action, payload = peer.hear()
        assert (action, payload) == ("RemoteStartTransaction", {"connectorId": 1, "idTag": "X"})
        peer.socket.send(json.dumps([3, call_id, {"status": "Accepted"}]))
        assert asked.result(5) == Answered({"status": "Accepted"})
        assert csms.expect("Authorize", idTag="X").response == {"idTagInfo": {"status": "Blocked"}}


def test_stubs_are_removed_and_cleared(csms: MockCsms, peer: Peer) -> None:
    stub = csms.on("Heartbeat").refuse("GenericError")
    assert peer.ask("Heartbeat")[:1] == [4]
    assert stub.hits == 1
    csms.remove(stub)
    assert peer.ask("Heartbeat")[:1] == [3]
    csms.on("Heartbeat").refuse("GenericError")
    csms.clear()
    assert peer.ask("Heartbeat")[:1] == [3]


def test_conditions_of_stubs_count_from_now(csms: MockCsms, peer: Peer) -> None:
    csms.on("Heartbeat").lasting(60).refuse("GenericError")
    assert peer.ask("Heartbeat")[:1] == [4]
    csms.on("Heartbeat").priority(1).lasting(-1).refuse("SecurityError")
    assert peer.ask("Heartbeat")[2] == "GenericError"


def test_handshakes_are_turned_away_and_slowed_down(csms: MockCsms) -> None:
    csms.on_handshake("CP1").once().turn_away(503)
    with pytest.raises(InvalidStatus, match="503"):
        Peer(csms)
    csms.on_handshake().once().delay(0.3)
    begun = time.monotonic()
    with Peer(csms):
        assert time.monotonic() - begun >= 0.3


def test_chaos_strikes_the_same_calls_each_time() -> None:
    def struck(csms: MockCsms) -> list[int]:
        with Peer(csms) as peer:
            for _ in range(20):
                peer.ask("Heartbeat")
        return [e.number for e in csms.journal.entries if isinstance(e, Injected)]

    with MockCsms() as csms:
        csms.chaos(7, {"error-GenericError": 0.5}, ["Heartbeat"])
        first = struck(csms)
    with MockCsms(chaos=Chaos(7, {"error-GenericError": 0.5})) as csms:
        assert struck(csms) == first
        assert 0 < len(first) < 20
    with MockCsms(chaos=Chaos(7, {"error-GenericError": 1})) as csms:
        csms.clear()
        assert struck(csms) == []


def test_tags_and_skew(csms: MockCsms, peer: Peer) -> None:
    csms.tags.put("X", "Expired")
    assert peer.ask("Authorize", idTag="x")[2]["idTagInfo"]["status"] == "Expired"
    assert "x" in csms.tags
    assert [(tag.id_tag, tag.status) for tag in csms.tags] == [("X", "Expired")]
    csms.tags.remove("X")
    assert peer.ask("Authorize", idTag="x")[2]["idTagInfo"]["status"] == "Accepted"
    csms.tags.put("X", parent="GROUP", concurrent=1)
    assert peer.ask("Authorize", idTag="x")[2]["idTagInfo"]["parentIdTag"] == "GROUP"
    csms.tags.clear()
    assert len(csms.tags) == 0
    with pytest.raises(ValueError, match="must be one of Accepted"):
        csms.tags.put("X", "Unwelcome")
    csms.skew(-86_400)
    told = peer.ask("Heartbeat")[2]["currentTime"]
    assert told < time.strftime("%Y-%m-%dT", time.gmtime(time.time() - 3600))


def test_a_reset_leads_back_to_the_state_of_the_beginning() -> None:
    with MockCsms(tags={"X": "Blocked"}) as csms, Peer(csms) as peer:
        peer.boot()
        csms.tags.put("Y", "Blocked")
        csms.skew(-86_400)
        csms.on("Heartbeat").refuse()
        csms.chaos(1, {"no-answer": 1})
        csms.reset()
        assert csms.seen() == []
        assert peer.ask("Heartbeat")[2]["currentTime"][:10] == time.strftime(
            "%Y-%m-%d", time.gmtime(csms.clock())
        )
        assert [(tag.id_tag, tag.status) for tag in csms.tags] == [("X", "Blocked")]
        assert [exchange.action for exchange in csms.seen()] == ["Heartbeat"]
        assert csms.wait_for("CP1").connected


# waiting -------------------------------------------------------------------------------------------------


def test_waiting_for_a_charge_point_is_over_once_it_is_registered(csms: MockCsms) -> None:
    with Peer(csms) as peer:
        assert csms.wait_for(registered=False).registration is None
        timer = later(peer.boot)
        charge_point = csms.wait_for("CP1")
        assert (charge_point.registration, charge_point.boot) == ("Accepted", BOOT)
        timer.join()
        assert list(csms.charge_points) == ["CP1"]
    assert repr(charge_point) == "<charge point CP1>"


def test_waiting_in_vain_says_how_far_it_came(csms: MockCsms) -> None:
    with pytest.raises(UnmetError, match="seen no connection at all"):
        csms.wait_for("CP1", within=0.05)
    csms.on("BootNotification").answer(status="Pending")
    with Peer(csms) as peer:
        peer.ask("BootNotification", **BOOT)
        with pytest.raises(UnmetError, match=r"CP1 is connected, registration: Pending") as unmet:
            csms.wait_for("CP1", within=0.05)
        assert "Pending" in unmet.value.__notes__[0]
        with pytest.raises(UnmetError, match="others came: CP1"):
            csms.wait_for("CP2", within=0.05)
    csms.on_handshake("CP3").turn_away(403)
    with pytest.raises(InvalidStatus):
        Peer(csms, "CP3")
    with pytest.raises(UnmetError, match="'CP3' was turned away with 403"):
        csms.wait_for("CP3", within=0.05)


# asking --------------------------------------------------------------------------------------------------


def test_what_comes_in_time_is_found_and_what_does_not_is_unmet(csms: MockCsms, peer: Peer) -> None:
    timer = later(lambda: peer.ask("Authorize", idTag="X"))
    assert csms.expect("Authorize", idTag="X", within=5).payload == {"idTag": "X"}
    timer.join()
    with pytest.raises(UnmetError) as unmet:
        csms.expect("Authorize", idTag="Z", within=0.1)
    assert str(unmet.value) == (
        "expected Authorize with idTag = Z within 0.1 s; "
        "seen none of them, but 1 x Authorize, 1 x BootNotification"
    )
    assert "idTag: expected Z, seen 'X'" in unmet.value.__notes__[0]
    assert '[2,"cp-1","BootNotification"' in unmet.value.__notes__[0].replace(" ", "")


def test_a_count_is_exact_and_watched_for_the_whole_time(csms: MockCsms, peer: Peer) -> None:
    peer.ask("Heartbeat")
    csms.expect("Heartbeat", times=1)
    peer.ask("Heartbeat")
    assert csms.expect("Heartbeat", times=2, nth=2).request.id == "cp-3"
    with pytest.raises(UnmetError, match="Heartbeat exactly once; seen 2 of them") as unmet:
        csms.expect("Heartbeat", times=1)
    assert unmet.value.__notes__[0].startswith("frames:")
    timer = later(lambda: peer.ask("Heartbeat"))
    with pytest.raises(UnmetError, match="seen 3 of them"):
        csms.expect("Heartbeat", times=2, within=5)
    timer.join()
    csms.expect("Heartbeat", at_least=3)
    with pytest.raises(UnmetError, match="at least 4 times"):
        csms.expect("Heartbeat", nth=4)


@pytest.mark.parametrize(
    "numbers", [{"times": 0}, {"at_least": 0}, {"nth": 0}, {"times": 1, "nth": 2}]
)
def test_numbers_that_make_no_sense_are_refused(csms: MockCsms, numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"choose at least 1|give one of them"):
        csms.expect("Heartbeat", **numbers)  # type: ignore[arg-type]


def test_questions_look_from_a_mark(csms: MockCsms, peer: Peer) -> None:
    peer.ask("Heartbeat")
    mark = csms.mark()
    csms.expect("Heartbeat")
    csms.never("Heartbeat", since=mark)
    with pytest.raises(UnmetError, match="seen none of them, but nothing"):
        csms.expect("Heartbeat", since=mark)
    with pytest.raises(UnmetError, match="expected no Heartbeat; seen 1 of them"):
        csms.never("Heartbeat")


def test_never_needs_somebody_who_could_have_spoken(csms: MockCsms) -> None:
    with pytest.raises(UnmetError, match="seen no connection when it began"):
        csms.never("Heartbeat", for_seconds=0.05)
    with Peer(csms) as peer:
        peer.boot()
        csms.never("Heartbeat", for_seconds=0.05)
        csms.wait_for("CP1").never("Heartbeat", for_seconds=0.05)
        with pytest.raises(UnmetError, match="CP2 to stay connected"):
            csms.never("Heartbeat", identity="CP2", for_seconds=0.05)
        timer = later(lambda: peer.ask("Heartbeat"))
        with pytest.raises(UnmetError, match="no Heartbeat for 5 s; seen 1 of them"):
            csms.never("Heartbeat", for_seconds=5)
        timer.join()
        timer = later(peer.socket.close)
        with pytest.raises(UnmetError, match="CP1 was disconnected with code 1000"):
            csms.never("Authorize", for_seconds=0.5)
        timer.join()


def test_sequences_and_partial_orders(csms: MockCsms, peer: Peer) -> None:
    peer.ask("StatusNotification", **STATUS)
    peer.ask("StatusNotification", **{**STATUS, "connectorId": 0})
    timer = later(lambda: peer.ask("Heartbeat"))
    whole, first = (match("StatusNotification", connectorId=number) for number in (0, 1))
    found = csms.expect_sequence(
        ["BootNotification", in_any_order(whole, first), "Heartbeat"], within=5
    )
    timer.join()
    assert [exchange.request.id for exchange in found] == ["cp-1", "cp-3", "cp-2", "cp-4"]
    assert len(csms.expect_in_any_order(["Heartbeat", first])) == 2
    with pytest.raises(UnmetError) as unmet:
        csms.expect_sequence([whole, first])
    assert str(unmet.value) == (
        "expected StatusNotification with connectorId = 1 after 1 of 2 in order; "
        "seen after that: 1 x Heartbeat"
    )
    with pytest.raises(UnmetError, match="Authorize after 1 of 2 in order"):
        csms.expect_in_any_order(["Heartbeat", "Authorize"])


def test_status_is_what_a_connector_reported_last(csms: MockCsms, peer: Peer) -> None:
    charge_point = csms.wait_for("CP1")
    assert charge_point.status(1) is None
    peer.ask("StatusNotification", **STATUS)
    peer.ask("StatusNotification", **{**STATUS, "status": "Charging"})
    peer.ask("StatusNotification", connectorId=1, status="Faulted")
    assert (charge_point.status(1), charge_point.status(0)) == ("Charging", None)


# calling -------------------------------------------------------------------------------------------------


def test_a_call_has_five_outcomes(csms: MockCsms, peer: Peer) -> None:
    charge_point = csms.wait_for("CP1")
    dispatched = charge_point.call("ClearCache", wait=False)
    assert isinstance(dispatched, Dispatched)
    assert dispatched.outcome is None
    _, call_id, *_ = peer.hear()
    peer.socket.send(json.dumps([4, call_id, "NotSupported", "", {}]))
    peer.ask("Heartbeat")
    assert isinstance(dispatched.outcome, Refused)
    assert dispatched.outcome.error.code == "NotSupported"
    assert charge_point.call("ClearCache", within=0.1) == TimedOut()
    assert peer.hear()[2] == "ClearCache"
    timer = later(peer.socket.close)
    assert charge_point.call("ClearCache") == Disconnected()
    timer.join()
    assert not charge_point.connected
    assert charge_point.call("ClearCache") == Disconnected()
    assert charge_point.call("ClearCache", wait=False) == Disconnected()


def test_a_call_that_is_given_up_before_its_turn_is_never_sent(csms: MockCsms, peer: Peer) -> None:
    charge_point = csms.wait_for("CP1")
    charge_point.call("ClearCache", wait=False)
    assert charge_point.call("Reset", type="Soft", within=0.1) == TimedOut()
    _, call_id, action, _ = peer.hear()
    peer.socket.send(json.dumps([3, call_id, {"status": "Accepted"}]))
    charge_point.call("GetLocalListVersion", wait=False)
    assert (action, peer.hear()[2]) == ("ClearCache", "GetLocalListVersion")


def test_the_call_time_out_is_that_of_the_constructor() -> None:
    with MockCsms(call_timeout=0.1) as csms, Peer(csms):
        assert csms.wait_for(registered=False).call("ClearCache") == TimedOut()


def test_any_text_is_sent_and_connections_are_closed(csms: MockCsms, peer: Peer) -> None:
    charge_point = csms.wait_for("CP1")
    charge_point.send_text('{"not":"OCPP"}')
    assert peer.hear() == {"not": "OCPP"}
    closing = threading.Thread(target=charge_point.close, args=(4000, "on purpose"))
    closing.start()
    with pytest.raises(ConnectionClosed, match="4000"):
        peer.hear()
    closing.join(5)
    assert not charge_point.connected
    with pytest.raises(ConnectionError, match="CP1 is not connected"):
        charge_point.close()
    with pytest.raises(ConnectionError, match="CP1 is not connected"):
        charge_point.send_text("[]")
    with pytest.raises(ValueError, match="999 is no close code"):
        charge_point.close(999)
    with pytest.raises(ValueError, match="longer than 123 bytes"):
        charge_point.close(1000, "ä" * 62)


# the shell -----------------------------------------------------------------------------------------------


def test_an_error_of_a_function_that_computes_is_raised_to_who_asks_next(csms: MockCsms) -> None:
    def broken(_exchange: Exchange) -> Reply:
        raise ZeroDivisionError("on purpose")

    csms.on("Heartbeat").compute(broken)
    with Peer(csms) as peer:
        peer.say("Heartbeat")
        with pytest.raises(ZeroDivisionError, match="on purpose"):
            csms.expect("Authorize", within=5)
        with pytest.raises(ConnectionClosed, match="1011"):
            peer.hear()


def test_an_error_nobody_asked_about_is_raised_when_the_block_is_left() -> None:
    def broken(_exchange: Exchange) -> Reply:
        raise ZeroDivisionError("on purpose")

    with pytest.raises(ZeroDivisionError), MockCsms() as csms:  # noqa: PT012
        csms.on("Heartbeat").compute(broken)
        with Peer(csms) as peer:
            peer.say("Heartbeat")
            with pytest.raises(ConnectionClosed):
                peer.hear()


def test_a_function_that_computes_may_arrange_but_not_wait(csms: MockCsms, peer: Peer) -> None:
    def respond(_exchange: Exchange) -> Reply:
        csms.on("Authorize").answer(idTagInfo={"status": "Invalid"})
        with pytest.raises(RuntimeError, match="call it from the test itself"):
            csms.expect("Heartbeat")
        return Reply({"currentTime": "2026-01-05T08:00:00Z"})

    csms.on("Heartbeat").compute(respond)
    assert peer.ask("Heartbeat")[2] == {"currentTime": "2026-01-05T08:00:00Z"}
    assert peer.ask("Authorize", idTag="X")[2]["idTagInfo"]["status"] == "Invalid"


def test_many_threads_ask_and_arrange_at_once(csms: MockCsms) -> None:
    def conversation(number: int) -> None:
        identity = f"CP{number}"
        with Peer(csms, identity) as peer:
            peer.boot()
            charge_point = csms.wait_for(identity)
            for round_ in range(5):
                tag = f"{number}-{round_}"
                csms.on("Authorize", idTag=tag).once().answer(idTagInfo={"status": "Blocked"})
                assert peer.ask("Authorize", idTag=tag)[2]["idTagInfo"]["status"] == "Blocked"
                charge_point.expect("Authorize", idTag=tag, times=1)

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(conversation, number) for number in range(8)]:
            done.result(20)
    csms.expect("Authorize", times=40)


def test_leaving_closes_connections_with_going_away() -> None:
    with MockCsms() as csms:
        peer = Peer(csms)
        journal = csms._inner.journal
        csms.wait_for(registered=False)
        begun = time.monotonic()
    assert time.monotonic() - begun < 5
    with pytest.raises(ConnectionClosed, match="1001"):
        peer.hear()
    assert isinstance(journal.entries[-1], Closed)


@pytest.mark.parametrize("said", [b"", b"GET /ocpp/CP1 HTTP/1.1\r\n"], ids=["nothing", "a little"])
def test_leaving_does_not_wait_for_who_says_nothing(said: bytes) -> None:
    with MockCsms() as csms:
        host, port = csms.url.removeprefix("ws://").removesuffix("/ocpp").split(":")
        silent = socket.create_connection((host, int(port)), timeout=5)
        silent.sendall(said)
        with Peer(csms):
            csms.wait_for(registered=False)
        begun = time.monotonic()
    assert time.monotonic() - begun < 5
    silent.close()


def test_leaving_does_not_wait_for_a_handshake_slowed_down_on_purpose() -> None:
    with ThreadPoolExecutor() as pool:
        with MockCsms() as csms:
            csms.on_handshake("SLOW").delay(50)
            dialling = pool.submit(Peer, csms, "SLOW")
            with Peer(csms):
                csms.wait_for(registered=False)
            begun = time.monotonic()
        assert time.monotonic() - begun < 5
        assert isinstance(dialling.exception(5), OSError | InvalidStatus | EOFError)


def test_outside_of_its_block_it_says_so() -> None:
    csms = MockCsms()
    for _ in range(2):
        with pytest.raises(RuntimeError, match="use it inside `with MockCsms"):
            csms.mark()
        if csms._thread is None:
            with csms:
                csms.mark()
    with pytest.raises(RuntimeError, match="make a new one"), csms:
        csms.mark()


def test_an_address_in_use_is_an_error_and_leaves_no_thread(csms: MockCsms) -> None:
    port = int(csms.url.removesuffix("/ocpp").rpartition(":")[2])
    threads = threading.active_count()
    with pytest.raises(OSError, match="in use"), MockCsms(port=port):
        pass
    assert threading.active_count() == threads


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"port": 70_000}, "port is 70000; choose"),
        ({"heartbeat_interval": -1}, "heartbeat_interval is -1; choose"),
        ({"call_timeout": 0}, "call_timeout is 0; choose"),
        ({"pace": 0}, "pace is 0; choose"),
        ({"tls_cert": "c.pem"}, "tls_cert and tls_key belong together"),
        ({"tls_cert": "no/c.pem", "tls_key": "no/k.pem"}, "tls_cert no/c.pem is no file"),
    ],
)
def test_options_that_make_no_sense_are_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        MockCsms(**options)


def test_tls_and_keys(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    options = {"tls_cert": certificate.certificate, "tls_key": str(certificate.key)}
    trusting = {"ssl": certificate.client_context()}
    with MockCsms(keys={"CP1": "secret"}, **options) as csms:  # type: ignore[arg-type]
        assert csms.url.startswith("wss://")
        with pytest.raises(InvalidStatus, match="401"):
            Peer(csms, **trusting)
        header = {"Authorization": "Basic Q1AxOnNlY3JldA=="}
        with Peer(csms, additional_headers=header, **trusting) as peer:
            peer.boot()
            csms.wait_for("CP1")


def test_seconds_are_suite_seconds() -> None:
    with MockCsms(pace=100, heartbeat_interval=7) as csms, Peer(csms) as peer:
        assert peer.ask("BootNotification", **BOOT)[2]["interval"] == 7
        begun, clock = time.monotonic(), csms.clock()
        csms.never("Heartbeat", for_seconds=20)
        assert csms.clock() - clock >= 20
        assert time.monotonic() - begun < 10


def test_only_who_has_been_connected_is_listed(csms: MockCsms, peer: Peer) -> None:
    assert csms.charge_point("CP2").call("ClearCache") == Disconnected()
    assert list(csms.charge_points) == ["CP1"]
    with pytest.raises(UnmetError, match="seen others came: CP1"):
        csms.wait_for("CP2", within=0.05)


def test_evidence_is_about_the_charge_point_in_question(csms: MockCsms, peer: Peer) -> None:
    with Peer(csms, "CP2") as other:
        other.boot()
        with pytest.raises(UnmetError) as unmet:
            csms.wait_for("CP2").expect("Heartbeat")
    assert "CP2" in unmet.value.__notes__[0]
    assert "CP1" not in unmet.value.__notes__[0]


def test_the_core_is_at_hand_for_what_has_no_method(csms: MockCsms, peer: Peer) -> None:
    def ask(system: CentralSystem, now: float) -> None:
        system.answers.heartbeat_interval = 7
        system.call(now, "CP1", "ClearCache", {})

    csms.do(ask)
    assert peer.hear()[2] == "ClearCache"
    assert peer.ask("BootNotification", **BOOT)[2]["interval"] == 7


def test_the_journal_is_a_copy(csms: MockCsms, peer: Peer) -> None:
    journal = csms.journal
    peer.ask("Heartbeat")
    assert (len(journal.exchanges), len(csms.journal.exchanges)) == (1, 2)


def test_importing_pulls_in_nothing_of_the_suite() -> None:
    script = (
        "import sys; import mock_csms; assert 'websockets' not in sys.modules;"
        "from mock_csms import *;"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & "
        "{'conformance', 'steps', 'features', 'reports', 'reference_impl', 'pytest'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    assert "MockCsms" in mock_csms.__all__
    with pytest.raises(AttributeError, match="no attribute 'Mock'"):
        _ = mock_csms.Mock
