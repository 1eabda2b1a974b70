"""Waiting for something that happens in another process."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

BEAT = 0.05


def eventually(met: Callable[[], Any], seconds: float) -> None:
    """Wait until something is so. Raises ``AssertionError`` if it is not in time."""
    deadline = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < deadline, f"it was not so within {seconds:g} s"
        time.sleep(BEAT)
