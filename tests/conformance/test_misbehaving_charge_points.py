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

      Scenario: Set up anew
        Given the charge point is configured with
          | key               | value |
          | ConnectionTimeOut | 60    |
        When the central system drops the connection
        Then the charge point connects again within 10 seconds
"""
STATEMENT = Statement(
    role=Role.CHARGE_POINT,
    product=Product("WILD-1"),
    connection=Connection(listen_port=0),
    timing=Timing(reaction=0.5, connect=3.0, pace=20.0),
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


def verdicts(
    folder: Path, monkeypatch: pytest.MonkeyPatch, conduct: Conduct, at_a_time: int = 1
) -> dict[str, Verdict]:
    """What comes of the scenarios with a charge point of this conduct."""
    make = partial(made, conduct, at_a_time)
    monkeypatch.setitem(drivers.KINDS, "misbehaving", drivers.Kind(make, drivers.Options))  # type: ignore[arg-type]
    plain = profile.load("ocpp16")
    limits = {**plain.limits, "call_timeout": CALL_TIMEOUT}
    monkeypatch.setattr(profile, "load", lambda _name: replace(plain, limits=limits))
    (folder / "some.feature").write_text(textwrap.dedent(FEATURE))
    bindings = folder / f"bindings_{abs(hash(folder))}.py"
    bindings.write_text(f"from pytest_bdd import scenarios\nscenarios({str(folder)!r})\n")
    begun = time.monotonic()
    record = session.run(Plan(profile="ocpp16", statement=STATEMENT), Watcher(), bindings)
    assert time.monotonic() - begun < BOUND
    assert len(record.results) == 5
    return {result.name: result.verdict for result in record.results}


def made(conduct: Conduct, at_a_time: int, identity: str, _options: object) -> MisbehavingDriver:
    return MisbehavingDriver(conduct, identity, at_a_time)


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
def test_each_scenario_has_its_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, conduct: Conduct, at_a_time: int
) -> None:
    found = verdicts(tmp_path, monkeypatch, conduct, at_a_time)
    assert Verdict.ERROR not in found.values()
    assert found["Asked"] in (Verdict.FAIL, Verdict.INCONCLUSIVE)
