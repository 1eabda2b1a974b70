"""An event loop in a thread of its own, for those who do not live in one."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
PATIENCE = 20.0
"""Real seconds for anything the loop is asked to do at once."""


class StuckError(RuntimeError):
    """What the loop was asked to do did not end in time."""


class LoopThread:
    """Runs what it is given inside its loop, and gives results and errors to the caller."""

    def __init__(self, name: str) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, name=name, daemon=True)
        self._thread.start()

    @property
    def is_here(self) -> bool:
        """Whether the caller is inside the loop."""
        return threading.current_thread() is self._thread

    def do(self, act: Callable[[], Result]) -> Result:
        """Call a function inside the loop."""
        if self.is_here:
            return act()

        async def there() -> Result:
            return act()

        return self.run(there())

    def run(self, coroutine: Coroutine[Any, Any, Result], seconds: float = 0.0) -> Result:
        """Await something inside the loop that takes so many real seconds by itself.

        Raises ``StuckError`` when it takes much longer, ``RuntimeError`` inside the loop, which
        would wait for itself.
        """
        __tracebackhide__ = True
        if self.is_here:
            coroutine.close()
            raise RuntimeError(
                "this waits, and was called by a function that runs inside the central system; "
                "call it from the test itself"
            )
        future = asyncio.run_coroutine_threadsafe(coroutine, self.loop)
        try:
            error = future.exception(seconds + PATIENCE)
        except TimeoutError:
            raise StuckError(f"no end within {seconds + PATIENCE:g} s") from None
        finally:
            future.cancel()
        if isinstance(error, AssertionError):
            error = error.with_traceback(None)  # where it was waited for says nothing to the reader
        if error is not None:
            raise error
        return future.result()

    def close(self) -> None:
        """End what still runs, and the thread."""
        if not self.loop.is_closed():
            self.run(_end_the_rest())
            self.loop.call_soon_threadsafe(self.loop.stop)
            self._thread.join(PATIENCE)
            self.loop.close()


async def _end_the_rest() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
