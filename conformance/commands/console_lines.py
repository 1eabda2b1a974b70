"""Lines of standard input inside an event loop, from a terminal, a pipe or a file."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import suppress


async def console_lines() -> AsyncIterator[str]:
    """Yield each line until the end of the input."""
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def feed() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody listens any more
            for line in _raw_lines():
                loop.call_soon_threadsafe(lines.put_nowait, line)
            loop.call_soon_threadsafe(lines.put_nowait, None)

    # A regular file cannot be waited for in the loop, and a blocked read cannot be cancelled.
    threading.Thread(target=feed, name="console", daemon=True).start()
    while (line := await lines.get()) is not None:
        yield line


def _raw_lines() -> list[str] | map[str]:
    try:
        number = sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):  # there is no standard input
        return []
    # Unbuffered: a daemon thread in a buffered read would block the interpreter's shutdown.
    stream = open(number, "rb", buffering=0, closefd=False)  # noqa: SIM115
    return map(_text, stream)


def _text(line: bytes) -> str:
    return line.decode(errors="replace").strip()
