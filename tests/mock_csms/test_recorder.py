"""The recorder between real sockets: a bare charge point, or the reference, and a mock upstream."""

from __future__ import annotations

import asyncio
import time
from base64 import b64encode
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from http import HTTPStatus
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection
from websockets.asyncio.server import serve as listen
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.http11 import Request, Response

from conformance.sut.certificates import self_signed
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.recorder import Recorder
from mock_csms.server import Server
from ocpp16.actions import Role
from ocpp16.journal import Closed, Entry, FrameEntry, Noted, Opened, TurnedAway

HEARTBEAT = '[2,"1","Heartbeat",{}]'


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 20))


class Tape:
    """What a recorder told, and a way to wait for more of it."""

    def __init__(self) -> None:
        self.entries: list[Any] = []
        self._changed = asyncio.Event()

    def __call__(self, entry: Entry) -> None:
        self.entries.append(entry)
        self._changed.set()

    def of(self, kind: type[Entry]) -> list[Any]:
        return [entry for entry in self.entries if isinstance(entry, kind)]

    async def until(self, kind: type[Entry], times: int = 1) -> list[Any]:
        while len(self.of(kind)) < times:
            self._changed.clear()
            await self._changed.wait()
        return self.of(kind)


def dial(recorder: Recorder, identity: str = "CP1", **options: Any) -> connect:
    return connect(
        f"{recorder.url}/{identity}", **{"subprotocols": ["ocpp1.6"], "proxy": None, **options}
    )


def upstream(handler: Callable[[ServerConnection], Awaitable[None]], **options: Any) -> listen:
    return listen(handler, "127.0.0.1", 0, **{"subprotocols": ["ocpp1.6"], **options})


def url_of(server: Any) -> str:
    return f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/ocpp"


async def end_of(socket: ClientConnection | ServerConnection) -> tuple[int | None, str | None]:
    with suppress(ConnectionClosed):
        while True:
            await socket.recv()
    return socket.close_code, socket.close_reason


async def echo(socket: ServerConnection) -> None:
    with suppress(ConnectionClosed):
        async for message in socket:
            await socket.send(message)


def test_two_charge_points_reach_the_central_system_under_their_own_names() -> None:
    async def scene() -> None:
        system, tape = CentralSystem(), Tape()
        async with (
            Server(system) as server,
            Recorder(server.url, tape) as recorder,
            dial(recorder, "CP1") as first,
            dial(recorder, "a%2Fb/") as second,
        ):
            for socket in (first, second):
                assert socket.subprotocol == "ocpp1.6"
                await socket.send(HEARTBEAT)
                assert str(await socket.recv()).startswith('[3,"1",{"currentTime"')
        assert {*system.charge_points} == {"CP1", "a/b"}
        assert [(each.identity, each.connection) for each in tape.of(Opened)] == [
            ("CP1", 1),
            ("a/b", 2),
        ]
        assert [each.connection for each in tape.of(FrameEntry)] == [1, 1, 2, 2]
        assert [entry.index for entry in tape.entries] == [*range(len(tape.entries))]

    run(scene())


def test_a_frame_is_recorded_before_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    tape, recorded_by_then = Tape(), []
    send = ClientConnection.send

    async def spy(socket: ClientConnection, message: Any, *more: Any) -> None:
        recorded_by_then.append([entry.text for entry in tape.of(FrameEntry)])
        await send(socket, message, *more)

    async def scene() -> None:
        async with (
            upstream(echo) as server,
            Recorder(url_of(server), tape) as recorder,
            dial(recorder) as socket,
        ):
            monkeypatch.setattr(ClientConnection, "send", spy)
            await socket.send("one")
            assert await socket.recv() == "one"
        assert recorded_by_then == [[], ["one"]]

    run(scene())


@pytest.mark.parametrize("text", ["not json", "[2,", '[9,"1"]', "", '{"idTag":"A"}', "[" * 5000])
def test_malformed_text_is_passed_on_untouched(text: str) -> None:
    async def scene() -> None:
        tape = Tape()
        async with (
            upstream(echo) as server,
            Recorder(url_of(server), tape) as recorder,
            dial(recorder) as socket,
        ):
            await socket.send(text)
            assert await socket.recv() == text
        entries = tape.of(FrameEntry)
        assert [entry.text for entry in entries] == [text, text]
        assert all(entry.malformed for entry in entries)

    run(scene())


def test_binary_messages_are_passed_on_and_noted() -> None:
    async def scene() -> None:
        tape = Tape()
        async with (
            upstream(echo) as server,
            Recorder(url_of(server), tape) as recorder,
            dial(recorder) as socket,
        ):
            await socket.send(b"\x00\x01\xff")
            assert await socket.recv() == b"\x00\x01\xff"
        assert [entry.note for entry in tape.of(Noted)][:2] == [
            "a binary message of 3 bytes, cp-to-csms",
            "a binary message of 3 bytes, csms-to-cp",
        ]

    run(scene())


