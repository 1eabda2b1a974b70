"""The charge point's shell: a toy core against a plain WebSocket server."""

from __future__ import annotations

import asyncio
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

from conformance.sut.certificates import self_signed
from ocpp16.endpoint import Close, Dial, Effect
from reference_impl.client import Client, authorization
from reference_impl.wire_events import (
    Connected,
    Dialling,
    Gone,
    Received,
    Sent,
    Unreachable,
    WireEvent,
)

Handler = Callable[[ServerConnection], Awaitable[None]]


def run(scene: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(scene, 10))


class Toy:
    """A core that does what a test puts into ``effects`` and writes down what it is told."""

    def __init__(self, *effects: Effect) -> None:
        self.effects = list(effects)
        self.told: list[Any] = []
        self.deadlines: list[float] = []
        self.redial: Dial | None = None
        self._changed = asyncio.Event()

    def _note(self, what: Any) -> None:
        self.told.append(what)
        self._changed.set()

    def connected(self, now: float) -> None:
        self._note("connected")

    def disconnected(self, now: float, code: int) -> None:
        self._note(("disconnected", code))
        if self.redial is not None:
            self.effects.append(self.redial)

    def receive(self, now: float, text: str) -> None:
        self._note(text)

    def outgoing(self) -> list[Effect]:
        effects, self.effects = self.effects, []
        return effects

    def next_deadline(self) -> float | None:
        return min(self.deadlines, default=None)

    def advance(self, now: float) -> None:
        for deadline in [deadline for deadline in self.deadlines if deadline <= now]:
            self.deadlines.remove(deadline)
            self._note(("due", deadline))

    async def until_told(self, what: Any, times: int = 1) -> None:
        while self.told.count(what) < times:
            self._changed.clear()
            await self._changed.wait()


@asynccontextmanager
async def running(core: Toy, **options: Any) -> AsyncIterator[Client]:
    client = Client(core, **options)
    task = asyncio.create_task(client.run())
    try:
        yield client
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def central_system(handler: Handler, **options: Any) -> AsyncIterator[str]:
    options = {"subprotocols": ["ocpp1.6"], **options}
    async with serve(handler, "127.0.0.1", 0, **options) as server:
        yield f"{'wss' if 'ssl' in options else 'ws'}://127.0.0.1:{port_of(server)}/CP1"


def port_of(server: Server) -> int:
    port: int = next(iter(server.sockets)).getsockname()[1]
    return port


async def echo(socket: ServerConnection) -> None:
    with suppress(ConnectionClosed):
        async for message in socket:
            await socket.send(message)


def test_texts_go_both_ways_in_order() -> None:
    async def scene() -> None:
        events: list[WireEvent] = []
        async with central_system(echo) as url:
            core = Toy(Dial(url))
            async with running(core, on_event=lambda _now, event: events.append(event)) as client:
                await core.until_told("connected")
                core.effects += ["one", "two"]
                client.poke()
                await core.until_told("two")
            assert core.told == ["connected", "one", "two", ("disconnected", 1001)]
        assert events == [
            Dialling(url),
            Connected(),
            Sent("one"),
            Sent("two"),
            Received("one"),
            Received("two"),
            Gone(1001),
        ]

    run(scene())


def test_credentials_are_sent_only_with_a_password() -> None:
    raw = bytes(range(8)) + b"\xff" * 12
    assert authorization(Dial("ws://x", "AL1000", raw)) == {
        "Authorization": "Basic QUwxMDAwOgABAgMEBQYH////////////////"
    }
    assert authorization(Dial("ws://x", "CP1")) == {}
    assert b64decode(authorization(Dial("ws://x", None, b"k"))["Authorization"][6:]) == b":k"


def test_what_the_handshake_says() -> None:
    async def scene() -> None:
        seen: list[Request] = []

        async def note(socket: ServerConnection) -> None:
            assert socket.request is not None
            seen.append(socket.request)
            await echo(socket)

        async with central_system(note) as url:
            core = Toy(Dial(url, "CP1", b"secret"))
            async with running(core):
                await core.until_told("connected")
        (request,) = seen
        assert request.path == "/CP1"
        assert request.headers["Sec-WebSocket-Protocol"] == "ocpp1.6"
        assert request.headers["Authorization"] == "Basic Q1AxOnNlY3JldA=="
        assert "Sec-WebSocket-Extensions" not in request.headers

    run(scene())


def test_a_refused_connection_is_reported_and_dialled_again_when_the_core_wants() -> None:
    async def scene() -> None:
        async with serve(echo, "127.0.0.1", 0) as server:
            port = port_of(server)
        dial = Dial(f"ws://127.0.0.1:{port}/CP1")
        events: list[WireEvent] = []
        core = Toy(dial)
        async with running(core, on_event=lambda _now, event: events.append(event)) as client:
            await core.until_told(("disconnected", 1006))
            async with serve(echo, "127.0.0.1", port, subprotocols=["ocpp1.6"]):  # type: ignore[list-item]
                core.effects.append(dial)
                client.poke()
                await core.until_told("connected")
        refusal = events[1]
        assert isinstance(refusal, Unreachable)
        assert str(port) in refusal.reason

    run(scene())


