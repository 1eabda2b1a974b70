"""What every driver of a charge point outside this process owes the suite, as checks of a rig."""

from __future__ import annotations

import time
from typing import Any

import pytest

from conformance.judgement import verdict_of
from conformance.sut.driver import QUANTITIES, READINGS, VERBS, DriverError, NotDrivable
from conformance.verdict import Verdict
from tests.conformance.sut.driver_rigs import IDENTITY, Rig

URL = "ws://127.0.0.1:9/ocpp/"
PROMPT = 15.0
"""Real seconds within which a driver of a rig has given up, on a loaded machine."""


def switch_on(rig: Rig) -> None:
    rig.driver.configure({"url": URL, "semantics": {}})
    rig.driver.power_on(0.0)
    rig.driver.settle()


def act(rig: Rig, verb: str, **details: Any) -> None:
    rig.driver.act(0.0, verb, **details)
    rig.driver.settle()


def break_it(rig: Rig) -> None:
    """Some drivers notice only with the next thing they are to do."""
    act(rig, "fault", code="OtherError")
    deadline = time.monotonic() + PROMPT
    while not rig.broken_at_once and time.monotonic() < deadline:
        act(rig, "plug in")


class DriverContract:
    """Collected where a module gives it a fixture ``rig``."""

    def test_it_lives_elsewhere_and_has_an_identity(self, rig: Rig) -> None:
        assert rig.driver.endpoint() is None
        assert rig.driver.identity == IDENTITY

    def test_what_does_not_exist_is_not_drivable(self, rig: Rig) -> None:
        switch_on(rig)
        with pytest.raises(NotDrivable, match="levitate"):
            rig.driver.act(0.0, "levitate")
        with pytest.raises(NotDrivable, match="mood"):
            rig.driver.observe(0.0, "mood")

    def test_verbs_reach_the_device_with_their_details(self, rig: Rig) -> None:
        switch_on(rig)
        act(rig, "plug in")
        act(rig, "enter pin", pin="01234")
        done = rig.eventually_acts(lambda acts: ["enter pin", {"pin": "01234"}] in acts)
        assert done[-2:] == [["plug in", {}], ["enter pin", {"pin": "01234"}]]

    def test_what_cannot_be_done_is_not_drivable_and_the_rest_goes_on(self, rig: Rig) -> None:
        switch_on(rig)
        with pytest.raises(NotDrivable, match=r"no switch for that|clear fault"):
            act(rig, "clear fault")
        act(rig, "unplug")
        assert rig.eventually_acts(lambda acts: ["unplug", {}] in acts)[-1] == ["unplug", {}]

    def test_every_verb_and_quantity_is_done_or_not_drivable(self, rig: Rig) -> None:
        """The tables, as they grow."""
        switch_on(rig)
        open_questions = []
        for verb in set(VERBS) - {"reboot", "fault"}:
            try:
                act(rig, verb)
            except NotDrivable as reason:
                open_questions.append(str(reason))
        for quantity in (*QUANTITIES, *READINGS):
            if quantity not in ("slot writes",):
                try:
                    rig.driver.observe(0.0, quantity)
                except NotDrivable as reason:
                    open_questions.append(str(reason))
        assert all(open_questions)

    def test_readings_have_their_type(self, rig: Rig) -> None:
        switch_on(rig)
        if not rig.reads:
            with pytest.raises(NotDrivable):
                rig.driver.observe(0.0, "mode")
            return
        assert rig.driver.observe(0.0, "charging current") == 7.5
        assert rig.driver.observe(0.0, "mode") == "Eco"
        assert rig.driver.observe(0.0, "screen") == ["A", "B"]
        with pytest.raises(NotDrivable, match="no display"):
            rig.driver.observe(0.0, "QR code")

    def test_a_number_that_is_none_is_no_reading(self, rig: Rig) -> None:
        switch_on(rig)
        with pytest.raises((DriverError, NotDrivable)):
            rig.driver.observe(0.0, "slot writes")

    def test_who_hangs_is_cut_off(self, rig: Rig) -> None:
        switch_on(rig)
        begun = time.monotonic()
        if rig.tells_hanging:
            with pytest.raises((DriverError, NotDrivable)):
                act(rig, "reboot")
        else:
            act(rig, "reboot")
        rig.driver.close()
        assert time.monotonic() - begun < PROMPT

    def test_what_breaks_is_an_error_and_never_a_finding(self, rig: Rig) -> None:
        switch_on(rig)
        with pytest.raises((DriverError, NotDrivable)) as broken:
            break_it(rig)
        assert verdict_of(broken.value) in (Verdict.ERROR, Verdict.INCONCLUSIVE)
        if isinstance(broken.value, DriverError):
            assert "smoke comes out of it" in str(broken.value)

    def test_settings_that_nobody_can_make_are_not_drivable(self, rig: Rig) -> None:
        if not rig.takes_settings:
            with pytest.raises(NotDrivable, match="device_pin"):
                rig.driver.configure({"device_pin": "90210"})

    def test_nothing_is_left_after_the_end(self, rig: Rig) -> None:
        rig.driver.close()
        switch_on(rig)
        act(rig, "plug in")
        rig.driver.close()
        rig.driver.close()
        assert rig.processes() == []

    def test_switching_on_again_leaves_one(self, rig: Rig) -> None:
        switch_on(rig)
        switch_on(rig)
        assert len(rig.processes()) <= 1
        rig.driver.close()
        assert rig.processes() == []