@pytest.mark.parametrize(("code", "reason"), [(1000, "bye"), (1001, ""), (1008, "no"), (4001, "x")])
def test_the_close_code_of_either_side_reaches_the_other(code: int, reason: str) -> None:
    async def scene() -> None:
        tape, arrived = Tape(), asyncio.Queue[tuple[int | None, str | None]]()

        async def handler(socket: ServerConnection) -> None:
            if await socket.recv() == "you":
                await socket.close(code, reason)
            else:
                arrived.put_nowait(await end_of(socket))

        async with upstream(handler) as server, Recorder(url_of(server), tape) as recorder:
            async with dial(recorder) as socket:
                await socket.send("you")
                assert await end_of(socket) == (code, reason)
            async with dial(recorder) as socket:
                await socket.send("me")
                await socket.close(code, reason)
                assert await arrived.get() == (code, reason)
            closed = await tape.until(Closed, 2)
        assert [(each.code, each.by) for each in closed] == [
            (code, Role.CENTRAL_SYSTEM),
            (code, Role.CHARGE_POINT),
        ]

    run(scene())


def test_a_connection_that_breaks_breaks_on_the_other_side() -> None:
    async def scene() -> None:
        tape, arrived = Tape(), asyncio.Queue[tuple[int | None, str | None]]()

        async def handler(socket: ServerConnection) -> None:
            arrived.put_nowait(await end_of(socket))

        async with upstream(handler) as server, Recorder(url_of(server), tape) as recorder:
            async with dial(recorder) as socket:
                socket.transport.abort()
                assert (await arrived.get())[0] == 1006
            (closed,) = await tape.until(Closed)
        assert (closed.code, closed.by) == (1006, Role.CHARGE_POINT)

    run(scene())


def test_what_the_handshake_says_goes_upstream_and_the_choice_comes_back() -> None:
    async def scene() -> None:
        tape, seen = Tape(), []

        def note(_socket: ServerConnection, request: Request) -> None:
            seen.append(request)

        options = {"subprotocols": ["ocpp1.5"], "process_request": note}
        credentials = "Basic " + b64encode(b"CP1:" + bytes(range(128, 148))).decode()
        async with upstream(echo, **options) as server, Recorder(url_of(server), tape) as recorder:
            host = url_of(server).removeprefix("ws://").removesuffix("/ocpp")
            offer = {
                "subprotocols": ["ocpp1.6", "ocpp1.5"],
                "additional_headers": {"Authorization": credentials, "X-Vendor": "v"},
                "user_agent_header": "charger/7",
            }
            async with dial(recorder, "x/CP1?token=7", **offer) as socket:
                assert socket.subprotocol == "ocpp1.5"
                assert socket.response is not None
                assert "Sec-WebSocket-Extensions" not in socket.response.headers
            async with dial(recorder, subprotocols=["ocpp1.5"], user_agent_header=None):
                assert "User-Agent" not in seen[1].headers
        headers = seen[0].headers
        assert seen[0].path == "/ocpp/CP1?token=7"
        assert headers.get_all("Authorization") == [credentials]
        assert headers["Sec-WebSocket-Protocol"] == "ocpp1.6, ocpp1.5"
        assert (headers["X-Vendor"], headers["User-Agent"]) == ("v", "charger/7")
        assert headers.get_all("Host") == [host]
        opened, _ = tape.of(Opened)
        assert (opened.subprotocols, opened.authorization) == (("ocpp1.6", "ocpp1.5"), "Basic")
        assert credentials not in repr(tape.entries)

    run(scene())


def test_without_a_common_subprotocol_none_is_chosen() -> None:
    async def scene() -> None:
        async with (
            upstream(echo, subprotocols=None) as server,
            Recorder(url_of(server), Tape()) as recorder,
            dial(recorder, subprotocols=None) as socket,
        ):
            assert socket.subprotocol is None

    run(scene())


@pytest.mark.parametrize(
    ("system", "status"),
    [
        (CentralSystem(access=Access(identities=frozenset({"CP2"}))), 404),
        (CentralSystem(access=Access(keys={"CP1": "secret"})), 401),
    ],
)
def test_a_refusal_comes_back_as_the_same_status(system: CentralSystem, status: int) -> None:
    async def scene() -> None:
        tape = Tape()
        async with Server(system) as server, Recorder(server.url, tape) as recorder:
            with pytest.raises(InvalidStatus) as refusal:
                await dial(recorder)
        response = refusal.value.response
        assert response.status_code == status
        assert ("WWW-Authenticate" in response.headers) == (status == 401)
        (entry,) = tape.entries
        assert isinstance(entry, TurnedAway)
        assert (entry.identity, entry.path, entry.status) == ("CP1", "/CP1", status)

    run(scene())


def test_a_refusal_brings_its_body_and_when_to_retry() -> None:
    async def scene() -> None:
        def refuse(socket: ServerConnection, _request: Request) -> Response:
            response = socket.respond(HTTPStatus.SERVICE_UNAVAILABLE, "later\n")
            response.headers["Retry-After"] = "30"
            return response

        async with (
            upstream(echo, process_request=refuse) as server,
            Recorder(url_of(server), Tape()) as recorder,
        ):
            with pytest.raises(InvalidStatus) as refusal:
                await dial(recorder)
        response = refusal.value.response
        assert (response.status_code, response.body) == (503, b"later\n")
        assert response.headers["Retry-After"] == "30"

    run(scene())


