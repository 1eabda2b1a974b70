"""Ctrl-C and termination as an orderly end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


def stop_requested() -> asyncio.Event:
    """An event that Ctrl-C or a termination signal sets, from now on instead of raising.

    Where there are no signal handlers in the loop (Windows, threads other than the main one)
    Ctrl-C stays ``KeyboardInterrupt``.
    """
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError, ValueError):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
