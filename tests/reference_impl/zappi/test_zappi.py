"""The device: what is done to it, what it is told, and what it reports."""

from __future__ import annotations

from typing import Any

import pytest

from reference_impl import device_link as link
from reference_impl.parts import Parts
from reference_impl.settings import StationSettings
from reference_impl.zappi.zappi import BOOT_SECONDS, Zappi


class Bench:
    """A device whose reports are written down."""

    def __init__(self, **settings: Any) -> None:
        self.link = link.DeviceLink()
        self.zappi = Zappi(StationSettings(**settings), Parts(), self.link, 0.0)
        self.link.device, self.link.listener = self.zappi, self
        self.events: list[tuple[float, link.Event]] = []

    def hear(self, now: float, event: link.Event) -> None:
        self.events.append((now, event))

    def link_restored(self, now: float) -> None:
        """The link is never down here."""

    def tell(self, now: float, command: link.Command) -> link.Reply:
        reply = self.zappi.execute(now, command)
        assert isinstance(reply, link.Reply)
        return reply

    def until(self, end: float) -> None:
        """Let time pass, from one deadline to the next."""
        while (due := self.zappi.next_deadline()) is not None and due <= end:
            self.zappi.advance(due)

    @property
    def states(self) -> list[tuple[float, link.DeviceState]]:
        return [(at, e.state) for at, e in self.events if isinstance(e, link.StateReported)]


@pytest.fixture
def bench() -> Bench:
    """A device that was just switched on."""
    return Bench()


@pytest.fixture
def charging(bench: Bench) -> Bench:
    """A device at which a vehicle charges, all reports forgotten."""
    bench.zappi.plug_in(0.0)
    assert bench.tell(0.0, link.StartCharging("Fast")).done
    bench.events.clear()
    return bench


def test_a_change_is_reported_once(bench: Bench) -> None:
    bench.zappi.plug_in(1.0)
    bench.zappi.change(2.0, surplus=3.0)
    assert [(at, state.plugged_in) for at, state in bench.states] == [(1.0, True)]


def test_what_a_command_changes_stands_in_its_reply_alone(bench: Bench) -> None:
    bench.zappi.plug_in(0.0)
    bench.events.clear()
    reply = bench.tell(0.0, link.StartCharging("Fast"))
    assert (reply.done, reply.state.drawing, reply.reading.current) == (True, True, 32.0)
    bench.zappi.change(1.0, surplus=3.0)
    assert bench.events == []


def test_nothing_to_charge(bench: Bench) -> None:
    assert not bench.tell(0.0, link.StartCharging("Fast")).done


@pytest.mark.parametrize("facts", [{"fault": "GroundFailure"}, {"phase": "Installing"}])
def test_a_device_that_cannot_charge_does_not_begin(bench: Bench, facts: dict[str, str]) -> None:
    bench.zappi.plug_in(0.0)
    bench.zappi.change(0.0, **facts)
    assert not bench.tell(0.0, link.StartCharging("Fast")).done


def test_stopping(charging: Bench) -> None:
    reply = charging.tell(1.0, link.StopCharging())
    assert (reply.state.permitted, reply.state.drawing) == (False, False)
    assert charging.zappi.charging.mode == "STOP"


def test_unplugging_ends_the_charge(charging: Bench) -> None:
    charging.zappi.unplug(5.0)
    state = charging.states[-1][1]
    assert (state.plugged_in, state.permitted, state.drawing) == (False, False, False)
    charging.zappi.plug_in(6.0)
    assert not charging.states[-1][1].drawing


def test_who_keeps_the_current_from_flowing(charging: Bench) -> None:
    charging.zappi.change(1.0, full=True)
    charging.zappi.change(2.0, site_limit=0.0)
    charging.zappi.change(3.0, full=False, site_limit=32.0)
    assert [(s.drawing, s.withheld) for _, s in charging.states] == [
        (False, False), (False, True), (True, False),
    ]  # fmt: skip


def test_the_vehicles_timer_ends_by_itself(charging: Bench) -> None:
    charging.zappi.change(1.0, waits_until=600.0)
    charging.until(3600.0)
    assert [(at, state.drawing) for at, state in charging.states] == [(1.0, False), (600.0, True)]


def test_a_fault_is_the_devices_own(charging: Bench) -> None:
    charging.zappi.change(1.0, fault="GroundFailure")
    charging.zappi.change(2.0, ev_fault=True)
    charging.zappi.change(3.0, fault=None)
    assert [(s.fault, s.drawing) for _, s in charging.states] == [
        ("GroundFailure", False), (None, False),
    ]  # fmt: skip
    assert charging.zappi.vehicle.ev_fault


def test_periodic_reports_of_an_unchanged_state(charging: Bench) -> None:
    charging.zappi.report_every(0.0, 10.0)
    charging.until(60.0)
    assert [at for at, _ in charging.states] == [10.0, 20.0, 30.0, 40.0, 50.0, 60.0]
    assert len({state for _, state in charging.states}) == 1


def test_a_restart_ends_the_charge_and_nothing_else(charging: Bench) -> None:
    before = charging.zappi.meter.register(100.0)
    charging.zappi.lose_power(100.0)
    assert charging.zappi.execute(101.0, link.ReadMeter()) == link.Unreachable()
    charging.until(200.0)
    ((at, booted),) = charging.events
    assert (at, type(booted)) == (100.0 + BOOT_SECONDS, link.Booted)
    assert isinstance(booted, link.Booted)
    assert (booted.state.plugged_in, booted.state.permitted) == (True, False)
    assert booted.reading.register == before


def test_what_happens_during_a_restart_is_reported_after_it(bench: Bench) -> None:
    bench.zappi.plug_in(0.0)
    bench.events.clear()
    bench.zappi.lose_power(10.0)
    bench.zappi.unplug(11.0)
    bench.zappi.enter_pin(12.0, "12345")
    bench.until(60.0)
    ((_, booted),) = bench.events
    assert isinstance(booted, link.Booted)
    assert not booted.state.plugged_in


def test_the_reading_shows_what_is_offered_and_what_flows(charging: Bench) -> None:
    charging.zappi.change(1.0, max_current=10.0)
    reading = charging.zappi.reading(1.0)
    assert (reading.offered, reading.current) == (32.0, 10.0)


def test_an_installation_is_done_when_the_new_version_runs(bench: Bench) -> None:
    bench.tell(0.0, link.UpdateDeviceFirmware())
    bench.until(600.0)
    told = [
        e.status if isinstance(e, link.FirmwareProgress) else type(e).__name__
        for _, e in bench.events
    ]
    assert told == [
        "Downloading", "Downloaded", "StateReported", "Installing", "Booted", "Installed",
    ]  # fmt: skip
    assert bench.zappi.firmware.version == "5541"
