"""The test bed of a scenario: what its preconditions decide."""

from __future__ import annotations

from conformance import profile
from conformance.benches import OwnBench
from conformance.plan import Plan


def test_what_the_vendor_declares_holds_for_this_test_bed_alone() -> None:
    zappi = profile.load("zappi")
    with OwnBench(zappi, Plan()).open() as bed:
        bed.declare({"call_timeout": "10", "trigger_mode": "fresh"})
        assert bed.profile.limits["call_timeout"] == 10
        assert bed.profile.semantics["trigger_mode"] == "fresh"
        assert bed.profile.semantics["register"] == "lifetime"
    assert zappi.limits["call_timeout"] == 30
