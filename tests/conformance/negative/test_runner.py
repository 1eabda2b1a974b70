"""The runner: our own platform passes the whole catalogue, and what is left out is said to be."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from conformance.catalogue import load
from conformance.negative.case import Group
from conformance.negative.runner import perform, run_negatives
from conformance.negative.selection import all_cases, of_groups, spread
from conformance.negative.target import Target
from conformance.plan import Plan
from conformance.results import RunRecord, ScenarioResult
from conformance.summary import summarize
from conformance.sut.certificates import self_signed
from conformance.verdict import Verdict
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from reports.writer import write
from tests.conformance.negative.platforms import HASTE, case, ours, run

PLATFORM = {"driver": "none", "identity": {"product": "a platform"}}
CLOCK = {"kind": "real", "pace": 1.0}
KEY = "0123456789abcdef0123456789abcdef"


def test_our_platform_passes_the_whole_catalogue() -> None:
    begun = time.monotonic()
    results = run(ours(), all_cases())
    assert [(r.location, r.name, r.failure, r.reason) for r in results if is_bad(r)] == []
    assert [result.location for result in results] == [case.id for case in all_cases()]
    assert time.monotonic() - begun < 60


def is_bad(result: ScenarioResult) -> bool:
    only_if_pending = result.verdict is Verdict.NOT_APPLICABLE and "is pending" in result.name
    return result.verdict is not Verdict.PASS and not only_if_pending


def test_a_pending_registration_is_reached_where_the_platform_gives_it() -> None:
    system = CentralSystem()
    pending = [case for case in of_groups([Group.SEQUENCE]) if "is pending" in case.sentence]
    system.on("BootNotification").answer(status="Pending")
    results = run(ours(system=system), pending)
    assert {result.verdict for result in results} == {Verdict.PASS}


def test_a_charge_point_that_is_rejected_shows_nothing() -> None:
    system = CentralSystem()
    system.on("BootNotification").answer(status="Rejected")
    (result,) = run(ours(system=system), [case("Authorize: idTag is missing")])
    assert result.verdict is Verdict.INCONCLUSIVE
    assert result.reason == "BootNotification is answered with Rejected"


def test_several_identities_share_the_cases() -> None:
    system, identities = CentralSystem(), ("CP1", "CP2", "CP 3")
    cases = spread(all_cases(), 120)
    results = run(ours(system=system), cases, identities=identities)
    assert sorted(result.location for result in results) == sorted(case.id for case in cases)
    assert [result.location for result in results if is_bad(result)] == []
    assert {known.identity for known in system.known()} == set(identities)


@pytest.mark.parametrize("password", [KEY, bytes.fromhex(KEY)])
def test_credentials_are_presented_and_never_shown(password: str | bytes) -> None:
    system = CentralSystem(access=Access(keys={"CP1": KEY}))
    cases = [case("Authorize: idTag is missing"), case("A handshake by POST")]
    target = Target("ws://127.0.0.1:1", ("CP1",), password=password)
    results = run(ours(system=system), cases, password=password)
    assert {result.verdict for result in results} == {Verdict.PASS}
    shown = repr(results) + repr(target)
    assert KEY not in shown
    assert str(target.authorization("CP1")) not in shown


def test_a_platform_that_cannot_be_reached_is_not_judged() -> None:
    target = Target("ws://127.0.0.1:1/ocpp", ("CP1",), reaction=HASTE)
    results = run_negatives(target, spread(of_groups([Group.FRAMING]), 20))
    assert {result.verdict for result in results} == {Verdict.INCONCLUSIVE}
    reasons = Counter(str(result.reason).partition(":")[0] for result in results)
    assert reasons == {"no connection before the case": 5, "not tried": 15}


def test_a_handshake_that_is_turned_away_is_said_to_be() -> None:
    system = CentralSystem(access=Access(keys={"CP1": KEY}))
    (result,) = run(ours(system=system), [case("Authorize: idTag is missing")])
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "HTTP 401" in str(result.reason)


def test_what_the_time_does_not_suffice_for_is_not_tried() -> None:
    results = run(ours(), spread(all_cases(), 10), seconds=0.0)
    assert {result.reason for result in results} == {"not tried: the time budget was used up"}


def test_results_are_told_as_they_come() -> None:
    told: list[ScenarioResult] = []
    results = run(ours(), spread(all_cases(), 10), on_result=told.append)
    assert {result.location for result in told} == {result.location for result in results}
    assert len(told) == len(results) == 10


def test_a_result_says_what_the_reports_need() -> None:
    (result,) = run(ours(), [case("Authorize: idTag is missing")])
    assert result.feature == "Negative: payloads"
    assert result.location == case("Authorize: idTag is missing").id
    assert result.behaviours == ("CSM-NEG-001", "CSM-NEG-003", "CSM-NEG-005", "CSM-NEG-013")
    assert [row["direction"] for row in result.trace if "raw" in row] == [
        "cp-to-csms",
        "csms-to-cp",
    ] * 3
    assert all({"time", "kind", "identity"} <= set(row) for row in result.trace)
    assert result.duration > 0


def test_a_long_text_is_cut_in_the_trace() -> None:
    (result,) = run(ours(), [case("the data is half a megabyte")])
    assert max(len(str(row.get("raw"))) for row in result.trace) < 1100


def test_the_reports_take_the_results(tmp_path: Path) -> None:
    cases = spread(all_cases(), 40)
    results = run(ours(), cases)
    record = RunRecord(
        plan=Plan(sut="platform"), sut=PLATFORM, clock=CLOCK, results=results, planned=len(cases),
        started="2026-01-05T08:00:00Z", elapsed=1.0,
    )  # fmt: skip
    summary = summarize(record, load(), "ocpp-conformance platform")
    assert summary["exit_code"] == 0
    assert [row["verdict"] for row in summary["results"]] == ["PASS"] * len(summary["results"])
    assert len(summary["scenarios"]) == len(cases)
    write(summary, tmp_path / "report")
    assert len(list((tmp_path / "report" / "traces").iterdir())) == len(cases)


def test_an_encrypted_platform_is_tested_as_well(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)
    cases = spread(all_cases(), 40)

    async def scene() -> tuple[ScenarioResult, ...]:
        async with Server(CentralSystem(), ssl=certificate.server_context()) as server:
            target = Target(server.url, ("CP1",), ssl=certificate.client_context(), reaction=5.0)
            return await perform(target, cases)

    assert [result.location for result in asyncio.run(scene()) if is_bad(result)] == []


def test_a_certificate_that_is_not_trusted_is_a_reason(tmp_path: Path) -> None:
    certificate = self_signed(tmp_path)

    async def scene() -> tuple[ScenarioResult, ...]:
        async with Server(CentralSystem(), ssl=certificate.server_context()) as server:
            return await perform(Target(server.url, ("CP1",)), spread(all_cases(), 1))

    (result,) = asyncio.run(scene())
    assert result.verdict is Verdict.INCONCLUSIVE
    assert "certificate" in str(result.reason)


def test_it_can_be_stopped() -> None:
    async def scene() -> None:
        async with ours() as url:
            task = asyncio.create_task(perform(Target(url, ("CP1",)), all_cases()))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(scene())


@pytest.mark.parametrize("url", ["http://h/", "nonsense", "ws://", "ws://h:port/"])
def test_what_is_no_websocket_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Target(url, ("CP1",))


def test_an_identity_is_needed() -> None:
    with pytest.raises(ValueError, match="identity"):
        replace(Target("ws://h/", ("CP1",)), identities=())
