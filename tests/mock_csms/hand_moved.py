"""A link without a socket, on a loop whose clock a test moves: what takes a minute takes no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any

from mock_csms.central_system import CentralSystem
from mock_csms.link import Link
from mock_csms.server import Server

PEER = ("192.0.2.1", 50000)


class HandMovedLoop(asyncio.SelectorEventLoop):
    """Its time stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0
        super().__init__(selectors.SelectSelector())

    def time(self) -> float:
        return self.now


class Wire(asyncio.Transport):
    """What a link writes to: it keeps the octets, and says when the connection was broken."""

    def __init__(self, link: Link) -> None:
        super().__init__({"peername": PEER})
        self.link = link
        self.written = bytearray()
        self.is_broken = False

    def write(self, data: Any) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return self.is_broken

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        """The other end keeps its half of the connection open."""

    def close(self) -> None:
        self.abort()

    def abort(self) -> None:
        if not self.is_broken:
            self.is_broken = True
            self.link.connection_lost(None)


class HandMoved:
    """A central system whose one connection is on a wire, and the moment that it is there."""

    def __init__(self, loop: HandMovedLoop) -> None:
        self.system = CentralSystem()
        self.server = Server(self.system, clock=loop.time)
        self._loop = loop
        self.link = Link(self.server)
        self.wire = Wire(self.link)
        self.link.connection_made(self.wire)

    async def pass_time(self, seconds: float) -> None:
        """Let so much time pass, and what is due by then happen."""
        self._loop.now += seconds
        passed = self._loop.create_future()
        self._loop.call_at(self._loop.now, passed.set_result, None)
        await passed


def by_hand(scene: Callable[[HandMoved], Coroutine[Any, Any, None]]) -> None:
    """Run a scene on such a loop."""

    async def played() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, HandMovedLoop)
        await scene(HandMoved(loop))

    with asyncio.Runner(loop_factory=HandMovedLoop) as runner:
        runner.run(played())
