"""The live carrier: our central system on real WebSockets, in real time or a multiple of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from ssl import SSLContext
from tempfile import TemporaryDirectory
from typing import TypeVar

from conformance.sut.certificates import self_signed
from conformance.sut.loopback import START
from conformance.sut.sockets import Sockets
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from ocpp16.endpoint import Endpoint

Result = TypeVar("Result")


class Live(Sockets):
    """A ``Carrier`` on sockets. Cores, server and clients live in one event loop of their own.

    It listens on ``host`` and ``port`` (0: a free one). Raises ``OSError`` when it cannot.
    """

    def __init__(
        self,
        central_system: CentralSystem,
        pace: float = 1.0,
        *,
        start: float = START,
        host: str = "127.0.0.1",
        port: int = 0,
        ssl: SSLContext | None = None,
    ) -> None:
        super().__init__(central_system.journal, pace, start)
        self._central_system = central_system
        self._host = host
        self._server = self._new_server(ssl, port)
        try:
            self._run(self._server.__aenter__())
        except OSError:
            self._thread.close()
            raise

    @property
    def url(self) -> str:
        """See ``Carrier``."""
        return self._server.url + "/"

    def add(self, station: Endpoint, identity: str) -> None:
        """See ``Carrier``."""
        self._start_client(station)

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

    def _new_server(self, ssl: SSLContext | None, port: int = 0) -> Server:
        return Server(
            self._central_system,
            self._host,
            port,
            ssl=ssl,
            clock=lambda: self.now,
            pace=self.pace,
        )

    def _do(self, act: Callable[[float], Result]) -> Result:
        result = super()._do(act)
        self._server.flush()
        return result

    async def _leave(self) -> None:
        await super()._leave()
        await self._server.__aexit__(None, None, None)
