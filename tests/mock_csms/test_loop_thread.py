"""An event loop in a thread: results, errors and bounds."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

import mock_csms.loop_thread as module
from mock_csms.loop_thread import LoopThread, StuckError


@pytest.fixture
def loop() -> Iterator[LoopThread]:
    made = LoopThread("test-loop")
    yield made
    made.close()


def test_functions_and_coroutines_run_in_its_thread(loop: LoopThread) -> None:
    async def name() -> str:
        return loop.do(lambda: threading.current_thread().name)

    assert loop.do(lambda: threading.current_thread().name) == "test-loop"
    assert loop.run(name()) == "test-loop"
    assert (loop.is_here, loop.do(lambda: loop.is_here)) == (False, True)


def test_errors_come_to_the_caller(loop: LoopThread) -> None:
    with pytest.raises(ZeroDivisionError):
        loop.do(lambda: 1 // 0)
    assert loop.do(lambda: "still there") == "still there"


def test_a_failed_expectation_is_shown_without_the_inside_of_the_loop(loop: LoopThread) -> None:
    async def unmet() -> None:
        raise AssertionError("expected more")

    with pytest.raises(AssertionError, match="expected more") as raised:
        loop.run(unmet())
    assert [entry.name for entry in raised.traceback] == [
        "test_a_failed_expectation_is_shown_without_the_inside_of_the_loop",
        "run",
    ]


def test_what_takes_too_long_is_given_up(loop: LoopThread, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    given_up = threading.Event()

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            given_up.set()

    with pytest.raises(StuckError, match=r"no end within 0\.1 s"):
        loop.run(forever(), 0.05)
    assert given_up.wait(5)


def test_waiting_inside_for_itself_is_refused(loop: LoopThread) -> None:
    async def nothing() -> None:
        """Would never be reached."""

    with pytest.raises(RuntimeError, match="call it from the test itself"):
        loop.do(lambda: loop.run(nothing()))


def test_closing_ends_what_still_runs_and_may_be_repeated() -> None:
    loop, ended = LoopThread("test-loop"), threading.Event()

    async def forever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def start() -> asyncio.Task[None]:
        task = asyncio.create_task(forever())
        await asyncio.sleep(0)
        return task

    task = loop.run(start())
    loop.close()
    loop.close()
    assert ended.is_set()
    assert task.cancelled()
    assert "test-loop" not in {thread.name for thread in threading.enumerate()}
