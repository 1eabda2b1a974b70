"""What all routes share: the running central system, its journal, its stubs by number, metrics."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request

from mock_csms.central_system import CentralSystem
from mock_csms.control import problems, tag_rows
from mock_csms.control.events import Followers
from mock_csms.control.journal_view import JournalView
from mock_csms.control.metrics import Metrics
from mock_csms.control.numbered import Numbered
from mock_csms.control.playing import Playing
from mock_csms.script import HandshakeStub, Stub
from mock_csms.server import Server
from ocpp16.journal import Entry

GOING_AWAY = 1001
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording under way."""

    since: int
    """The index of the first entry that belongs to it."""
    began_at: float


class Control:
    """The control API's view of one server."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.journal = JournalView(self.system.journal)
        self.followers = Followers(self.journal)
        self.stubs: Numbered[Stub] = Numbered()
        self.handshakes: Numbered[HandshakeStub] = Numbered()
        self.recording: Recording | None = None
        self.playback: Playing | None = None
        """The latest one."""
        self.beginning = asyncio.Lock()
        """Held by who begins a playback: there is one at a time."""
        self.metrics = Metrics(
            {
                "charge_points": ("Charge points known.", lambda: self.known),
                "connected": ("Charge points connected.", lambda: self.connected),
                "followers": ("Followers of the journal.", lambda: len(self.followers)),
                "journal_entries": ("Entries in the journal.", lambda: len(self.journal)),
            }
        )
        self._waited_for: set[asyncio.Future[Any]] = set()
        self._first_settings = self.settings()
        self._first_tags = list(self.system.tags)
        self._on_entry = self.system.journal.on_entry
        self.system.journal.on_entry = self._noted

    @property
    def system(self) -> CentralSystem:
        """The central system that is controlled."""
        return self.server.system

    @property
    def now(self) -> float:
        """The moment, in suite seconds."""
        return self.server.clock()

    @property
    def known(self) -> int:
        """How many charge points were ever seen."""
        return len(self.system.charge_points)

    @property
    def connected(self) -> int:
        """How many charge points are connected."""
        known = self.system.charge_points.values()
        return sum(each.connection is not None for each in known)

    def settings(self) -> dict[str, Any]:
        """Name -> value."""
        system = self.system
        return {
            "admits": system.admits,
            "clock_skew": system.answers.clock_skew,
            "heartbeat_interval": system.answers.heartbeat_interval,
            "call_timeout": system.call_timeout,
        }

    def change_settings(self, changes: dict[str, Any]) -> None:
        """Change those that are named."""
        for name, value in changes.items():
            owner = self.system if hasattr(self.system, name) else self.system.answers
            setattr(owner, name, value)

    def reset(self, *, connections: bool = False) -> None:
        """Back to how it was when this began; connections stay unless they are to be closed."""
        self.system.script.clear()
        self.system.chaos = self.recording = None
        self.change_settings(self._first_settings)
        tag_rows.restore(self.system.tags, self._first_tags)
        self.journal.forget()
        if connections:
            for identity in list(self.system.charge_points):
                self.server.close(identity, GOING_AWAY, "reset")

    async def forget_playback(self) -> None:
        """End the latest playback, and wait until its connections are closed."""
        playing, self.playback = self.playback, None
        if playing is not None:
            playing.stop()
            await playing.gone()

    async def before_the_end(self, outcome: asyncio.Future[T]) -> T:
        """Wait for something. Raises ``Problem`` when this ends before."""
        self._waited_for.add(outcome)
        try:
            return await outcome
        finally:
            self._waited_for.discard(outcome)

    def end(self) -> None:
        """Let followers and all who wait go, and leave the journal as it was found."""
        self.followers.end()
        for outcome in self._waited_for:
            if not outcome.done():
                outcome.set_exception(
                    problems.Problem(
                        HTTPStatus.SERVICE_UNAVAILABLE, ("", "the central system stops")
                    )
                )
        if self.system.journal.on_entry == self._noted:
            self.system.journal.on_entry = self._on_entry

    def _noted(self, entry: Entry) -> None:
        if self._on_entry is not None:
            self._on_entry(entry)
        self.metrics.on_entry(entry)
        self.followers.on_entry(entry)


async def _control(request: Request) -> Any:
    return request.app.state.control


Shared = Annotated[Control, Depends(_control)]
