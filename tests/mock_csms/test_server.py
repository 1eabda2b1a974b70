"""The central system over real sockets, met by a bare WebSocket client."""

from __future__ import annotations

import asyncio
import json
import threading
from base64 import b64encode
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

import mock_csms.server as shell
from conformance.sut.certificates import self_signed
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.handshakes import basic_credentials, identity_in
from mock_csms.responses import Reply, Silence
from mock_csms.server import Server
from ocpp16.actions import Role
from ocpp16.journal import Closed, Entry, Opened, TurnedAway
from ocpp16.rpc import Answered, Disconnected, TimedOut

HEARTBEAT = '[2,"1","Heartbeat",{}]'
UPGRADE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n"
    "Sec-WebSocket-Protocol: ocpp1.6\r\n{more}\r\n"
)


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 10))


def dial(server: Server, path: str = "/ocpp/CP1", **options: Any) -> connect:
    origin = server.url.removesuffix("/ocpp")
    return connect(origin + path, **{"subprotocols": ["ocpp1.6"], "proxy": None, **options})


def basic(username: str, password: bytes) -> dict[str, str]:
    encoded = b64encode(username.encode() + b":" + password).decode()
    return {"additional_headers": {"Authorization": f"Basic {encoded}"}}  # type: ignore[dict-item]


async def end_of(socket: ClientConnection) -> int | None:
    """The close code, once everything that came before it was read."""
    with suppress(ConnectionClosed):
        while True:
            await socket.recv()
    return socket.close_code


class Watch:
    """Lets a test wait for entries of the journal."""

    def __init__(self, system: CentralSystem) -> None:
        self.system = system
        self.changed = asyncio.Event()
        system.journal.on_entry = lambda _entry: self.changed.set()

    async def first(self, kind: type[Entry]) -> Any:
        while True:
            found = [entry for entry in self.system.journal.entries if isinstance(entry, kind)]
            if found:
                return found[0]
            self.changed.clear()
            await self.changed.wait()


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("/CP1", "CP1"),
        ("/x/CP1", "CP1"),
        ("/x//CP1", "CP1"),
        ("/x/CP1/", "CP1"),
        ("/x/RDAM%20123", "RDAM 123"),
        ("/x/a%2Fb", "a/b"),
        ("/x/Ladestation-%C3%84", "Ladestation-Ä"),
        ("/x/CP1?token=1", "CP1"),
        ("/", ""),
        ("", ""),
    ],
)
def test_identity_is_the_last_segment_of_the_path(path: str, identity: str) -> None:
    assert identity_in(path) == identity


@pytest.mark.parametrize(
    ("header", "credentials"),
    [
        ("Basic Q1AxOnNlY3JldA==", ("CP1", b"secret")),
        ("basic Q1AxOmE6Yg==", ("CP1", b"a:b")),
        (
            "Basic QUwxMDAwOgABAgMEBQYH////////////////",
            ("AL1000", bytes(range(8)) + b"\xff" * 12),
        ),
        ("Basic Og==", ("", b"")),
        ("Basic Q1Ax", (None, None)),
        ("Basic Q1AxOnNlY3JldA", (None, None)),
        ("Basic ???", (None, None)),
        ("Basic \udcff", (None, None)),
        ("Basic", (None, None)),
        ("Bearer Q1AxOnNlY3JldA==", (None, None)),
        ("Basic /zphYmM=", (None, None)),
        ("", (None, None)),
    ],
)
def test_credentials_of_a_header(header: str, credentials: tuple[str, bytes]) -> None:
    assert basic_credentials(header) == credentials