@pytest.mark.parametrize("status", [401, 404, 503])
def test_an_http_error_is_reported(status: int) -> None:
    async def scene() -> None:
        def refuse(socket: ServerConnection, _request: Request) -> Response:
            return socket.respond(HTTPStatus(status), "no\n")

        events: list[WireEvent] = []
        async with central_system(echo, process_request=refuse) as url:
            core = Toy(Dial(url, "CP1", b"secret"))
            async with running(core, on_event=lambda _now, event: events.append(event)):
                await core.until_told(("disconnected", 1006))
        assert core.told == [("disconnected", 1006)]
        refusal = events[-1]
        assert isinstance(refusal, Unreachable)
        assert str(status) in refusal.reason
        assert "secret" not in repr(events)

    run(scene())


@pytest.mark.parametrize(
    "url", ["ws://", "http://127.0.0.1/", "ws://127.0.0.1:99999/x", "nonsense"]
)
def test_a_url_that_is_none_is_reported(url: str) -> None:
    async def scene() -> None:
        core = Toy(Dial(url))
        async with running(core):
            await core.until_told(("disconnected", 1006))

    run(scene())


def test_a_peer_that_never_answers_the_handshake_is_given_up() -> None:
    async def scene() -> None:
        hold = asyncio.Event()

        async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await hold.wait()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/CP1"
            events: list[WireEvent] = []
            core = Toy(Dial(url))
            async with running(
                core, open_timeout=0.05, on_event=lambda _now, event: events.append(event)
            ):
                await core.until_told(("disconnected", 1006))
            assert events[-1] == Unreachable("no answer within 0.05 s")
            hold.set()

    run(scene())


