"""Whatever a charge point does, each scenario ends in a verdict, and soon."""

from __future__ import annotations

import textwrap
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from conformance import profile, session
from conformance.plan import Plan
from conformance.results import ScenarioResult
from conformance.statement.model import Choice, Connection, Product, Statement, Timing
from conformance.sut import drivers
from conformance.verdict import Verdict
from ocpp16.actions import Role
from tests.conformance import misbehaving
from tests.conformance.misbehaving import Conduct, MisbehavingDriver

FEATURE = """
    @charge-point
    Feature: The simplest things

      Scenario: Switched on
        When the charge point powers on
        Then the charge point sends "BootNotification" within 10 seconds

      Scenario: Asked
        Given the charge point is in service
        When the central system requests "GetConfiguration"
        Then the answer holds
          | field               | value |
          | configurationKey[0] | (any) |

      Scenario: Left alone
        Given the charge point is in service
        When 5 seconds pass
        Then the charge point sends no "MeterValues" for 10 seconds

      Scenario: Plugged in
        Given the charge point is in service
        When the vehicle is plugged in
        Then the charge point reports "Preparing" within 10 seconds
"""
STATEMENT = Statement(
    role=Role.CHARGE_POINT,
    product=Product("WILD-1"),
    connection=Connection(listen_port=0),
    timing=Timing(reaction=0.5, connect=1.5, pace=20.0),
    driver=Choice("misbehaving"),
)
CALL_TIMEOUT = 1.0
BOUND = 60.0
"""Seconds for all the scenarios together."""


class Watcher:
    """Takes results as they come."""

    def started(self, total: int) -> None:
        """How many there are is known."""

    def finished(self, result: ScenarioResult) -> None:
        """They are read off the record."""


def results(
    folder: Path, monkeypatch: pytest.MonkeyPatch, conduct: Conduct, at_a_time: int = 1
) -> dict[str, ScenarioResult]:
    """What comes of the scenarios with a charge point of this conduct."""
    kind = drivers.Kind(partial(made, conduct, at_a_time), drivers.Options)  # type: ignore[arg-type]
    monkeypatch.setitem(drivers.KINDS, "misbehaving", kind)
    plain = profile.load("ocpp16")
    limits = {**plain.limits, "call_timeout": CALL_TIMEOUT}
    monkeypatch.setattr(profile, "load", lambda _name: replace(plain, limits=limits))
    (folder / "some.feature").write_text(textwrap.dedent(FEATURE))
    bindings = folder / f"bindings_{abs(hash(folder))}.py"
    bindings.write_text(f"from pytest_bdd import scenarios\nscenarios({str(folder)!r})\n")
    begun = time.monotonic()
    record = session.run(Plan(profile="ocpp16", statement=STATEMENT), Watcher(), bindings)
    assert time.monotonic() - begun < BOUND
    assert len(record.results) == 4
    return {result.name: result for result in record.results}


def made(conduct: Conduct, at_a_time: int, identity: str, _options: object) -> MisbehavingDriver:
    return MisbehavingDriver(conduct, identity, at_a_time)


def test_one_that_behaves_passes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = results(tmp_path, monkeypatch, misbehaving.behaves)
    assert found["Asked"].verdict is Verdict.PASS
    assert found["Left alone"].verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("conduct", "at_a_time"),
    [
        (misbehaving.drops, 1),
        (misbehaving.drops, 20),
        (misbehaving.is_silent, 1),
        (misbehaving.is_mute, 1),
        (misbehaving.floods, 1),
        (misbehaving.sends_garbage, 1),
        (misbehaving.sends_huge_frames, 1),
    ],
    ids=["drops", "storm", "silent", "mute", "floods", "garbage", "huge"],
)
def test_each_scenario_has_its_verdict_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conduct: Conduct, at_a_time: int
) -> None:
    found = results(tmp_path, monkeypatch, conduct, at_a_time)
    assert found["Asked"].verdict in (Verdict.FAIL, Verdict.INCONCLUSIVE)
    for result in found.values():
        assert result.verdict is not Verdict.ERROR, result.reason
        assert result.verdict is Verdict.PASS or result.reason or result.failure


def test_one_that_never_registers_fails_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = results(tmp_path, monkeypatch, misbehaving.is_silent)
    assert found["Switched on"].verdict is Verdict.FAIL


def test_one_that_is_mute_is_not_waited_for_each_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = results(tmp_path, monkeypatch, misbehaving.is_mute)
    assert "the charge point no longer answers" in {each.reason for each in found.values()}
