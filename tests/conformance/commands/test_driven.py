"""`simulate --json`: requests a line, an answer to each, whatever the line says."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from rich.console import Console

from conformance import profile
from conformance.commands.driven import DrivenStation
from conformance.commands.frame_printer import FramePrinter
from conformance.sut.reference import ReferenceDriver
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server

ON = {"id": 0, "verb": "power on", "details": {}}


def session(*requests: Any) -> list[Any]:
    """The answers to these lines; a text stands for itself."""

    async def lines() -> AsyncIterator[str]:
        for request in requests:
            yield request if isinstance(request, str) else json.dumps(request)

    async def play() -> list[Any]:
        answers: list[Any] = []
        async with Server(CentralSystem()) as server:
            driver = ReferenceDriver(profile.load("zappi"), identity="CP-1")
            driver.configure({"url": server.url})
            printer = FramePrinter(Console(file=io.StringIO()))
            driven = DrivenStation(driver, None, printer)
            code = await driven.play(lines(), lambda line: answers.append(json.loads(line)))
        assert code == 0
        return answers

    return asyncio.run(asyncio.wait_for(play(), 20))


def test_verbs_are_done_and_quantities_read() -> None:
    plug = {"id": 1, "verb": "plug in", "details": {}}
    assert session(ON, "", plug, {"id": 2, "quantity": "occupied slots"}) == [
        {"id": 0, "done": True},
        {"id": 1, "done": True},
        {"id": 2, "value": 0},
    ]


def test_seconds_from_now_become_a_moment() -> None:
    late = {"id": 1, "verb": "vehicle", "details": {"waits_for": 60}}
    at_once = {"id": 2, "verb": "vehicle", "details": {"waits_for": None}}
    assert [answer.get("done") for answer in session(ON, late, at_once)] == [True] * 3


def test_what_cannot_be_done_has_its_reason() -> None:
    off, *answers = session(
        {"id": 7, "quantity": "mode"}, ON, ON, {"id": 8, "verb": "levitate", "details": {}}
    )
    assert off == {"id": 7, "cannot": "the station is not powered on"}
    assert answers[1] == {"id": 0, "cannot": "the station is on already"}
    assert "levitate" in answers[2]["cannot"]


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("plug in", "no JSON"),
        ("[]", "no JSON object"),
        ({"id": 3}, "a verb and details, or a quantity"),
        ({"id": 3, "verb": "plug in", "details": []}, "a verb and details"),
        ({"id": 3, "verb": "plug in", "details": {"hard": True}}, "TypeError"),
        ({"id": 3, "verb": "power on", "details": {"colour": "red"}}, "has no setting colour"),
    ],
)
def test_a_mistake_is_an_error_and_the_station_goes_on(line: Any, mistake: str) -> None:
    _, answer, last = session(ON if "power on" not in str(line) else "{}", line, "{}")
    assert mistake in answer["error"]
    assert "error" in last
