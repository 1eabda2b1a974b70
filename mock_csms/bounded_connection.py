"""A WebSocket connection whose peer cannot make this end wait, or keep, without limit.

``websockets`` bounds what is read; what is written is bounded here: a peer that never reads would
otherwise keep a close waiting for ever, and one that only pings would fill memory with pongs.
"""

from __future__ import annotations

from asyncio import TimerHandle

from websockets.asyncio.server import ServerConnection

SEND_TIMEOUT = 10.0
"""Seconds a peer may leave what was sent to it unread, once the buffers in between are full."""
MAX_UNREAD = 1_048_576
"""Bytes of pongs kept for a peer that reads none of them."""


class BoundedConnection(ServerConnection):
    """Breaks off when its peer does not read."""

    _patience: TimerHandle | None = None
    _backlog = 0

    def pause_writing(self) -> None:
        """The peer has begun not to read: give it a while."""
        super().pause_writing()
        self._backlog = self.transport.get_write_buffer_size()
        self._patience = self.loop.call_later(SEND_TIMEOUT, self.transport.abort)

    def resume_writing(self) -> None:
        """The peer reads again."""
        self._end_patience()
        super().resume_writing()

    def data_received(self, data: bytes) -> None:
        """Take data in, which may have been answered with pongs."""
        super().data_received(data)
        if self.paused and self._unread_pongs > MAX_UNREAD:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._end_patience()
        super().connection_lost(exc)

    @property
    def _unread_pongs(self) -> int:
        return self.transport.get_write_buffer_size() - self._backlog

    def _end_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