def test_calls_are_answered_and_recorded() -> None:
    async def scene() -> None:
        system = CentralSystem()
        server = Server(system, clock=lambda: 1_767_600_000.0)
        async with server, dial(server, "/ocpp//RDAM%20123") as socket:
            assert socket.subprotocol == "ocpp1.6"
            assert socket.response is not None
            assert "Sec-WebSocket-Extensions" not in socket.response.headers
            await socket.send(HEARTBEAT)
            answer = json.loads(await socket.recv())
        assert answer == [3, "1", {"currentTime": "2026-01-05T08:00:00.000Z"}]
        opened, call, result, closed = system.journal.entries
        assert isinstance(opened, Opened)
        assert (opened.identity, opened.path) == ("RDAM 123", "/ocpp//RDAM%20123")
        assert opened.subprotocols == ("ocpp1.6",)
        assert {call.identity, result.identity} == {"RDAM 123"}
        assert isinstance(closed, Closed)
        assert (closed.code, closed.by) == (1000, Role.CHARGE_POINT)

    run(scene())


def test_url_for_an_identity_leads_back_to_it() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, connect(server.url_for("a/b ä"), proxy=None):
            await Watch(system).first(Opened)
        assert system.journal.entries[0].identity == "a/b ä"

    run(scene())


@pytest.mark.parametrize(
    ("system", "status"),
    [
        (CentralSystem(access=Access(identities=frozenset({"CP2"}))), 404),
        (CentralSystem(access=Access(keys={"CP1": "secret"})), 401),
    ],
)
def test_unwelcome_charge_points_are_turned_away(system: CentralSystem, status: int) -> None:
    async def scene() -> None:
        async with Server(system) as server:
            with pytest.raises(InvalidStatus) as refusal:
                await dial(server)
        response = refusal.value.response
        assert response.status_code == status
        assert ("WWW-Authenticate" in response.headers) == (status == 401)
        (entry,) = system.journal.entries
        assert isinstance(entry, TurnedAway)
        assert (entry.identity, entry.status) == ("CP1", status)

    run(scene())


def test_a_system_that_admits_nobody_answers_503_and_later_admits() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.admits = False
        async with Server(system) as server:
            with pytest.raises(InvalidStatus, match="503"):
                await dial(server)
            system.admits = True
            async with dial(server) as socket:
                assert socket.subprotocol == "ocpp1.6"

    run(scene())


@pytest.mark.parametrize(
    ("key", "password"),
    [("secret", b"secret"), ("00ff" * 8, b"\x00\xff" * 8), ("00ff" * 8, b"00ff" * 8)],
)
def test_the_right_key_opens(key: str, password: bytes) -> None:
    async def scene() -> None:
        system = CentralSystem(access=Access(keys={"CP1": key}))
        async with Server(system) as server, dial(server, **basic("CP1", password)):
            opened = await Watch(system).first(Opened)
        assert opened.authorization == "Basic"

    run(scene())


@pytest.mark.parametrize(
    "options",
    [
        basic("CP1", b"wrong"),
        basic("CP2", b"secret"),
        basic("", b""),
        {"additional_headers": {"Authorization": "Basic !!"}},
        {"additional_headers": [("Authorization", "Basic Q1AxOnNlY3JldA==")] * 2},
    ],
)
def test_any_other_credentials_get_401(options: dict[str, Any]) -> None:
    async def scene() -> None:
        async with Server(CentralSystem(access=Access(keys={"CP1": "secret"}))) as server:
            with pytest.raises(InvalidStatus, match="401"):
                await dial(server, **options)

    run(scene())


def test_octets_outside_ascii_in_credentials_are_no_credentials() -> None:
    async def scene() -> None:
        async with Server(CentralSystem(access=Access(keys={"CP1": "secret"}))) as server:
            reader, writer = await asyncio.open_connection(server.host, server.port)
            more = "Authorization: Basic \N{LATIN SMALL LETTER E WITH ACUTE}\r\n"
            writer.write(UPGRADE.format(path="/ocpp/CP1", more=more).encode("latin-1"))
            assert b"401" in await reader.readline()
            writer.close()
            await writer.wait_closed()

    run(scene())


