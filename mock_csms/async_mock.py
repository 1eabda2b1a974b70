"""The mock central system for tests that live in an event loop. All seconds are suite seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from mock_csms.access import Access
from mock_csms.answers import Answers
from mock_csms.arrangement import Arrangement, HandshakeArrangement
from mock_csms.async_charge_point import AsyncChargePointHandle
from mock_csms.central_system import CentralSystem
from mock_csms.chaos import Chaos
from mock_csms.domain.tags import Tags
from mock_csms.introductions import Introduction
from mock_csms.questions import HowOften, InOrder, Question, with_evidence
from mock_csms.script import HandshakeStub, Stub
from mock_csms.server import Server
from mock_csms.steadiness import Steadiness
from mock_csms.tls import NamedFile, server_context
from ocpp16.expectation import Match, UnmetError, match
from ocpp16.journal import Entry, Exchange, Journal
from ocpp16.verification import NEVER, InAnyOrder, Step, Times

Result = TypeVar("Result")
POLL = 0.02
"""Real seconds after which a condition is looked at again even though nothing was recorded."""
CLOSE_TIMEOUT = 1.0
"""Real seconds a charge point has to confirm that its connection is closed."""
HIGHEST_PORT = 65_535


class AsyncMockCsms:
    """A central system on a TCP port, for as long as its ``async with`` block lasts.

    ``port`` 0 takes a free one. ``keys`` (identity -> key) demands HTTP Basic authentication.
    ``pace`` is how many suite seconds pass in one real second. ``tags`` (idTag ->
    AuthorizationStatus) are those that are not simply Accepted. Raises ``ValueError`` for options
    that make no sense; entering raises ``OSError`` when the address cannot be listened on.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        tls_cert: NamedFile | None = None,
        tls_key: NamedFile | None = None,
        keys: Mapping[str, str] | None = None,
        heartbeat_interval: int = 300,
        call_timeout: float = 30.0,
        pace: float = 1.0,
        chaos: Chaos | None = None,
        tags: Mapping[str, str] | None = None,
    ) -> None:
        _check(port=port, heartbeat_interval=heartbeat_interval, timeout=call_timeout, pace=pace)
        self.pace = pace
        self._begun = time.time(), time.monotonic()
        self._tags = dict(tags or {})
        self.system = CentralSystem(
            answers=Answers(heartbeat_interval=heartbeat_interval, tags=Tags(self._tags)),
            access=Access(keys=dict(keys or {})),
            call_timeout=call_timeout,
        )
        """The core, for what has no method here."""
        self.system.chaos = chaos
        self.system.journal.on_entry = self._stir
        self._server = Server(
            self.system, host, port, ssl=server_context(tls_cert, tls_key),
            clock=self.clock, pace=pace, close_timeout=CLOSE_TIMEOUT,
        )  # fmt: skip
        self._stirred = asyncio.Event()
        self._since = 0

    async def __aenter__(self) -> Self:
        """Start listening."""
        await self._server.__aenter__()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections and stop listening. Raises what broke a connection from inside."""
        await self._server.__aexit__(exc_type, exc, traceback)
        if exc is None:
            self._raise_failure()

    # facts -------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The endpoint; a charge point appends a slash and its identity."""
        return self._server.url

    def url_for(self, identity: str) -> str:
        """The connection URL of one charge point."""
        return self._server.url_for(identity)

    def clock(self) -> float:
        """Suite seconds since 1970; may be asked from any thread."""
        wall, monotonic = self._begun
        return wall + (time.monotonic() - monotonic) * self.pace

    @property
    def journal(self) -> Journal:
        """The record of all that crossed the wire."""
        return self.system.journal

    @property
    def answers(self) -> Answers:
        """What is answered politely, e.g. the heartbeat interval given to those who register."""
        return self.system.answers

    @property
    def tags(self) -> Tags:
        """The tags on file: ``tags.put("X", "Blocked")``. Those that are not listed are Accepted."""
        return self.system.answers.tags

    @property
    def charge_points(self) -> dict[str, AsyncChargePointHandle]:
        """All that have ever connected, by identity."""
        names = [known.identity for known in self.system.known()]
        return {identity: self.charge_point(identity) for identity in names}

    def charge_point(self, identity: str) -> AsyncChargePointHandle:
        """One charge point, connected or not."""
        return AsyncChargePointHandle(self, identity)

    # arranging ---------------------------------------------------------------------------------------

    def on(self, action: str | None = None, **matcher: Any) -> Arrangement:
        """Begin to arrange what such CALLs get: ``on("Authorize", idTag="X").answer(...)``.

        ``matcher`` is that of ``ocpp16.expectation.match``.
        """
        return self.system.on(action, now=self.clock(), **matcher)

    def on_handshake(self, identity: str | None = None) -> HandshakeArrangement:
        """Begin to arrange what handshakes get: ``on_handshake().once().turn_away(503)``."""
        return self.system.on_handshake(identity)

    def remove(self, stub: Stub | HandshakeStub) -> None:
        """Put a stub out of force."""
        self.system.script.remove(stub)

    def chaos(
        self, seed: int, rates: Mapping[str, float], actions: Sequence[str] | None = None
    ) -> None:
        """Let faults strike at random, the same ones each time; see ``Chaos``."""
        self.system.chaos = Chaos(seed, rates, frozenset(actions) if actions is not None else None)

    def skew(self, seconds: float) -> None:
        """Let the time it tells be ahead by so many seconds."""
        self.system.answers.clock_skew = seconds

    def clear(self, action: str | None = None) -> None:
        """Go back to polite answers: no stubs, for one action or all; then no chaos either."""
        self.system.script.clear(action)
        if action is None:
            self.system.chaos = None

    def reset(self) -> None:
        """A known state: polite answers, the tags of the beginning, nothing that was sent before.

        Connections stay open, and transaction ids are not used twice.
        """
        self.clear()
        self.skew(0.0)
        self.tags.clear()
        for id_tag, status in self._tags.items():
            self.tags.put(id_tag, status)
        self._since = self.mark()

    # waiting and asking ------------------------------------------------------------------------------

    def mark(self) -> int:
        """This moment, for the ``since`` of a later question."""
        return len(self.system.journal.entries)

    async def wait_for(
        self, identity: str | None = None, *, registered: bool = True, within: float = 10.0
    ) -> AsyncChargePointHandle:
        """Wait until a charge point, or any, is connected and its registration is Accepted.

        Raises ``UnmetError``, which says how far it came.
        """
        introduction = Introduction(self.system, identity, registered, within)
        await self.until(lambda: introduction.found() is not None, within)
        found = introduction.found()
        if found is None:
            raise with_evidence(introduction.unmet())
        return self.charge_point(found)

    def seen(
        self, action: str | None = None, *, since: int | None = None, **matcher: Any
    ) -> list[Exchange]:
        """Such CALLs with their answers, oldest first."""
        return HowOften(match(action, **matcher), since=self._from(since)).seen(self.journal)

    async def expect(
        self,
        action: str | None = None,
        *,
        within: float = 0.0,
        times: int | None = None,
        at_least: int = 1,
        nth: int | None = None,
        since: int | None = None,
        **matcher: Any,
    ) -> Exchange:
        """Such a CALL has come, or comes within so many seconds; returns the first, or the ``nth``.

        ``times`` means exactly so often: it takes the whole time, as one more could come.
        Looks from ``since``, else from the start or the latest reset. Raises ``UnmetError``.
        """
        often = _times(times, at_least, nth)
        question = HowOften(match(action, **matcher), often, self._from(since), _span(within))
        return (await self._ask(question, within))[(nth or 1) - 1]

    async def never(
        self,
        action: str | None = None,
        *,
        for_seconds: float = 0.0,
        since: int | None = None,
        **matcher: Any,
    ) -> None:
        """No such CALL has come, and none does for so many seconds.

        A charge point (the one of ``identity``, else any) has to stay connected meanwhile: the
        silence of one that is gone shows nothing. Raises ``UnmetError``.
        """
        wanted = match(action, **matcher)
        span = f" for {for_seconds:g} s" if for_seconds else ""
        question = HowOften(wanted, NEVER, self._from(since), span)
        steadiness = Steadiness(self.system, wanted.identity, for_seconds)
        await self._ask(question, for_seconds)
        if for_seconds and not steadiness.lasts():
            raise with_evidence(steadiness.unmet())

    async def expect_sequence(
        self, steps: Sequence[Step | str], *, within: float = 0.0, since: int | None = None
    ) -> list[Exchange]:
        """These CALLs have come in this order, or do within so many seconds; others may come between.

        A step is an action, a ``match(...)``, or several of them ``in_any_order(...)``. Raises
        ``UnmetError``.
        """
        wanted = [match(step) if isinstance(step, str) else step for step in steps]
        question = InOrder(wanted, self._from(since), _span(within))
        return list(await self._ask(question, within))

    async def expect_in_any_order(
        self, wanted: Sequence[Match | str], *, within: float = 0.0, since: int | None = None
    ) -> list[Exchange]:
        """These CALLs, each a different one, have come, or do within so many seconds."""
        matches = (match(each) if isinstance(each, str) else each for each in wanted)
        step = InAnyOrder(tuple(matches))
        return await self.expect_sequence([step], within=within, since=since)

    async def until(self, met: Callable[[], bool], seconds: float) -> None:
        """Let time pass until something is so, for so many seconds at most.

        Raises what broke a connection from inside meanwhile.
        """
        deadline = self.clock() + seconds
        while not met() and (remaining := deadline - self.clock()) > 0:
            self._raise_failure()
            self._stirred.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(min(remaining / self.pace, POLL)):
                    await self._stirred.wait()
        self._raise_failure()

    def do(self, act: Callable[[CentralSystem, float], Result]) -> Result:
        """What has no method here: a function of the core and the moment. Its effects go out."""
        result = act(self.system, self.clock())
        self.flush()
        return result

    def flush(self) -> None:
        """Carry out what the core wants after somebody used it."""
        self._server.flush()

    async def _ask(self, question: Question, within: float) -> Sequence[Exchange]:
        await self.until(lambda: question.is_settled(self.journal), within)
        try:
            return question.answer(self.journal)
        except UnmetError as error:
            raise with_evidence(error) from None

    def _from(self, since: int | None) -> int:
        return self._since if since is None else since

    def _raise_failure(self) -> None:
        if self._server.failures:
            raise self._server.failures.pop(0)

    def _stir(self, _entry: Entry) -> None:
        self._stirred.set()


def _times(times: int | None, at_least: int, nth: int | None) -> Times:
    """Raises ``ValueError`` for numbers that make no sense, or not together."""
    for name, number in {"times": times, "at_least": at_least, "nth": nth}.items():
        if number is not None and number < 1:
            raise ValueError(f"{name} is {number}; choose at least 1, or ask for never(...)")
    least = max(at_least, nth or 1)
    if times is not None and times < least:
        raise ValueError(f"times={times} excludes that there are {least}; give one of them")
    return Times(least) if times is None else Times.exactly(times)


def _span(within: float) -> str:
    return f" within {within:g} s" if within else ""


def _check(*, port: int, heartbeat_interval: int, timeout: float, pace: float) -> None:
    """Raises ``ValueError`` naming the option and what to choose."""
    if not 0 <= port <= HIGHEST_PORT:
        raise ValueError(f"port is {port}; choose 0 to {HIGHEST_PORT}")
    if heartbeat_interval < 0:
        raise ValueError(f"heartbeat_interval is {heartbeat_interval}; choose at least 0 seconds")
    if timeout <= 0:
        raise ValueError(f"call_timeout is {timeout}; choose more than 0 seconds")
    if pace <= 0:
        raise ValueError(f"pace is {pace}; choose more than 0")
