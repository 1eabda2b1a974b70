"""A central system that misbehaves ends each scenario in a verdict: no hang, no crash, bounded waits."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import pytest
from websockets.asyncio.server import ServerConnection

from conformance import session
from conformance.plan import Plan
from conformance.results import ScenarioResult
from conformance.statement import Connection, Product, Statement, Tags, Timing
from conformance.sut import sockets
from conformance.verdict import Verdict
from mock_csms.loop_thread import LoopThread
from ocpp16.actions import Role
from tests.conformance.negative.platforms import Platform, hostile, tcp
from tests.conformance.negative.test_hostile import (
    answers_malformed,
    drops,
    empty_results,
    floods,
    never_answers,
    never_ends_its_head,
    says_nothing,
    sends_enormous_frames,
    sends_garbage,
    sends_octets,
    speaks_no_http,
)


class Quiet:
    def started(self, total: int) -> None:
        pass

    def finished(self, result: ScenarioResult) -> None:
        pass


def results(platform: Platform) -> tuple[ScenarioResult, ...]:
    """Of the scenarios about the subprotocol, run against a platform in a loop of its own."""
    thread = LoopThread("platform")
    url = thread.run(platform.__aenter__())
    statement = Statement(
        Role.CENTRAL_SYSTEM,
        Product("CP-1"),
        connection=Connection(url=url),
        tags=Tags(valid=("A",)),
        timing=Timing(reaction=0.5, connect=1.0),
    )
    plan = Plan(sut=url, carrier="websocket", behaviours=("CSM-CONN-001",), statement=statement)
    begun = time.monotonic()
    try:
        return session.run(plan, Quiet()).results
    finally:
        thread.run(platform.__aexit__(None, None, None))
        thread.close()
        assert time.monotonic() - begun < 60


@pytest.mark.parametrize(
    "converse",
    [
        empty_results, never_answers, drops, sends_garbage, sends_octets, sends_enormous_frames,
        answers_malformed,
    ],
)  # fmt: skip
def test_whoever_misbehaves_is_judged(
    converse: Callable[[ServerConnection], Awaitable[None]],
) -> None:
    found = results(hostile(converse))
    assert found
    assert {result.verdict for result in found} == {Verdict.FAIL}, [r.reason for r in found]


def test_a_flood_ends_a_scenario(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MOST_ENTRIES", 50)
    found = results(hostile(floods))
    assert {result.verdict for result in found} == {Verdict.FAIL}
    assert any("a flood" in str(result.failure) for result in found)


@pytest.mark.parametrize("handle", [says_nothing, speaks_no_http, never_ends_its_head])
def test_what_is_no_central_system_is_not_judged(handle: Callable[..., Awaitable[None]]) -> None:
    found = results(tcp(handle))
    assert {result.verdict for result in found} == {Verdict.INCONCLUSIVE}
    assert all("cannot be reached" in str(result.reason) for result in found)
