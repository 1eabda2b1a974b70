"""`playback` of recorded sessions: against mocks that do the same or not, and the reference."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import typer
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from conformance.cli import main
from conformance.commands.playback import playback
from conformance.commands.trace_file import read_trace_file
from conformance.commands.usage import UsageProblem
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.playback import Playback
from mock_csms.playback_parts import Manner, Result, by_identity, dialling, overall, parts
from mock_csms.player import Player
from mock_csms.server import Server
from ocpp16.actions import Role
from ocpp16.frames import Call
from ocpp16.journal import Direction, Entry, FrameEntry
from ocpp16.timestamps import to_text
from ocpp16.trace_reader import read_trace
from reference_impl.client import Client
from reference_impl.station import Station, StationSettings
from reference_impl.wire_events import Received, Sent, WireEvent
from tests.recorded import IDENTITY, TAG, Scene, a_session, last_status, quiet, record_session


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


async def a_visit(scene: Scene) -> None:
    """What a station does by itself: it boots, a vehicle comes and goes."""
    await scene.until_sent("StatusNotification", connectorId=1)
    scene.act(scene.station.plug_in)
    await scene.until(lambda: last_status(scene) == "Preparing")
    scene.act(scene.station.unplug)
    await scene.until(lambda: last_status(scene) == "Available")
    await quiet(scene)


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recorded") / "visit.jsonl"
    record_session(file, story=a_visit)
    return file


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("recorded") / "session.jsonl"
    record_session(file, redacted=False, story=a_session)
    return file


async def played(trace: Path, system: CentralSystem, **options: Any) -> int:
    """The exit code of the charge point's side, played by the command against a mock."""
    async with Server(system) as server:
        return await in_thread(trace, side="charge-point", url=server.url, **options)


async def in_thread(trace: Path, **options: Any) -> int:
    def call() -> int:
        with pytest.raises(typer.Exit) as end:
            playback(trace, **{"no_wait": True, "patience": 5.0, **options})
        return end.value.exit_code

    return await asyncio.to_thread(call)


