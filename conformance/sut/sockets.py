"""What carriers on real sockets share: an event loop of their own, its clock, and the charge points in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from ssl import SSLContext
from typing import Any, TypeVar

from conformance.sut.loopback import START, CarrierError
from mock_csms.loop_thread import LoopThread, StuckError
from ocpp16.endpoint import Endpoint
from ocpp16.expectation import UnmetError
from ocpp16.journal import Entry, FrameEntry, Journal
from reference_impl.client import Client
from reference_impl.wire_events import OnEvent

Result = TypeVar("Result")
POLL = 0.02
"""Real seconds after which a condition is looked at again even though nothing was recorded."""


MOST_ENTRIES = 20_000
"""Entries of the journal that one scenario may come to: none comes near."""


class Bounds:
    """Looks after the journal of a scenario, which a product that floods would fill without end."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._first = 0

    def begin(self) -> None:
        """A scenario begins."""
        self._first = len(self._journal.entries)

    @property
    def are_exceeded(self) -> bool:
        """Whether the product under test has sent too much."""
        return len(self._journal.entries) - self._first > MOST_ENTRIES

    def check(self) -> None:
        """Raises ``UnmetError`` when they are exceeded."""
        if not self.are_exceeded:
            return
        entries = self._journal.entries
        tail = [entry for entry in entries[-8:] if isinstance(entry, FrameEntry)]
        seen = f"more than {MOST_ENTRIES} messages and connections: a flood"
        raise UnmetError("a conversation that a scenario can follow", seen, None, tail)


class Sockets:
    """The half of a ``Carrier`` that does not care who is at the other end.

    Suite time begins at ``start`` (seconds since 1970) and passes ``pace`` times as fast as real time.
    """

    def __init__(self, journal: Journal, pace: float = 1.0, start: float = START) -> None:
        self.pace = pace
        self.bounds = Bounds(journal)
        self._start = start
        self._begun = time.monotonic()
        self._trust: SSLContext | None = None
        self._clients: list[Client] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._recorded = asyncio.Event()
        self._thread = LoopThread("carrier")
        journal.on_entry = self._wake

    @property
    def now(self) -> float:
        """See ``Carrier``."""
        return self._start + (time.monotonic() - self._begun) * self.pace

    def begin(self) -> None:
        """See ``Carrier``."""
        self.bounds.begin()

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

    def _start_client(self, station: Endpoint, on_event: OnEvent | None = None) -> None:
        async def start() -> None:
            client = Client(
                station,
                ssl=self._trust,
                clock=lambda: self.now,
                pace=self.pace,
                on_event=on_event,
            )
            self._clients.append(client)
            self._tasks.append(asyncio.create_task(client.run()))

        self._run(start())

    def _do(self, act: Callable[[float], Result]) -> Result:
        result = act(self.now)
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
        self.bounds.check()
        for task in self._tasks:
            if task.done() and not task.cancelled() and task.exception() is not None:
                raise CarrierError(f"a charge point broke down: {task.exception()!r}")

    async def _leave(self) -> None:
        if self.bounds.are_exceeded:  # who floods is not waited for until it confirms a close
            for client in self._clients:
                client.abort()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _wake(self, _entry: Entry) -> None:
        self._recorded.set()

    def _run(self, coroutine: Coroutine[Any, Any, Result], seconds: float = 0.0) -> Result:
        try:
            return self._thread.run(coroutine, seconds)
        except StuckError as error:
            raise CarrierError(f"the carrier did not come back: {error}") from None
