"""A playback that the control API began: a task of its own, and what it came to as plain data."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

from mock_csms import tls
from mock_csms.performer import Performer
from mock_csms.playback import Difference
from mock_csms.playback_parts import Part, by_identity, overall
from mock_csms.player import Player, play_all
from mock_csms.server import Server
from ocpp16.actions import Role
from ocpp16.expectation import quote
from ocpp16.journal import FrameEntry
from ocpp16.redaction import redact_text
from ocpp16.timestamps import to_text


@dataclass
class Playing:
    """One playback, under way or over."""

    side: Role
    url: str
    """What charge points dial; the identity is appended."""
    began_at: float
    parts: list[Part]
    _play: Callable[[], Coroutine[Any, Any, None]]
    _open: AsyncExitStack = field(default_factory=AsyncExitStack)
    _task: asyncio.Task[None] | None = None

    @property
    def is_over(self) -> bool:
        """Whether everything is played."""
        return all(part.core.is_over for part in self.parts)

    def begin(self) -> None:
        """Start playing; once."""
        self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """End early what is not over."""
        for part in self.parts:
            part.core.abandon("stopped")
        if self._task is not None:
            self._task.cancel()

    async def gone(self, within: float | None = None) -> None:
        """Wait until its connections are closed, too, or so many seconds have passed."""
        if self._task is not None:
            await asyncio.wait([self._task], timeout=within)

    def row(self) -> dict[str, Any]:
        """How it stands."""
        return {
            "as": self.side.value,
            "url": self.url,
            "began": to_text(self.began_at),
            "result": overall(self.parts).value,
            "charge_points": [_part(part) for part in self.parts],
        }

    async def _run(self) -> None:
        async with self._open:
            await self._play()


async def as_central_system(server: Server, port: int, parts: list[Part]) -> Playing:
    """Play at an address of its own. Raises ``OSError`` when it cannot be listened on."""
    player = Player(by_identity(parts), server.host, port, ssl=server.ssl, clock=server.clock)
    stack = AsyncExitStack()
    await stack.enter_async_context(player)
    return Playing(Role.CENTRAL_SYSTEM, player.url, server.clock(), parts, player.play, stack)


def as_charge_points(server: Server, url: str | None, parts: list[Part]) -> Playing:
    """Play to a central system; without a URL to this one, whatever its certificate."""
    ssl = tls.unverified() if url is None else None
    performers = [
        Performer(part.identity, part.core, ssl=ssl, clock=server.clock) for part in parts
    ]
    dialled = url or server.reachable_url
    return Playing(Role.CHARGE_POINT, dialled, server.clock(), parts, lambda: play_all(performers))


def _part(part: Part) -> dict[str, Any]:
    return {
        "identity": part.identity,
        "result": part.result.value,
        "broken": part.core.broken,
        "notes": list(part.core.notes),
        "differences": [_difference(part, each) for each in part.core.differences],
    }


def _difference(part: Part, difference: Difference) -> dict[str, Any]:
    recorded = difference.recorded
    return {
        "message": redact_text(difference.message),
        "line": part.line_of(difference),
        "recorded": redact_text(quote(recorded)) if isinstance(recorded, FrameEntry) else None,
    }
