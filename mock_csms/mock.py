"""The mock central system for ordinary tests: the same as ``AsyncMockCsms``, without an event loop.

It lives in a loop in a thread of its own; every method goes there, waits within bounds, and gives
results and errors to the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypedDict, TypeVar, Unpack

from mock_csms.arrangement import Arrangement, HandshakeArrangement
from mock_csms.async_mock import AsyncMockCsms
from mock_csms.central_system import CentralSystem
from mock_csms.chaos import Chaos
from mock_csms.charge_point import ChargePointHandle
from mock_csms.inside import ScriptInside, TagsInside
from mock_csms.loop_thread import LoopThread
from mock_csms.script import HandshakeStub, Stub
from mock_csms.tls import NamedFile
from ocpp16.expectation import Match
from ocpp16.journal import Exchange, Journal
from ocpp16.verification import Step

Result = TypeVar("Result")


class MockOptions(TypedDict, total=False):
    """The options, see ``AsyncMockCsms``."""

    host: str
    port: int
    tls_cert: NamedFile | None
    tls_key: NamedFile | None
    keys: Mapping[str, str] | None
    heartbeat_interval: int
    call_timeout: float
    pace: float
    chaos: Chaos | None
    tags: Mapping[str, str] | None


class MockCsms:
    """A central system on a TCP port, for as long as its ``with`` block lasts.

    Takes the options of ``AsyncMockCsms``, and does what its methods of the same names do. Outside
    of the block everything raises ``RuntimeError``.
    """

    def __init__(self, **options: Unpack[MockOptions]) -> None:
        self._inner = AsyncMockCsms(**options)
        self._thread: LoopThread | None = None

    def __enter__(self) -> Self:
        """Start listening. Raises ``OSError`` when the address cannot be listened on."""
        if self._thread is not None:
            raise RuntimeError("this MockCsms was entered before; make a new one")
        self._thread = LoopThread("mock-csms")
        try:
            self._thread.run(self._inner.__aenter__())
        except BaseException:
            self._thread.close()
            raise
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close all connections and stop. Raises what broke a connection from inside."""
        try:
            self._loop.run(self._inner.__aexit__(exc_type, exc, traceback))
        finally:
            self._loop.close()

    # facts -------------------------------------------------------------------------------------------

    @property
    def url(self) -> str:
        """The endpoint; a charge point appends a slash and its identity."""
        return self._loop.do(lambda: self._inner.url)

    def url_for(self, identity: str) -> str:
        """The connection URL of one charge point."""
        return self._loop.do(lambda: self._inner.url_for(identity))

    @property
    def pace(self) -> float:
        """Suite seconds in one real second."""
        return self._inner.pace

    def clock(self) -> float:
        """Suite seconds since 1970."""
        return self._inner.clock()

    @property
    def journal(self) -> Journal:
        """A copy of the record of all that crossed the wire, as it is now."""
        return self._loop.do(lambda: _copy(self._inner.journal))

    @property
    def tags(self) -> TagsInside:
        """The tags on file: ``tags.put("X", "Blocked")``. Those that are not listed are Accepted."""
        return TagsInside(self._loop, self._inner.tags)

    @property
    def charge_points(self) -> dict[str, ChargePointHandle]:
        """All that have ever connected, by identity."""
        return {identity: self.charge_point(identity) for identity in self._identities()}

    def charge_point(self, identity: str) -> ChargePointHandle:
        """One charge point, connected or not."""
        return ChargePointHandle(self._inner.charge_point(identity), self._loop)

    # arranging ---------------------------------------------------------------------------------------

    def on(self, action: str | None = None, **matcher: Any) -> Arrangement:
        """Begin to arrange what such CALLs get: ``on("Authorize", idTag="X").answer(...)``.

        A function given to ``compute`` runs inside the central system's thread.
        """
        arrangement = self._inner.on(action, **matcher)
        arrangement.script = self._stubs
        return arrangement

    def on_handshake(self, identity: str | None = None) -> HandshakeArrangement:
        """Begin to arrange what handshakes get: ``on_handshake().once().turn_away(503)``."""
        arrangement = self._inner.on_handshake(identity)
        arrangement.script = self._stubs
        return arrangement

    def remove(self, stub: Stub | HandshakeStub) -> None:
        """Put a stub out of force."""
        self._loop.do(lambda: self._inner.remove(stub))

    def chaos(
        self, seed: int, rates: Mapping[str, float], actions: Sequence[str] | None = None
    ) -> None:
        """Let faults strike at random, the same ones each time; see ``Chaos``."""
        self._loop.do(lambda: self._inner.chaos(seed, rates, actions))

    def skew(self, seconds: float) -> None:
        """Let the time it tells be ahead by so many seconds."""
        self._loop.do(lambda: self._inner.skew(seconds))

    def clear(self, action: str | None = None) -> None:
        """Go back to polite answers: no stubs, for one action or all; then no chaos either."""
        self._loop.do(lambda: self._inner.clear(action))

    def reset(self) -> None:
        """A known state: polite answers, the tags of the beginning, nothing that was sent before."""
        self._loop.do(self._inner.reset)

    # waiting and asking ------------------------------------------------------------------------------

    def mark(self) -> int:
        """This moment, for the ``since`` of a later question."""
        return self._loop.do(self._inner.mark)

    def wait_for(
        self, identity: str | None = None, *, registered: bool = True, within: float = 10.0
    ) -> ChargePointHandle:
        """Wait until a charge point, or any, is connected and its registration is Accepted."""
        __tracebackhide__ = True
        waiting = self._inner.wait_for(identity, registered=registered, within=within)
        return ChargePointHandle(self._loop.run(waiting, self._real(within)), self._loop)

    def seen(
        self, action: str | None = None, *, since: int | None = None, **matcher: Any
    ) -> list[Exchange]:
        """Such CALLs with their answers, oldest first."""
        return self._loop.do(lambda: self._inner.seen(action, since=since, **matcher))

    def expect(
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
        __tracebackhide__ = True
        asking = self._inner.expect(
            action, within=within, times=times, at_least=at_least, nth=nth, since=since, **matcher
        )
        return self._loop.run(asking, self._real(within))

    def never(
        self,
        action: str | None = None,
        *,
        for_seconds: float = 0.0,
        since: int | None = None,
        **matcher: Any,
    ) -> None:
        """No such CALL has come, and none does for so many seconds.

        A charge point (the one of ``identity``, else any) has to stay connected meanwhile.
        """
        __tracebackhide__ = True
        asking = self._inner.never(action, for_seconds=for_seconds, since=since, **matcher)
        self._loop.run(asking, self._real(for_seconds))

    def expect_sequence(
        self, steps: Sequence[Step | str], *, within: float = 0.0, since: int | None = None
    ) -> list[Exchange]:
        """These CALLs have come in this order, or do within so many seconds; others may come between."""
        __tracebackhide__ = True
        asking = self._inner.expect_sequence(steps, within=within, since=since)
        return self._loop.run(asking, self._real(within))

    def expect_in_any_order(
        self, wanted: Sequence[Match | str], *, within: float = 0.0, since: int | None = None
    ) -> list[Exchange]:
        """These CALLs, each a different one, have come, or do within so many seconds."""
        __tracebackhide__ = True
        asking = self._inner.expect_in_any_order(wanted, within=within, since=since)
        return self._loop.run(asking, self._real(within))

    def do(self, act: Callable[[CentralSystem, float], Result]) -> Result:
        """What has no method here: a function of the core and the moment, called in its thread."""
        return self._loop.do(lambda: self._inner.do(act))

    @property
    def _loop(self) -> LoopThread:
        if self._thread is None or self._thread.loop.is_closed():
            raise RuntimeError("the central system does not run; use it inside `with MockCsms()`")
        return self._thread

    @property
    def _stubs(self) -> ScriptInside:
        return ScriptInside(self._loop, self._inner.system.script)

    def _identities(self) -> list[str]:
        return self._loop.do(lambda: list(self._inner.charge_points))

    def _real(self, seconds: float) -> float:
        return seconds / self.pace


def _copy(journal: Journal) -> Journal:
    return journal.whole()
