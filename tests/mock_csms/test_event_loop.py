"""The process that serves: its loop, and how often the collector looks."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from mock_csms import event_loop


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()


async def module_of_loop() -> str:
    return type(asyncio.get_running_loop()).__module__


def test_it_runs_on_uvloop_where_there_is_one() -> None:
    expected = "uvloop" if find_spec("uvloop") else "asyncio"
    assert event_loop.run(module_of_loop()).startswith(expected)


def test_it_runs_on_asyncio_where_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_loop, "find_spec", lambda _: None)
    assert event_loop.run(module_of_loop()).startswith("asyncio")


def test_the_collector_is_not_called_for_each_handful() -> None:
    async def threshold() -> int:
        return gc.get_threshold()[0]

    assert event_loop.run(threshold()) == event_loop.YOUNG
    assert gc.get_freeze_count() > 0