def test_a_fresh_mock_does_as_recorded(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def scene() -> None:
        system = CentralSystem()
        assert await played(visit, system) == 0
        actions = [each.action for each in system.journal.requests_sent()]
        assert actions == ["BootNotification"] + 4 * ["StatusNotification"]
        assert system.charge_point(IDENTITY).boot is not None

    run(scene())
    assert "The peer did as recorded." in capsys.readouterr().out


def test_a_mock_that_answers_otherwise_is_found_out(
    visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("BootNotification").answer(status="Pending")
        assert await played(visit, system) == 1

    run(scene())
    shown = capsys.readouterr().out
    assert re.search(
        r"line 4: BootNotification was answered otherwise: status: Pending instead of Accepted\n"
        r"  recorded: \S+ CP1 <-- \[3,",
        shown,
    )
    assert "1 difference(s)" in shown


def test_the_recorded_pauses_are_kept_unless_told_otherwise(visit: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in visit.read_text("utf-8").splitlines()]
    trace = tmp_path / "paused.jsonl"
    for number, row in enumerate(rows):
        row["timestamp"] = f"2026-01-05T08:00:{number:02d}Z"
    trace.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    async def scene() -> None:
        system = CentralSystem()
        assert await played(trace, system, no_wait=False, pace=20.0) == 0
        first, *_, last = system.journal.requests_sent()
        assert last.at - first.at > 0.3

    run(scene())


def test_a_transaction_goes_by_the_live_id(session: Path) -> None:
    """The live central system counts from another number, and asks what was asked."""

    async def scene() -> None:
        system = CentralSystem()
        system.on("StartTransaction").answer(transactionId=2)
        async with Server(system) as server:
            peer = asyncio.create_task(ask_as_recorded(system, server))
            options = {"side": "charge-point", "url": server.url}
            assert await in_thread(session, **options) == 0
            await peer
        (start,) = system.journal.requests_sent("StartTransaction")
        (stop,) = system.journal.requests_sent("StopTransaction")
        assert start.response is not None
        assert start.response["transactionId"] == stop.payload["transactionId"] == 2
        assert start.payload["idTag"] == TAG

    run(scene())


async def ask_as_recorded(system: CentralSystem, server: Server) -> None:
    changed = asyncio.Event()
    system.journal.on_entry = lambda _entry: changed.set()

    async def until(met: Callable[[], bool]) -> None:
        while not met():
            changed.clear()
            await changed.wait()

    def has_sent(times: int) -> Callable[[], bool]:
        return lambda: len([*system.journal.requests_sent("StatusNotification")]) >= times

    await until(has_sent(2))
    await server.ask(IDENTITY, "GetConfiguration", {"key": ["HeartbeatInterval"]})
    await server.ask(IDENTITY, "RemoteStartTransaction", {"connectorId": 1, "idTag": TAG})
    await until(has_sent(4))
    await server.ask(IDENTITY, "RemoteStopTransaction", {"transactionId": 2})


def test_what_the_live_peer_does_not_ask_is_missed(
    session: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scene() -> None:
        assert await played(session, CentralSystem(), patience=0.1) == 1

    run(scene())
    assert "the peer did not send RemoteStartTransaction" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("access", "remedy"),
    [(Access(keys={IDENTITY: "sesame"}), {"password": "sesame"})],
)
def test_credentials_are_the_callers(visit: Path, access: Access, remedy: dict[str, str]) -> None:
    async def scene() -> None:
        assert await played(visit, CentralSystem(access=access)) == 3
        assert await played(visit, CentralSystem(access=access), **remedy) == 0

    run(scene())


def test_a_connection_that_breaks_is_no_verdict(
    visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def scene() -> None:
        system = CentralSystem()

        def hang_up(_entry: object) -> None:
            connection = system.charge_point(IDENTITY).connection
            if connection is not None and len([*system.journal.requests_sent()]) == 2:
                connection.close(1011, "no more")

        system.journal.on_entry = hang_up
        assert await played(visit, system) == 3

    run(scene())
    assert "the playback ended early: the peer ended the connection with code 1011" in (
        capsys.readouterr().err
    )


def test_nobody_there_is_no_verdict(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(in_thread_expecting(3, visit, side="charge-point", url="ws://127.0.0.1:1/ocpp"))
    assert "no connection could be opened" in capsys.readouterr().err


async def in_thread_expecting(code: int, trace: Path, **options: Any) -> None:
    assert await in_thread(trace, **options) == code


class Visitor:
    """A reference station whose user does, as before, what the messages call for."""

    def __init__(self, url: str) -> None:
        settings = StationSettings(url=f"{url}/", identity=IDENTITY, serial=IDENTITY)
        self.station = Station(settings, new_ids=(f"live-{number}" for number in count(1)))
        self.client = Client(self.station, on_event=self._react)

    def _react(self, _now: float, event: WireEvent) -> None:
        match event:
            case Received(text) if "RemoteStartTransaction" in text:
                self._act(self.station.plug_in)
            case Sent(text) if '"Finishing"' in text:
                self._act(self.station.unplug)

    def _act(self, verb: Callable[[float], None]) -> None:
        def act() -> None:
            verb(time.time())
            self.client.poke()

        asyncio.get_running_loop().call_soon(act)

    async def run(self) -> None:
        self.station.power_on(time.time())
        await self.client.run()


def against_the_reference(trace: Path, **options: Any) -> Playback:
    (recording,) = read_trace_file(trace).recordings.values()
    core = Playback(recording.journal, Role.CENTRAL_SYSTEM, pace=None, **options)

    async def scene() -> None:
        async with Player({IDENTITY: core}) as player:
            visitor = asyncio.create_task(Visitor(player.url).run())
            await player.play()
            visitor.cancel()
            with suppress(asyncio.CancelledError):
                await visitor

    run(scene())
    return core


def test_the_reference_station_does_as_recorded_when_the_central_system_is_played(
    session: Path,
) -> None:
    core = against_the_reference(session, patience=5.0)
    assert (core.broken, core.differences) == (None, [])


def test_a_station_that_answers_otherwise_is_found_out(session: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in session.read_text("utf-8").splitlines()]
    for row in rows:
        if row.get("action") == "GetConfiguration" and row["messageType"] == "CALLRESULT":
            row["raw"] = row["raw"].replace('"300"', '"301"')
            del row["payload"]
    trace = tmp_path / "t.jsonl"
    trace.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    core = against_the_reference(trace, patience=5.0)
    assert [difference.message for difference in core.differences] == [
        "GetConfiguration was answered otherwise: configurationKey[0].value: 300 instead of 301"
    ]


def test_the_command_plays_the_central_system(
    visit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()

    async def scene() -> None:
        station = Visitor(f"ws://127.0.0.1:{port}")
        visitor = asyncio.create_task(station.run())
        listen = f"127.0.0.1:{port}"
        options = {"side": "central-system", "listen": listen, "patience": 0.2}
        assert await in_thread(visit, **options) == 1  # no vehicle comes
        visitor.cancel()
        with suppress(asyncio.CancelledError):
            await visitor

    run(scene())
    shown = capsys.readouterr().out
    assert f"Waiting for a charge point at e.g. ws://127.0.0.1:{port}/{IDENTITY}" in shown
    assert "the peer did not send StatusNotification" in shown


def test_nobody_who_connects_is_no_verdict(visit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = {"side": "central-system", "listen": "127.0.0.1:0", "connect_within": 0.1}
    run(in_thread_expecting(3, visit, **options))
    assert "nobody connected within 0.1 s" in capsys.readouterr().err


def test_a_second_charge_point_is_turned_away_and_texts_are_told(visit: Path) -> None:
    async def scene() -> None:
        (recording,) = read_trace_file(visit).recordings.values()
        core = Playback(recording.journal, Role.CENTRAL_SYSTEM, pace=None, patience=0.2)
        told: list[tuple[str, Direction]] = []

        class Onlooker:
            def frame(self, _at: float, identity: str, direction: Direction, _text: str) -> None:
                told.append((identity, direction))

            def note(self, _at: float, _identity: str, _content: str) -> None:
                pass

            def connection_over(self, _identity: str) -> None:
                pass

        async with Player({IDENTITY: core}, onlooker=Onlooker()) as player:
            playing = asyncio.create_task(player.play())
            async with connect(f"{player.url}/A", subprotocols=["ocpp1.6"], proxy=None) as first:  # type: ignore[list-item]
                assert first.subprotocol == "ocpp1.6"
                with pytest.raises(InvalidStatus, match="503"):
                    await connect(f"{player.url}/B", proxy=None)
                await first.send('[2,"x","BootNotification",{}]')
                assert str(await first.recv()).startswith('[3,"x",{"status":"Accepted"')
                await first.send(b"\x00")
            await playing
        assert told == [
            (IDENTITY, Direction.TO_CENTRAL_SYSTEM),
            (IDENTITY, Direction.TO_CHARGE_POINT),
        ]

    run(scene())


def two_charge_points(visit: Path, target: Path) -> Path:
    content = visit.read_text("utf-8")
    target.write_text(content + content.replace(f'Id":"{IDENTITY}"', 'Id":"CP2"'), encoding="utf-8")
    return target


AS_CP = {"side": "charge-point", "url": "ws://x/"}
AS_CS = {"side": "central-system", "listen": "127.0.0.1:0"}


def test_of_several_charge_points_some_are_named(visit: Path, tmp_path: Path) -> None:
    trace = two_charge_points(visit, tmp_path / "t.jsonl")
    with pytest.raises(UsageProblem, match="several charge points; add --id CP1 or CP2, or --all"):
        playback(trace, **AS_CP)
    with pytest.raises(UsageProblem, match="unknown charge point of the trace 'CP3'"):
        playback(trace, **AS_CP, identities=["CP1", "CP3"])
    with pytest.raises(UsageProblem, match="leave --id out"):
        playback(trace, **AS_CP, identities=["CP1"], everyone=True)

    async def scene() -> None:
        system = CentralSystem()
        assert await played(trace, system, identities=["CP2", "CP2"]) == 0
        assert {*system.charge_points} == {"CP2"}

    run(scene())


def test_several_are_played_at_the_same_time_each_with_its_result(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first gets its answer when the second has booted, too: neither waits for the other."""
    trace = two_charge_points(visit, tmp_path / "t.jsonl")

    async def scene() -> None:
        system = CentralSystem()
        system.on("BootNotification", identity="CP1").ignore()
        system.on("BootNotification", identity="CP2").answer(status="Pending")
        async with Server(system) as server:
            system.journal.on_entry = partial(accept_once_both_booted, system, server)
            assert await in_thread(trace, **AS_CP | {"url": server.url, "everyone": True}) == 1

    run(scene())
    shown = capsys.readouterr().out
    of_cp1, of_cp2 = shown[shown.index("\nCP1:\n") :].split("CP2:\n")
    assert "The peer did as recorded." in of_cp1
    assert "BootNotification was answered otherwise" in of_cp2


def accept_once_both_booted(system: CentralSystem, server: Server, entry: Entry) -> None:
    boots = {each.identity: each for each in system.journal.requests_sent("BootNotification")}
    if not (isinstance(entry, FrameEntry) and isinstance(entry.frame, Call)) or len(boots) < 2:
        return
    if entry.frame.action == "BootNotification":
        connection = system.charge_point("CP1").connection
        assert connection is not None
        now = to_text(server.clock())
        answer = {"status": "Accepted", "currentTime": now, "interval": 300}
        text = json.dumps([3, boots["CP1"].request.id, answer])
        asyncio.get_running_loop().call_soon(connection.send_text, server.clock(), text)
        asyncio.get_running_loop().call_soon(server.flush)


def test_that_one_breaks_ends_no_other(
    visit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = two_charge_points(visit, tmp_path / "t.jsonl")

    async def scene() -> None:
        system = CentralSystem(access=Access(identities=frozenset({"CP1"})))
        assert await played(trace, system, everyone=True) == 3

    run(scene())
    captured = capsys.readouterr()
    assert "CP2: the playback ended early: no connection could be opened" in captured.err
    assert captured.out.count("The peer did as recorded.") == 1


def test_charge_points_begin_as_far_apart_as_they_were_recorded(visit: Path) -> None:
    text = visit.read_text("utf-8")
    begin = json.loads(text.splitlines()[1])["timestamp"]
    moved = text.replace(f'Id":"{IDENTITY}"', 'Id":"CP2"').replace(begin[:4], "2099")
    trace = read_trace(f"{moved}{text}".splitlines())
    dials = dialling("ws://x/", None, None)
    late, early = parts(trace, trace.recordings.values(), Manner(Role.CHARGE_POINT), dials)
    late.core.start(1000.0)
    early.core.start(1000.0)
    assert early.core.outgoing() == [dials(IDENTITY)]
    assert late.core.outgoing() == []
    gap = late.recording.journal.entries[0].at - early.recording.journal.entries[0].at
    assert late.core.next_deadline() == pytest.approx(1000.0 + gap)


def test_several_central_systems_are_played_behind_one_address(visit: Path, tmp_path: Path) -> None:
    file = two_charge_points(visit, tmp_path / "t.jsonl")
    trace, lines = read_trace_file(file), file.read_text("utf-8").splitlines()
    manner = Manner(Role.CENTRAL_SYSTEM, None, patience=0.2)
    both = parts(trace, trace.recordings.values(), manner)

    async def boot(url: str) -> None:
        async with connect(url, subprotocols=["ocpp1.6"], proxy=None) as socket:  # type: ignore[list-item]
            await socket.send('[2,"x","BootNotification",{}]')
            assert str(await socket.recv()).startswith('[3,"x",{"status":"Accepted"')
            await socket.wait_closed()

    async def scene() -> None:
        async with Player(by_identity(both)) as player:
            playing = asyncio.create_task(player.play())
            with pytest.raises(InvalidStatus, match="404"):
                await connect(f"{player.url}/CP3", proxy=None)
            await asyncio.gather(*(boot(f"{player.url}/{name}") for name in ("CP1", "CP2")))
            await playing

    run(scene())
    assert overall(both) is Result.DIFFERENT
    for part in both:
        (first, *_) = part.core.differences
        assert first.message == "the peer did not send StatusNotification"
        line = part.line_of(first)
        assert line is not None
        assert f'Id":"{part.identity}"' in lines[line - 1]


def test_a_trace_without_frames_is_nothing_to_play(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = tmp_path / "t.jsonl"
    trace.write_text("", encoding="utf-8")
    with pytest.raises(typer.Exit) as end:
        playback(trace, side="charge-point", url="ws://127.0.0.1:1/")
    assert end.value.exit_code == 5
    assert "Nothing to play" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"side": "csms"}, "unknown side 'csms'"),
        ({"side": "charge-point"}, "--as charge-point goes with --url"),
        (AS_CP | {"listen": "127.0.0.1:0"}, "--as charge-point goes with --url ws://..., without"),
        ({"side": "central-system"}, "--as central-system goes with --listen HOST:PORT"),
        (AS_CS | {"url": "ws://x/"}, "--as central-system goes with --listen HOST:PORT, without"),
        (AS_CS | {"listen": "x"}, "--listen 'x' is no address"),
        (AS_CS | {"listen": "192.0.2.1:0"}, "--listen 192.0.2.1:0 is no address of this machine"),
        (AS_CS | {"tls_key": Path("k")}, "--tls-cert and --tls-key belong together"),
        (AS_CP | {"url": "http://x"}, "--url 'http://x' is no endpoint"),
        (AS_CP | {"url": "ws://a:b@x"}, "--url holds credentials; give them as --username"),
        (AS_CP | {"ca": Path("c")}, "--ca is for wss:// only"),
        (AS_CP | {"pace": 0.0}, "--pace has to be a number above 0, not 0"),
        (AS_CP | {"patience": float("nan")}, "--patience has to be a number above 0"),
        (AS_CP | {"connect_within": -1.0}, "--connect-within has to be a number above 0"),
        (AS_CP | {"trace": Path("no.jsonl")}, "no.jsonl cannot be read"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(
    visit: Path, options: dict[str, Any], problem: str
) -> None:
    with pytest.raises(UsageProblem, match=problem):
        playback(**{"trace": visit, **options})


def test_ctrl_c_ends_it(
    visit: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once() -> asyncio.Event:
        event = asyncio.Event()
        event.set()
        return event

    monkeypatch.setattr("conformance.commands.playback.stop_requested", at_once)
    with pytest.raises(typer.Exit) as end:
        playback(visit, **AS_CS)
    assert end.value.exit_code == 3
    assert "ended by Ctrl-C" in capsys.readouterr().err


def test_it_is_a_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["ocpp-conformance", "playback", "no.jsonl", "--as", "x"])
    assert main() == 2
    assert "unknown side 'x'" in capsys.readouterr().err


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