def test_a_central_system_that_is_not_there_is_502_and_noted() -> None:
    async def scene() -> None:
        async with upstream(echo) as server:
            gone = url_of(server)
        tape = Tape()
        async with Recorder(gone, tape) as recorder:
            with pytest.raises(InvalidStatus) as refusal:
                await dial(recorder)
        assert refusal.value.response.status_code == 502
        note, turned_away = tape.entries
        assert note.note.startswith("the central system cannot be reached: ")
        assert (turned_away.identity, turned_away.status) == ("CP1", 502)

    run(scene())


def test_a_central_system_that_does_not_answer_is_504() -> None:
    async def scene() -> None:
        tape = Tape()

        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with suppress(ConnectionError):
                await reader.read()
            writer.close()

        listener = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with listener:
            url = url_of(listener)
            async with Recorder(url, tape, open_timeout=0.2) as recorder:
                with pytest.raises(InvalidStatus) as refusal:
                    await dial(recorder)
        assert refusal.value.response.status_code == 504
        assert "does not answer in time" in tape.of(Noted)[0].note

    run(scene())


def test_a_path_without_an_identity_is_404() -> None:
    async def scene() -> None:
        tape = Tape()
        async with upstream(echo) as server, Recorder(url_of(server), tape) as recorder:
            with pytest.raises(InvalidStatus, match="404"):
                await dial(recorder, "")
        assert [entry.status for entry in tape.of(TurnedAway)] == [404]

    run(scene())


def test_who_is_gone_before_the_handshake_is_done_is_gone_upstream_too() -> None:
    async def scene() -> None:
        tape, arrived, may_go_on = Tape(), asyncio.Event(), asyncio.Event()
        ends = asyncio.Queue[tuple[int | None, str | None]]()

        async def wait(_socket: ServerConnection, _request: Request) -> None:
            arrived.set()
            await may_go_on.wait()

        async def handler(socket: ServerConnection) -> None:
            ends.put_nowait(await end_of(socket))

        async with (
            upstream(handler, process_request=wait) as server,
            Recorder(url_of(server), tape) as recorder,
        ):
            impatient = asyncio.create_task(dial(recorder).__aenter__())
            await arrived.wait()
            impatient.cancel()
            with suppress(asyncio.CancelledError):
                await impatient
            may_go_on.set()
            assert (await ends.get())[0] == 1001
            (closed,) = await tape.until(Closed)
        assert (closed.code, closed.by) == (1006, Role.CHARGE_POINT)

    run(scene())


def test_a_plain_http_request_leaves_the_central_system_alone() -> None:
    async def scene() -> None:
        async with upstream(echo) as server, Recorder(url_of(server), tape := Tape()) as recorder:
            reader, writer = await asyncio.open_connection("127.0.0.1", recorder.port)
            writer.write(b"GET /CP1 HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b"426" in await reader.readline()
            writer.close()
        assert tape.entries == []

    run(scene())


def test_both_sides_are_told_when_the_recorder_stops() -> None:
    async def scene() -> None:
        tape, ends = Tape(), asyncio.Queue[tuple[int | None, str | None]]()

        async def handler(socket: ServerConnection) -> None:
            ends.put_nowait(await end_of(socket))

        async with upstream(handler) as server:
            async with Recorder(url_of(server), tape) as recorder:
                socket = await dial(recorder)
                reading = asyncio.create_task(end_of(socket))
            assert (await ends.get())[0] == 1001
            assert (await reading)[0] == 1001
        assert [entry.note for entry in tape.of(Noted)] == ["the recorder stops"]
        assert [entry.code for entry in tape.of(Closed)] == [1001]

    run(scene())


def test_both_ends_may_be_encrypted(tmp_path: Path) -> None:
    async def scene() -> None:
        made, tape = self_signed(tmp_path), Tape()
        contexts = {"ssl": made.server_context(), "upstream_ssl": made.client_context()}
        async with (
            Server(CentralSystem(), ssl=made.server_context()) as server,
            Recorder(server.url, tape, **contexts) as recorder,
            dial(recorder, ssl=made.client_context()) as socket,
        ):
            await socket.send(HEARTBEAT)
            assert str(await socket.recv()).startswith("[3")
        assert [entry.secure for entry in tape.of(Opened)] == [True]

    run(scene())


def test_clock_and_numbers_are_the_callers() -> None:
    async def scene() -> None:
        tape, ticks = Tape(), count(int(time.time()))
        clock = lambda: float(next(ticks))  # noqa: E731
        async with (
            upstream(echo) as server,
            Recorder(url_of(server), tape, clock=clock) as recorder,
            dial(recorder) as socket,
        ):
            await socket.send("x")
            await socket.recv()
        moments = [entry.at for entry in tape.entries]
        assert moments == sorted(moments)
        assert len({*moments}) >= 3

    run(scene())
