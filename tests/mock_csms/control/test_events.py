"""Followers of the journal: from where, what, how many, and how they end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from typing import Any

import pytest

from mock_csms.control import events
from mock_csms.control.events import Stream
from mock_csms.control.journal_view import Filter
from ocpp16.journal import Journal
from tests.mock_csms.control.bench import bench, run

ALL = Filter()


async def next_of(texts: AsyncGenerator[str]) -> list[tuple[str, Any]]:
    """(id or event, data) of what comes next."""
    text = await anext(texts)
    found = []
    for block in filter(None, text.split("\n\n")):
        fields = dict(line.partition(": ")[::2] for line in block.splitlines())
        found.append((fields.get("id") or fields.get("event", ""), json.loads(fields["data"])))
    return found


async def begun(texts: AsyncGenerator[str]) -> None:
    assert await anext(texts) == "retry: 1000\n\n"


def test_from_the_beginning_and_on() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            texts = b.control.followers.follow(ALL, 0)
            await begun(texts)
            assert [(i, d["kind"]) for i, d in await next_of(texts)] == [("0", "opened")]
            connection.receive(b.now, '[2,"1","Heartbeat",{}]')
            assert [i for i, _ in await next_of(texts)] == ["1", "2"]
            await texts.aclose()
            assert len(b.control.followers) == 0

    run(scene())


def test_from_now_on_and_filtered() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial("CP1")
            texts = b.control.followers.follow(Filter(identity="CP2"), None)
            await begun(texts)
            b.dial("CP1")
            b.dial("CP2")
            assert [d["identity"] for _, d in await next_of(texts)] == ["CP2"]

    run(scene())


def test_what_was_forgotten_is_told() -> None:
    async def scene() -> None:
        async with bench(journal=Journal(limit=2)) as b:
            for _ in range(5):
                b.dial()
            texts = b.control.followers.follow(ALL, 1)
            await begun(texts)
            found = await next_of(texts)
            assert found[0] == ("gap", {"lost": 2, "next": 3})
            assert [i for i, _ in found[1:]] == ["3", "4"]

    run(scene())


def test_a_long_journal_comes_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "CHUNK", 2)

    async def scene() -> None:
        async with bench() as b:
            for _ in range(5):
                b.dial()
            texts = b.control.followers.follow(ALL, 0)
            await begun(texts)
            pieces = [[i for i, _ in await next_of(texts)] for _ in range(3)]
            assert pieces == [["0", "1"], ["2", "3"], ["4"]]

    run(scene())


def test_a_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "SIGN_OF_LIFE", 0.001)

    async def scene() -> None:
        async with bench() as b:
            texts = b.control.followers.follow(ALL, 0)
            await begun(texts)
            assert await anext(texts) == ": alive\n\n"

    run(scene())


def test_the_end_lets_all_go() -> None:
    async def scene() -> None:
        async with bench() as b:
            texts = b.control.followers.follow(ALL, 0)
            await begun(texts)
            waiting = asyncio.ensure_future(anext(texts, "over"))
            await asyncio.sleep(0)
            b.control.end()
            assert await waiting == "over"

    run(scene())


def test_there_is_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_FOLLOWERS", 1)

    async def scene() -> None:
        async with bench() as b:
            first = b.control.followers.follow(ALL, 0)
            await begun(first)
            assert await b.fields("GET", "/api/v1/journal/follow", status=429) == ["follow"]
            await first.aclose()
            assert not b.control.followers.is_full

    run(scene())


def test_one_that_takes_nothing_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "PATIENCE", 0.001)

    async def scene() -> None:
        async with bench() as b:
            b.dial()
            stream = Stream(b.control.followers.follow(ALL, 0))
            taken: list[object] = []

            async def taking_two(message: object) -> None:
                taken.append(message)
                if len(taken) > 2:
                    assert len(b.control.followers) == 1
                    await asyncio.Event().wait()

            await stream.stream_response(taking_two)
            assert len(taken) == 3
            assert len(b.control.followers) == 0

    run(scene())


def test_whoever_listened_before_goes_on_listening() -> None:
    async def scene() -> None:
        heard: list[object] = []
        async with bench() as b:
            b.control.end()
            b.system.journal.on_entry = heard.append
            again = type(b.control)(b.control.server)
            b.dial()
            again.end()
            b.dial()
            assert len(heard) == 2

    run(scene())


def test_whoever_began_to_listen_since_goes_on_listening() -> None:
    async def scene() -> None:
        heard: list[object] = []
        async with bench() as b:
            b.system.journal.on_entry = heard.append
            b.control.end()
            b.dial()
            assert len(heard) == 1

    run(scene())
