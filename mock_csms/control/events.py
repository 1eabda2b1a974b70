"""Following the journal: server-sent events, each follower with a place in it instead of a queue."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress

from starlette.responses import StreamingResponse
from starlette.types import Message, Send

from mock_csms.control.journal_view import Filter, JournalView, row
from ocpp16.journal import Entry

MOST_FOLLOWERS = 32
CHUNK = 500
"""Most entries looked at before others get their turn."""
SIGN_OF_LIFE = 15.0
"""Real seconds of silence after which a comment shows that the stream is alive."""
PATIENCE = 10.0
"""Real seconds a follower may take nothing before it is dropped."""
PAUSE = 0.05
"""Real seconds between chunks: what comes in quick succession goes out together."""


class Followers:
    """Everybody who follows the journal. Memory is the same however slow they are."""

    def __init__(self, journal: JournalView) -> None:
        self._journal = journal
        self._awake: set[asyncio.Event] = set()
        self._ended = False

    def __len__(self) -> int:
        return len(self._awake)

    @property
    def is_full(self) -> bool:
        """Whether there is no place for one more."""
        return len(self._awake) >= MOST_FOLLOWERS

    def on_entry(self, _entry: Entry) -> None:
        """Something was recorded."""
        for event in self._awake:
            event.set()

    def end(self) -> None:
        """Let everybody go."""
        self._ended = True
        for event in self._awake:
            event.set()

    async def follow(self, wanted: Filter, since: int | None) -> AsyncGenerator[str]:
        """The texts of the stream, from an index on; without one, from now on."""
        cursor = self._journal.end if since is None else since
        awake = asyncio.Event()
        self._awake.add(awake)
        try:
            yield "retry: 1000\n\n"
            while not self._ended:
                awake.clear()
                text, cursor = self._chunk(wanted, cursor)
                if text:
                    yield text
                if cursor < self._journal.end:
                    await asyncio.sleep(0)
                elif not await _is_woken(awake):
                    yield ": alive\n\n"
        finally:
            self._awake.discard(awake)

    def _chunk(self, wanted: Filter, cursor: int) -> tuple[str, int]:
        entries = self._journal.scan(cursor, CHUNK)
        if not entries:
            return "", self._journal.end
        lost = entries[0].index - cursor
        texts = [_gap(lost, entries[0].index)] if lost > 0 else []
        texts += [event(entry) for entry in entries if wanted.fits(entry)]
        return "".join(texts), entries[-1].index + 1


class Stream(StreamingResponse):
    """Server-sent events, ended when the follower takes nothing for too long."""

    media_type = "text/event-stream"

    def __init__(self, texts: AsyncGenerator[str]) -> None:
        super().__init__(texts, headers={"Cache-Control": "no-store"})
        self._texts = texts

    async def stream_response(self, send: Send) -> None:
        """Send the stream, each part within a bound."""

        async def bounded(message: Message) -> None:
            async with asyncio.timeout(PATIENCE):
                await send(message)

        async with aclosing(self._texts):
            with suppress(TimeoutError):
                await super().stream_response(bounded)


def event(entry: Entry) -> str:
    """An entry as one event."""
    return f"id: {entry.index}\ndata: {json.dumps(row(entry))}\n\n"


def _gap(lost: int, index: int) -> str:
    """What was forgotten before the follower came to read it."""
    return f"event: gap\ndata: {json.dumps({'lost': lost, 'next': index})}\n\n"


async def _is_woken(awake: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(SIGN_OF_LIFE):
            await awake.wait()
    except TimeoutError:
        return False
    await asyncio.sleep(PAUSE)
    return True
