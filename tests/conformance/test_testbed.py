"""The test bed of a scenario: what its preconditions decide."""

from __future__ import annotations

from conformance import profile
from conformance.benches import OwnBench
from conformance.plan import Plan
from conformance.testbed import Tolerances


def test_what_the_vendor_declares_holds_for_this_test_bed_alone() -> None:
    zappi = profile.load("zappi")
    with OwnBench(zappi, Plan()).open() as bed:
        bed.declare({"call_timeout": "10", "trigger_mode": "fresh"})
        assert bed.profile.limits["call_timeout"] == 10
        assert bed.profile.semantics["trigger_mode"] == "fresh"
        assert bed.profile.semantics["register"] == "lifetime"
    assert zappi.limits["call_timeout"] == 30


def test_one_stimulus_has_its_effects_before_the_next() -> None:
    with OwnBench(profile.load("zappi"), Plan()).open() as bed:
        bed.tolerances = Tolerances(reaction=2.0, period=1.0, jitter=3.0)
        bed.begin_step("given")
        bed.power_on()
        bed.drive("plug in")
        bed.begin_step("when")
        assert bed.carrier.now >= bed.journal.entries[-1].at + 3.0
