"""Watches a station's wire: prints it, and knows when an exchange is over."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from conformance.commands.frame_printer import FramePrinter
from ocpp16.journal import Direction
from reference_impl.wire_events import (
    Connected,
    Dialling,
    Gone,
    Received,
    Sent,
    Unreachable,
    WireEvent,
)

QUIET = 0.5
"""Real seconds without a frame after which an exchange counts as over."""
PATIENCE = 10.0
"""Real seconds after which a script goes on, over or not."""


class StationWatch:
    """Takes the events of a client."""

    def __init__(self, printer: FramePrinter, identity: str) -> None:
        self.printer = printer
        self.identity = identity
        self.is_connected = False
        self.was_connected = False
        self._stirred = asyncio.Event()

    def __call__(self, at: float, event: WireEvent) -> None:
        """Print an event and remember what it means."""
        self._stirred.set()
        match event:
            case Sent(text):
                self.printer.frame(at, self.identity, Direction.TO_CENTRAL_SYSTEM, text)
            case Received(text):
                self.printer.frame(at, self.identity, Direction.TO_CHARGE_POINT, text)
            case _:
                self._connection(at, event)

    async def settled(self) -> bool:
        """Wait until the station is connected and all is answered and quiet; False if too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not (await self._is_quiet() and self._is_idle()):
                    pass
                return True
        return False

    def _connection(self, at: float, event: WireEvent) -> None:
        match event:
            case Dialling(url):
                self.printer.note(at, self.identity, f"dialling {url}", "dim")
            case Unreachable(reason):
                self.printer.note(at, self.identity, f"could not connect: {reason}", "red")
            case Connected():
                self.is_connected = self.was_connected = True
                self.printer.note(at, self.identity, "connected")
            case Gone(code, reason):
                self.is_connected = False
                self.printer.connection_over(self.identity)
                ending = f" ({reason})" if reason else ""
                self.printer.note(at, self.identity, f"disconnected, code {code}{ending}")

    async def _is_quiet(self) -> bool:
        self._stirred.clear()
        try:
            async with asyncio.timeout(QUIET):
                await self._stirred.wait()
        except TimeoutError:
            return True
        return False

    def _is_idle(self) -> bool:
        return self.is_connected and self.printer.unanswered == 0