def test_the_subprotocol_is_chosen_among_those_offered() -> None:
    async def scene() -> None:
        server = Server(CentralSystem())
        async with server, dial(server, subprotocols=["ocpp0.1", "ocpp1.6"]) as socket:
            assert socket.subprotocol == "ocpp1.6"

    run(scene())


@pytest.mark.parametrize("offered", [["ocpp0.1"], ["ocpp2.0.1", "ocpp2.1"], None])
def test_without_a_common_subprotocol_the_handshake_is_completed_then_closed(
    offered: list[str] | None,
) -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, dial(server, subprotocols=offered) as socket:
            assert socket.response is not None
            assert "Sec-WebSocket-Protocol" not in socket.response.headers
            assert await end_of(socket) == 1002
        closed = system.journal.entries[-1]
        assert isinstance(closed, Closed)
        assert closed.by is Role.CENTRAL_SYSTEM

    run(scene())


def test_told_to_select_no_subprotocol_it_keeps_the_connection_all_the_same() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.selects_subprotocol = False
        async with Server(system) as server, dial(server) as socket:
            assert socket.subprotocol is None
            await socket.close(1002)
        closed = system.journal.entries[-1]
        assert isinstance(closed, Closed)
        assert closed.by is Role.CHARGE_POINT

    run(scene())


def test_a_request_that_is_no_handshake_is_recorded_as_turned_away() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server:
            reader, writer = await asyncio.open_connection(server.host, server.port)
            writer.write(b"GET /ocpp/CP1 HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"426" in await reader.readline()
            writer.close()
            await writer.wait_closed()
        (entry,) = system.journal.entries
        assert isinstance(entry, TurnedAway)
        assert (entry.identity, entry.path, entry.status) == ("CP1", "/ocpp/CP1", 426)

    run(scene())


def test_a_late_answer_comes_when_it_is_due() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").respond(Reply(after=50))
        loop = asyncio.get_running_loop()
        server = Server(system, clock=lambda: loop.time() * 1000, pace=1000)
        async with server, dial(server) as socket:
            await socket.send(HEARTBEAT)
            await socket.recv()
        (exchange,) = system.journal.exchanges
        assert exchange.answer is not None
        assert exchange.answer.at - exchange.at >= 50

    run(scene())


def test_asking_a_charge_point() -> None:
    async def scene() -> None:
        async with Server(CentralSystem()) as server, dial(server) as socket:
            asked = asyncio.create_task(server.ask("CP1", "Reset", {"type": "Soft"}))
            _, call_id, action, payload = json.loads(await socket.recv())
            assert (action, payload) == ("Reset", {"type": "Soft"})
            await socket.send(json.dumps([3, call_id, {"status": "Accepted"}]))
            assert await asked == Answered({"status": "Accepted"})

    run(scene())


def test_asking_one_that_never_answers_times_out() -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        system = CentralSystem(call_timeout=30)
        server = Server(system, clock=lambda: loop.time() * 1000, pace=1000)
        async with server, dial(server):
            await Watch(system).first(Opened)
            assert await server.ask("CP1", "ClearCache", {}) == TimedOut()

    run(scene())


def test_asking_one_that_is_not_connected_or_leaves() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server:
            assert await server.ask("CP1", "ClearCache", {}) == Disconnected()
            async with dial(server) as socket:
                asked = asyncio.create_task(server.ask("CP1", "ClearCache", {}))
                await socket.recv()
            assert await asked == Disconnected()

    run(scene())


def test_a_poke_from_another_thread_sends_what_was_queued() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, dial(server) as socket:
            await Watch(system).first(Opened)
            system.call(server.clock(), "CP1", "ClearCache", {})
            thread = threading.Thread(target=server.poke)
            thread.start()
            assert json.loads(await socket.recv())[2] == "ClearCache"
            thread.join(5)

    run(scene())


def test_a_newer_connection_replaces_a_stale_one() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server:
            async with dial(server) as stale, dial(server) as fresh:
                assert await end_of(stale) == 1001
                await fresh.send(HEARTBEAT)
                assert json.loads(await fresh.recv())[0] == 3
                asked = asyncio.create_task(server.ask("CP1", "ClearCache", {}))
                assert json.loads(await fresh.recv())[2] == "ClearCache"
            await asked

    run(scene())


def test_a_stale_connection_is_dropped_though_its_peer_is_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shell, "CLOSE_TIMEOUT", 0.05)

    async def scene() -> None:
        async with Server(CentralSystem()) as server:
            reader, writer = await asyncio.open_connection(server.host, server.port)
            writer.write(UPGRADE.format(path="/CP1", more="").encode())
            await reader.readuntil(b"\r\n\r\n")
            async with dial(server):
                await reader.read()  # returns at the end of the stream
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    run(scene())


