"""The live carrier: real WebSockets on loopback addresses, in real time or a multiple of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from ssl import SSLContext
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from conformance.sut.certificates import self_signed
from conformance.sut.loopback import START, CarrierError
from mock_csms.central_system import CentralSystem
from mock_csms.loop_thread import LoopThread, StuckError
from mock_csms.server import Server
from ocpp16.endpoint import Endpoint
from ocpp16.journal import Entry
from reference_impl.client import Client

Result = TypeVar("Result")
POLL = 0.02
"""Real seconds after which a condition is looked at again even though nothing was recorded."""


class Live:
    """A ``Carrier`` on sockets. Cores, server and clients live in one event loop of their own."""

    def __init__(self, central_system: CentralSystem, pace: float) -> None:
        self.pace = pace
        self._begun = time.monotonic()
        self._central_system = central_system
        self._server = self._new_server(None)
        self._trust: SSLContext | None = None
        self._clients: list[Client] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._recorded = asyncio.Event()
        self._thread = LoopThread("carrier")
        central_system.journal.on_entry = self._wake
        self._run(self._server.__aenter__())

    @property
    def now(self) -> float:
        """See ``Carrier``."""
        return START + (time.monotonic() - self._begun) * self.pace

    @property
    def url(self) -> str:
        """See ``Carrier``."""
        return self._server.url + "/"

    def add(self, station: Endpoint, identity: str) -> None:
        """See ``Carrier``."""

        async def start() -> None:
            client = Client(station, ssl=self._trust, clock=lambda: self.now, pace=self.pace)
            self._clients.append(client)
            self._tasks.append(asyncio.create_task(client.run()))

        self._run(start())

    def secure(self, *, name_fits: bool = True) -> None:
        """See ``Carrier``."""
        with TemporaryDirectory() as folder:
            host = self._server.host if name_fits else "another.example"
            certificate = self_signed(Path(folder), host)
            self._trust = certificate.client_context()
            server = self._new_server(certificate.server_context())

        async def exchange() -> None:
            await self._server.__aexit__(None, None, None)
            self._server = await server.__aenter__()

        self._run(exchange())

    def _new_server(self, ssl: SSLContext | None) -> Server:
        return Server(self._central_system, ssl=ssl, clock=lambda: self.now, pace=self.pace)

    def do(self, act: Callable[[float], Result]) -> Result:
        """See ``Carrier``."""
        if self._thread.is_here:
            return self._do(act)

        async def there() -> Result:
            return self._do(act)

        return self._run(there())

    def run_until(self, met: Callable[[], bool], deadline: float) -> bool:
        """See ``Carrier``."""
        seconds = max(0.0, deadline - self.now) / self.pace
        return self._run(self._until(met, deadline), seconds)

    def close(self) -> None:
        """See ``Carrier``."""
        try:
            self._run(self._leave())
        finally:
            self._thread.close()

    def _do(self, act: Callable[[float], Result]) -> Result:
        result = act(self.now)
        self._server.flush()
        for client in self._clients:
            client.poke()
        return result

    async def _until(self, met: Callable[[], bool], deadline: float) -> bool:
        while not met():
            self._check()
            remaining = (deadline - self.now) / self.pace
            if remaining <= 0:
                return met()
            self._recorded.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._recorded.wait(), min(remaining, POLL))
        return True

    def _check(self) -> None:
        for task in self._tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                raise CarrierError(f"a charge point broke down: {task.exception()!r}")

    async def _leave(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.__aexit__(None, None, None)

    def _wake(self, _entry: Entry) -> None:
        self._recorded.set()

    def _run(self, coroutine: Coroutine[Any, Any, Result], seconds: float = 0.0) -> Result:
        try:
            return self._thread.run(coroutine, seconds)
        except StuckError as error:
            raise CarrierError(f"the carrier did not come back: {error}") from None
