"""How a process that does nothing but serve charge points is run: the fast loop, a calm collector."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from importlib.util import find_spec
from typing import Any, TypeVar

T = TypeVar("T")

YOUNG = 10_000
"""Objects made before the collector looks at them; nearly all of ours go without its help."""


def run(main: Coroutine[Any, Any, T]) -> T:
    """As ``asyncio.run``, on uvloop where it is installed (there is none for Windows)."""
    gc.collect()
    gc.freeze()
    _, *older = gc.get_threshold()
    gc.set_threshold(YOUNG, *older)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(main)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes the fastest loop there is; None stands for asyncio's own."""
    if find_spec("uvloop") is None:
        return None
    import uvloop

    return uvloop.new_event_loop