@pytest.mark.parametrize(
    ("message", "text", "code"),
    [(b"{}", None, 1003), (b"\xff", True, 1007), ("x" * 2000, None, 1009)],
)
def test_messages_that_cannot_be_taken_end_the_connection(
    message: str | bytes, text: bool | None, code: int
) -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system, max_size=1000) as server, dial(server) as socket:
            await socket.send(message, text=text)
            assert await end_of(socket) == code
        closed = system.journal.entries[-1]
        assert isinstance(closed, Closed)
        assert (closed.code, closed.by) == (code, Role.CENTRAL_SYSTEM)

    run(scene())


def test_a_close_with_1006_breaks_the_connection() -> None:
    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, dial(server) as socket:
            await Watch(system).first(Opened)
            connection = system.charge_point("CP1").connection
            assert connection is not None
            connection.close(1006)
            server.flush()
            assert await end_of(socket) == 1006

    run(scene())


def test_a_malformed_text_does_not_end_the_connection() -> None:
    async def scene() -> None:
        async with Server(CentralSystem()) as server, dial(server) as socket:
            await socket.send("no JSON")
            await socket.send(HEARTBEAT)
            assert json.loads(await socket.recv())[:2] == [3, "1"]

    run(scene())


def test_leaving_closes_connections_and_gives_the_port_back() -> None:
    async def scene() -> None:
        system = CentralSystem()
        system.on("Heartbeat").respond(Silence())
        async with Server(system) as server:
            socket = await dial(server)
            await socket.send(HEARTBEAT)
            await Watch(system).first(Opened)
        assert await end_of(socket) == 1001
        closed = system.journal.entries[-1]
        assert isinstance(closed, Closed)
        assert closed.by is Role.CENTRAL_SYSTEM
        async with Server(system, port=server.port):
            pass

    run(scene())


def test_a_port_in_use_is_an_os_error() -> None:
    async def scene() -> None:
        async with Server(CentralSystem()) as server:
            with pytest.raises(OSError, match="in use"):
                async with Server(CentralSystem(), port=server.port):
                    pass

    run(scene())


def test_wss(tmp_path: Path) -> None:
    async def scene() -> None:
        made = self_signed(tmp_path)
        async with Server(CentralSystem(), ssl=made.server_context()) as server:
            assert server.url.startswith("wss://127.0.0.1:")
            async with dial(server, ssl=made.client_context()) as socket:
                await socket.send(HEARTBEAT)
                assert json.loads(await socket.recv())[0] == 3

    run(scene())


def test_many_charge_points_at_once() -> None:
    async def one(server: Server, identity: str) -> None:
        async with dial(server, f"/ocpp/{identity}") as socket:
            for number in range(5):
                await socket.send(json.dumps([2, str(number), "Heartbeat", {}]))
                assert json.loads(await socket.recv())[1] == str(number)

    async def scene() -> None:
        system = CentralSystem()
        async with Server(system) as server, asyncio.TaskGroup() as fleet:
            for number in range(40):
                fleet.create_task(one(server, f"CP{number}"))
        assert len(system.journal.exchanges) == 200
        assert all(exchange.answer for exchange in system.journal.exchanges)

    run(scene())
