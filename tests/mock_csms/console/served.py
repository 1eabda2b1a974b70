"""A central system with its control API on real ports, in a thread beside the browser."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect

from mock_csms.central_system import CentralSystem
from mock_csms.control.shell import ControlServer
from mock_csms.server import Server
from ocpp16.journal import Journal
from reference_impl.client import Client
from reference_impl.station import Station, StationSettings

LIMIT = 10.0
"""Longest wait of a test, in seconds."""


class Served:
    """Everything that runs beside the browser. Use it as a context manager."""

    def __init__(self, *, token: str | None = None) -> None:
        self._token = token
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._tasks: list[Future[None]] = []
        self._news = asyncio.Event()
        self.system = self._new_system()
        self.server = Server(self.system)
        self.control: ControlServer

    def __enter__(self) -> Self:
        self._thread.start()
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        for task in self._tasks:
            task.cancel()
        self.stop()
        self.do(self._rest())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LIMIT)
        self._loop.close()

    @property
    def url(self) -> str:
        """Where the console is."""
        return self.control.url

    def start(self, port: int = 0) -> None:
        """Start a new central system, with an empty journal."""
        self.system = self._new_system()
        self.server = Server(self.system, port=self.server.port)
        self.control = ControlServer(self.server, port=port, token=self._token)
        self.do(self.server.__aenter__())
        self.do(self.control.__aenter__())

    def stop(self) -> None:
        """Stop it: connections are closed, its ports are free."""
        self.do(self.control.__aexit__(None, None, None))
        self.do(self.server.__aexit__(None, None, None))

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Run something in the thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(LIMIT)

    def call(self, what: Callable[[], Any]) -> Any:
        """Call something in the thread."""

        async def called() -> Any:
            return what()

        return self.do(called())

    def station(self, identity: str = "91234567") -> Powered:
        """A reference station that dials in and keeps running."""
        station = Station(StationSettings(url=f"{self.server.url}/", identity=identity))
        client = Client(station, clock=time.time)
        self.call(lambda: station.power_on(time.time()))
        self._tasks.append(asyncio.run_coroutine_threadsafe(client.run(), self._loop))
        return Powered(self, station, client)

    def charger(self, identity: str, answers: object = ...) -> Charger:
        """A charge point by hand; it answers nothing, or always with this frame's end."""
        return Charger(self, identity, answers)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for something that comes about with an entry of the journal."""

        async def waiting() -> None:
            async with asyncio.timeout(LIMIT):
                while not condition():
                    self._news.clear()
                    await self._news.wait()

        self.do(waiting())

    def has_sent(self, identity: str, action: str) -> bool:
        """Whether a charge point has sent a CALL."""
        sent = self.system.journal.requests_sent(action)
        return any(each.identity == identity for each in sent)

    def _new_system(self) -> CentralSystem:
        """One whose journal says when there is something new in it."""
        return CentralSystem(journal=Journal(on_entry=lambda _entry: self._news.set()))

    async def _rest(self) -> None:
        me = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not me]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


class Powered:
    """A reference station and who carries it."""

    def __init__(self, served: Served, station: Station, client: Client) -> None:
        self.station = station
        self._served = served
        self._client = client

    def do(self, verb: Callable[..., object], *arguments: object) -> None:
        """Let something happen to the station now."""

        def happen() -> None:
            verb(time.time(), *arguments)
            self._client.poke()

        self._served.call(happen)


class Charger:
    """A bare connection."""

    def __init__(self, served: Served, identity: str, answers: object) -> None:
        self._served = served
        self._number = 0
        self.socket: ClientConnection = served.do(self._dial(identity))
        self._answers = answers
        served._tasks.append(asyncio.run_coroutine_threadsafe(self._read(), served._loop))

    def send(self, text: str) -> None:
        """Send a text, whatever it is."""
        self._served.do(self.socket.send(text))

    def ask(self, action: str, payload: dict[str, Any]) -> None:
        """Send a CALL."""
        self._number += 1
        self.send(json.dumps([2, f"{action}-{self._number}", action, payload]))

    def boot(self) -> None:
        """Register."""
        self.ask("BootNotification", {"chargePointVendor": "Brand", "chargePointModel": "One"})

    def hang_up(self) -> None:
        """Close the connection."""
        self._served.do(self.socket.close())

    async def _dial(self, identity: str) -> ClientConnection:
        url = self._served.server.url_for(identity)
        return await connect(url, subprotocols=["ocpp1.6"], proxy=None)  # type: ignore[list-item]

    async def _read(self) -> None:
        with suppress(asyncio.CancelledError):
            async for text in self.socket:
                frame = json.loads(text)
                if frame[0] == 2 and isinstance(self._answers, list):
                    kind, *rest = self._answers
                    await self.socket.send(json.dumps([kind, frame[1], *rest]))
