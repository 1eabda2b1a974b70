"""The link between bridge and device: late, down, in order, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest

from reference_impl.device_link import (
    Command,
    DeviceLink,
    DeviceState,
    Event,
    FirmwareProgress,
    PinEntered,
    Reading,
    ReadMeter,
    Reply,
    StateReported,
    StopCharging,
    Unreachable,
)


class Ends:
    """Both ends at once; they write down what reaches them, and when."""

    def __init__(self, latency: float = 0.0) -> None:
        self.link = DeviceLink(latency)
        self.link.device = self.link.listener = self
        self.log: list[tuple[float, Any]] = []

    def execute(self, now: float, command: Command) -> Reply:
        self.log.append((now, command))
        return Reply(True, DeviceState(), Reading(at=now))

    def hear(self, now: float, event: Event) -> None:
        self.log.append((now, event))

    def link_restored(self, now: float) -> None:
        self.log.append((now, "restored"))

    def command(self, now: float, command: Command) -> None:
        self.link.command(now, command, lambda at, reply: self.log.append((at, reply)))

    def until(self, end: float) -> None:
        """Let time pass, from one arrival to the next."""
        while (due := self.link.next_deadline()) is not None and due <= end:
            self.link.advance(due)

    @property
    def kinds(self) -> list[tuple[float, str]]:
        """The log in short."""
        return [(at, w if isinstance(w, str) else type(w).__name__) for at, w in self.log]


def test_without_latency_everything_happens_at_once() -> None:
    ends = Ends()
    ends.command(1.0, ReadMeter())
    ends.link.report(1.0, PinEntered("1"))
    assert ends.kinds == [(1.0, "ReadMeter"), (1.0, "Reply"), (1.0, "PinEntered")]
    assert ends.link.next_deadline() is None


def test_latency_counts_each_way() -> None:
    ends = Ends(latency=2.0)
    ends.command(0.0, ReadMeter())
    ends.link.report(1.0, PinEntered("1"))
    ends.until(10.0)
    assert ends.kinds == [(2.0, "ReadMeter"), (3.0, "PinEntered"), (4.0, "Reply")]


@pytest.mark.parametrize("latency", [0.0, 0.5])
def test_order_is_kept(latency: float) -> None:
    ends = Ends(latency)
    for number in range(5):
        ends.link.report(1.0, PinEntered(str(number)))
    ends.until(10.0)
    assert [event.pin for _, event in ends.log] == ["0", "1", "2", "3", "4"]


def test_a_link_that_is_down_refuses_commands_at_once() -> None:
    ends = Ends(latency=2.0)
    ends.link.cut()
    ends.command(5.0, StopCharging())
    assert ends.log == [(5.0, Unreachable())]


def test_a_command_under_way_is_lost_with_the_link() -> None:
    ends = Ends(latency=2.0)
    ends.command(0.0, StopCharging())
    ends.link.cut()
    ends.until(10.0)
    assert ends.kinds == [(4.0, "Unreachable")]


def test_a_reply_under_way_still_arrives() -> None:
    ends = Ends(latency=2.0)
    ends.command(0.0, ReadMeter())
    ends.until(2.0)
    ends.link.cut()
    ends.until(10.0)
    assert ends.kinds == [(2.0, "ReadMeter"), (4.0, "Reply")]


@pytest.mark.parametrize("latency", [0.0, 0.5])
def test_events_are_kept_and_handed_over_before_the_bridge_is_told(latency: float) -> None:
    ends = Ends(latency)
    ends.link.cut()
    ends.link.report(1.0, StateReported(DeviceState(), Reading(at=1.0)))
    ends.link.report(2.0, FirmwareProgress("Downloading"))
    ends.until(5.0)
    assert ends.log == []
    ends.link.restore(6.0)
    ends.link.report(6.0, PinEntered("2"))
    ends.until(10.0)
    names = ["StateReported", "FirmwareProgress", "restored", "PinEntered"]
    assert ends.kinds == [(6.0 + latency, name) for name in names]


def test_events_are_handed_over_once() -> None:
    ends = Ends()
    ends.link.cut()
    ends.link.report(1.0, FirmwareProgress("Downloading"))
    ends.link.restore(2.0)
    ends.link.cut()
    ends.link.restore(3.0)
    assert [name for _, name in ends.kinds] == ["FirmwareProgress", "restored", "restored"]


def test_a_pin_that_nobody_hears_is_not_kept() -> None:
    ends = Ends()
    ends.link.cut()
    ends.link.report(1.0, PinEntered("1"))
    ends.link.restore(2.0)
    assert [name for _, name in ends.kinds] == ["restored"]


@pytest.mark.parametrize("latency", [0.0, 1.0])
def test_what_is_sent_over_a_faster_link_overtakes_nothing(latency: float) -> None:
    ends = Ends(latency=5.0)
    ends.link.report(0.0, PinEntered("1"))
    ends.link.latency = latency
    ends.link.report(1.0, PinEntered("2"))
    ends.until(10.0)
    assert [(at, event.pin) for at, event in ends.log] == [(5.0, "1"), (5.0, "2")]
