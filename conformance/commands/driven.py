"""The reference station driven by another program: JSON objects, one a line, each answered.

The other side, and what requests and answers look like: ``conformance.sut.drivers.dialogue``.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from conformance.commands.frame_printer import FramePrinter
from conformance.commands.interrupts import stop_requested
from conformance.commands.station_watch import StationWatch
from conformance.sut.driver import NotDrivable
from conformance.sut.drivers.options import POWER_ON
from conformance.sut.reference import ReferenceDriver
from reference_impl.client import Client

Answer = dict[str, Any]


class DrivenStation:
    """One run of the station until its input ends or a signal comes."""

    def __init__(
        self, driver: ReferenceDriver, context: ssl.SSLContext | None, printer: FramePrinter
    ) -> None:
        self.driver = driver
        self._context = context
        self._printer = printer
        self._client: Client | None = None
        self._carrying: asyncio.Task[None] | None = None

    async def play(self, lines: AsyncIterator[str], write: Callable[[str], None]) -> int:
        """Answer every line; returns the exit code. Raises what broke the station down."""
        stopping = asyncio.create_task(stop_requested().wait())
        following = asyncio.create_task(self._follow(lines, write))
        try:
            await self._until_over(following, stopping)
        finally:
            tasks = [task for task in (following, stopping, self._carrying) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
        for task in tasks:
            if not task.cancelled():
                task.result()
        return 0

    async def _until_over(self, *ends: asyncio.Task[Any]) -> None:
        while not any(task.done() for task in ends):
            carrying = [self._carrying] if self._carrying is not None else []
            pending = [*ends, *carrying]
            await asyncio.wait(pending, timeout=0.2, return_when=asyncio.FIRST_COMPLETED)
            if any(task.done() for task in carrying):
                return

    async def _follow(self, lines: AsyncIterator[str], write: Callable[[str], None]) -> None:
        async for line in lines:
            if line:
                write(json.dumps(self.answer(line), default=str))

    def answer(self, line: str) -> Answer:
        """Do, or read, what a line asks for."""
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            return {"id": None, "error": "this line is no JSON"}
        if not isinstance(request, dict):
            return {"id": None, "error": "this line is no JSON object"}
        return {"id": request.get("id"), **self._outcome(request)}

    def _outcome(self, request: dict[str, Any]) -> Answer:
        try:
            match request:
                case {"verb": str(verb), "details": dict(details)}:
                    self._act(verb, details)
                    return {"done": True}
                case {"quantity": str(quantity)}:
                    self._require_power()
                    return {"value": self.driver.observe(time.time(), quantity)}
        except NotDrivable as reason:
            return {"cannot": str(reason)}
        except (KeyError, TypeError, ValueError) as mistake:
            return {"error": f"{type(mistake).__name__}: {mistake}"}
        return {"error": "a request has a verb and details, or a quantity"}

    def _act(self, verb: str, details: dict[str, Any]) -> None:
        now = time.time()
        if verb == POWER_ON:
            self._power_on(now, details)
            return
        self._require_power()
        self.driver.act(now, verb, **absolute(now, details))
        if self._client is not None:
            self._client.poke()

    def _power_on(self, now: float, settings: dict[str, Any]) -> None:
        if self._client is not None:
            raise NotDrivable("the station is on already")
        self.driver.configure(settings)
        self.driver.power_on(now)
        watch = StationWatch(self._printer, self.driver.identity)
        self._client = Client(self.driver.station, ssl=self._context, on_event=watch)
        self._carrying = asyncio.create_task(self._client.run())

    def _require_power(self) -> None:
        if self._client is None:
            raise NotDrivable("the station is not powered on")


def absolute(now: float, details: dict[str, Any]) -> dict[str, Any]:
    """Details as the station knows them: seconds from now become a moment."""
    if "waits_for" not in details:
        return details
    rest = {name: value for name, value in details.items() if name != "waits_for"}
    seconds = details["waits_for"]
    return {**rest, "waits_until": None if seconds is None else now + float(seconds)}