def test_a_close_gives_up_the_dialling() -> None:
    async def scene() -> None:
        hold, arrived = asyncio.Event(), asyncio.Event()

        async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            arrived.set()
            await hold.wait()
            writer.close()

        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            core = Toy(Dial(f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/CP1"))
            async with running(core, open_timeout=60) as client:
                await arrived.wait()
                core.effects.append(Close())
                client.poke()
                await core.until_told(("disconnected", 1006))
            hold.set()

    run(scene())


@pytest.mark.parametrize("offered", [None, ["ocpp2.0.1"]])
def test_without_the_subprotocol_no_text_is_sent(offered: list[str] | None) -> None:
    async def scene() -> None:
        heard: list[Any] = []
        ended = asyncio.Event()

        async def listen(socket: ServerConnection) -> None:
            with suppress(ConnectionClosed):
                heard.append(await socket.recv())
            ended.set()

        async with central_system(
            listen, subprotocols=offered, select_subprotocol=lambda *_: None
        ) as url:
            core = Toy(Dial(url), "too early")
            async with running(core) as client:
                await core.until_told(("disconnected", 1006))
                core.effects.append("too late")
                client.poke()
                await ended.wait()
        assert core.told == [("disconnected", 1006)]
        assert heard == []

    run(scene())


def test_the_core_closes() -> None:
    async def scene() -> None:
        codes: list[int | None] = []

        async def listen(socket: ServerConnection) -> None:
            await echo(socket)
            codes.append(socket.close_code)

        async with central_system(listen) as url:
            core = Toy(Dial(url))
            async with running(core) as client:
                await core.until_told("connected")
                core.effects += [Close(4001, "enough"), "after the end"]
                client.poke()
                await core.until_told(("disconnected", 4001))
        assert codes == [4001]
        assert core.told == ["connected", ("disconnected", 4001)]

    run(scene())


def test_close_then_dial_reports_the_end_before_the_beginning() -> None:
    async def scene() -> None:
        async with central_system(echo) as url:
            core = Toy(Dial(url))
            async with running(core) as client:
                await core.until_told("connected")
                core.effects += [Close(1000), Dial(url)]
                client.poke()
                await core.until_told("connected", times=2)
                core.effects.append("still here")
                client.poke()
                await core.until_told("still here")
        assert core.told[:3] == ["connected", ("disconnected", 1000), "connected"]

    run(scene())


def test_dialling_elsewhere_leaves_the_first_central_system() -> None:
    async def scene() -> None:
        async with central_system(echo) as first, central_system(echo) as second:
            core = Toy(Dial(first))
            async with running(core) as client:
                await core.until_told("connected")
                core.effects.append(Dial(second))
                client.poke()
                await core.until_told("connected", times=2)
        assert core.told[:3] == ["connected", ("disconnected", 1000), "connected"]

    run(scene())


def test_a_connection_lost_is_dialled_again() -> None:
    async def scene() -> None:
        visits: list[ServerConnection] = []

        async def drop_the_first(socket: ServerConnection) -> None:
            visits.append(socket)
            if len(visits) == 1:
                socket.transport.abort()
            else:
                await echo(socket)

        async with central_system(drop_the_first) as url:
            core = Toy(Dial(url))
            core.redial = Dial(url)
            async with running(core):
                await core.until_told("connected", times=2)
                core.redial = None
        assert core.told[:3] == ["connected", ("disconnected", 1006), "connected"]

    run(scene())


def test_the_code_of_the_peers_close_is_reported() -> None:
    async def scene() -> None:
        async def leave(socket: ServerConnection) -> None:
            await socket.close(1012, "restart")

        events: list[WireEvent] = []
        async with central_system(leave) as url:
            core = Toy(Dial(url))
            async with running(core, on_event=lambda _now, event: events.append(event)):
                await core.until_told(("disconnected", 1012))
        assert events[-1] == Gone(1012, "restart")

    run(scene())


def test_binary_messages_end_the_connection() -> None:
    async def scene() -> None:
        async def speak_binary(socket: ServerConnection) -> None:
            await socket.send(b"[]")
            await echo(socket)

        async with central_system(speak_binary) as url:
            core = Toy(Dial(url))
            async with running(core):
                await core.until_told(("disconnected", 1003))

    run(scene())


def test_a_close_with_1006_breaks_the_connection() -> None:
    async def scene() -> None:
        async with central_system(echo) as url:
            core = Toy(Dial(url))
            async with running(core) as client:
                await core.until_told("connected")
                core.effects.append(Close(1006))
                client.poke()
                await core.until_told(("disconnected", 1006))

    run(scene())


def test_deadlines_are_kept_in_scaled_time() -> None:
    async def scene() -> None:
        loop = asyncio.get_running_loop()
        start = loop.time() * 50
        core = Toy()
        core.deadlines += [start + 40, start + 20]
        async with running(core, clock=lambda: loop.time() * 50, pace=50):
            await core.until_told(("due", start + 40))
        assert core.told == [("due", start + 20), ("due", start + 40)]
        assert loop.time() * 50 >= start + 40

    run(scene())


def test_a_deadline_that_a_text_brings_forward_is_kept() -> None:
    async def scene() -> None:
        class Prompted(Toy):
            def receive(self, now: float, text: str) -> None:
                super().receive(now, text)
                self.deadlines.append(now + 0.01)

        async def speak(socket: ServerConnection) -> None:
            await socket.send("now")
            await echo(socket)

        async with central_system(speak) as url:
            core = Prompted(Dial(url))
            core.deadlines.append(9e12)
            async with running(core):
                await core.until_told("now")
                while len(core.deadlines) > 1:
                    core._changed.clear()
                    await core._changed.wait()

    run(scene())


def test_a_fault_of_the_core_is_not_swallowed() -> None:
    async def scene() -> None:
        class Broken(Toy):
            def connected(self, now: float) -> None:
                raise RuntimeError("broken core")

        async with central_system(echo) as url:
            with pytest.raises(ExceptionGroup) as raised:
                await Client(Broken(Dial(url))).run()
        assert raised.group_contains(RuntimeError, match="broken core")

    run(scene())


def test_wss_with_a_ca_file(tmp_path: Path) -> None:
    async def scene() -> None:
        made = self_signed(tmp_path)
        async with central_system(echo, ssl=made.server_context()) as url:
            core = Toy(Dial(url))
            async with running(core, ssl=made.client_context()):
                await core.until_told("connected")

    run(scene())


def test_who_does_not_ask_for_proof_takes_any_certificate(tmp_path: Path) -> None:
    async def scene() -> None:
        made = self_signed(tmp_path, "another.example")
        async with central_system(echo, ssl=made.server_context()) as url:
            core = Toy(Dial(url, verified=False))
            async with running(core):
                await core.until_told("connected")

    run(scene())


def test_a_certificate_nobody_vouches_for_is_reported(tmp_path: Path) -> None:
    async def scene() -> None:
        made = self_signed(tmp_path)
        events: list[WireEvent] = []
        async with central_system(echo, ssl=made.server_context()) as url:
            core = Toy(Dial(url))
            async with running(core, on_event=lambda _now, event: events.append(event)):
                await core.until_told(("disconnected", 1006))
        refusal = events[-1]
        assert isinstance(refusal, Unreachable)
        assert "certificate verify failed" in refusal.reason

    run(scene())


def test_many_clients_share_a_loop() -> None:
    async def scene() -> None:
        async with central_system(echo) as url:
            cores = [Toy(Dial(url), "never") for _ in range(30)]
            tasks = [asyncio.create_task(Client(core).run()) for core in cores]
            for core in cores:
                await core.until_told("connected")
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        assert all(core.told == ["connected", ("disconnected", 1001)] for core in cores)

    run(scene())
