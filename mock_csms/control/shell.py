"""uvicorn around the application, inside the running event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import uvicorn

from mock_csms.control.app import create_app
from mock_csms.control.security import Guard, is_loopback
from mock_csms.server import Server, reachable

MOST_REQUESTS = 200
"""Connections and requests under way at a time; more get 503."""
GRACE = 1
"""Real seconds that requests under way are given at the end."""
POLL = 0.01


class TokenMissingError(ValueError):
    """An address that others can reach needs a token."""


class ControlServer:
    """The control API on a TCP port, for as long as its ``async with`` block lasts.

    Port 0 takes a free one. Raises ``TokenMissingError`` when others could reach it and there is
    no token; entering raises ``OSError`` when the address cannot be listened on.
    """

    def __init__(
        self, server: Server, host: str = "127.0.0.1", port: int = 9001, *, token: str | None = None
    ) -> None:
        if not token and not is_loopback(host):
            raise TokenMissingError(f"{host} is no loopback address: a token is needed")
        self.host = host
        self.port = port
        self.app = create_app(server, Guard(token or None, loopback_only=is_loopback(host)))
        self._uvicorn: _Uvicorn | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where the console is, seen from this machine; the API is below."""
        return f"http://{reachable(self.host)}:{self.port}/"

    async def __aenter__(self) -> Self:
        """Start listening."""
        listening = _listen(self.host, self.port)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            self.app, http="h11", ws="none", lifespan="off", log_config=None, access_log=False,
            server_header=False, proxy_headers=False, limit_concurrency=MOST_REQUESTS,
            timeout_graceful_shutdown=GRACE,
        )  # fmt: skip
        self._uvicorn = _Uvicorn(config)
        self._task = asyncio.create_task(self._uvicorn.serve([listening]))
        while not self._uvicorn.started and not self._task.done():
            await asyncio.sleep(POLL)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End all requests, those of followers at once, and stop listening."""
        assert self._uvicorn is not None
        assert self._task is not None
        control = self.app.state.control
        control.end()
        self._uvicorn.should_exit = True
        await self._task
        await control.forget_playback()


class _Uvicorn(uvicorn.Server):
    """Leaves signals to whoever runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _listen(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    return socket.create_server(address, family=family)
