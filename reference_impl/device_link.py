"""What bridge and device say to each other, and the link that carries it: late at times, or down."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from reference_impl.zappi.slots import Slot


@dataclass(frozen=True, slots=True)
class DeviceState:
    """The facts a device reports. What OCPP calls a status is computed from them elsewhere."""

    plugged_in: bool = False
    permitted: bool = False
    """The device was told to charge."""
    drawing: bool = False
    """Current flows."""
    withheld: bool = False
    """The device, not the vehicle, keeps current from flowing."""
    fault: str | None = None
    """OCPP error code of a fault of the device."""
    waits_for_schedule: bool = False
    """The device was told to charge, and a charging profile holds it back."""
    socketed: bool = True
    """The cable can be taken out of the device."""
    installing: bool = False
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The meter at a moment: Wh, A, W, V, Hz."""

    at: float
    register: float = 0.0
    current: float = 0.0
    offered: float = 0.0
    power: float = 0.0
    voltage: float = 230.0
    frequency: float = 50.0
    power_factor: float = 1.0


@dataclass(frozen=True, slots=True)
class StartCharging:
    """Let the plugged-in vehicle charge in a mode (Fast, Eco, Eco_Plus)."""

    mode: str


@dataclass(frozen=True, slots=True)
class StopCharging:
    """End the charge; the device goes to STOP mode."""


@dataclass(frozen=True, slots=True)
class ReadMeter:
    """Read the meter now."""


@dataclass(frozen=True, slots=True)
class Reboot:
    """Restart the device."""


@dataclass(frozen=True, slots=True)
class Configure:
    """Take over preferences, by the name of their configuration key."""

    preferences: Mapping[str, str]
    again: bool = False
    """Only to be sure that both ends agree: what the device knows already is no news."""


@dataclass(frozen=True, slots=True)
class RefusePin:
    """The PIN that was entered lets nobody charge."""


@dataclass(frozen=True, slots=True)
class UnlockCable:
    """Let the cable be taken out; done only when it can be."""


@dataclass(frozen=True, slots=True)
class WriteSlots:
    """Store slots in place of those of the replaced charging profiles: all of them or none."""

    slots: tuple[Slot, ...]
    replaces: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ClearSlots:
    """Zero the slots of these charging profiles."""

    profiles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UpdateDeviceFirmware:
    """Fetch and install new firmware."""

    location: str = ""
    """Where the central system wants it fetched from."""
    attempts: int = 1
    """How often it may be tried."""
    pause: float = 0.0
    """Seconds between two attempts."""


Command = (
    StartCharging
    | StopCharging
    | ReadMeter
    | Reboot
    | Configure
    | RefusePin
    | UnlockCable
    | WriteSlots
    | ClearSlots
    | UpdateDeviceFirmware
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a command, with the facts and the meter as they are afterwards."""

    done: bool
    state: DeviceState
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The command did not get through: the link is down or the device restarts."""


@dataclass(frozen=True, slots=True)
class StateReported:
    """The device's facts, sent on each change and at intervals without one."""

    state: DeviceState
    reading: Reading


@dataclass(frozen=True, slots=True)
class Booted:
    """The device has restarted."""

    state: DeviceState
    reading: Reading


@dataclass(frozen=True, slots=True)
class PinEntered:
    """Somebody typed a PIN on the device."""

    pin: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetByHand:
    """Preferences were changed at the device itself, by the name of their configuration key."""

    preferences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FirmwareProgress:
    """A phase of a firmware update, in the words of FirmwareStatusNotification."""

    status: str


Event = StateReported | Booted | PinEntered | SetByHand | FirmwareProgress
OnReply = Callable[[float, Reply | Unreachable], None]


class Device(Protocol):
    """The far end of the link."""

    def execute(self, now: float, command: Command) -> Reply | Unreachable:
        """Carry a command out."""


class Listener(Protocol):
    """The near end of the link."""

    def hear(self, now: float, event: Event) -> None:
        """Take an event in."""

    def link_restored(self, now: float) -> None:
        """The link works again."""


class DeviceLink:
    """Carries commands one way and events the other, in order, ``latency`` seconds late.

    While the link is down commands fail, and events that are facts wait at the device.
    """

    device: Device
    listener: Listener

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self.up = True
        self._kept: list[Event] = []
        self._due: list[tuple[float, int, Callable[[float], None]]] = []
        self._latest = -math.inf
        self._numbers = count()

    def command(self, now: float, command: Command, on_reply: OnReply) -> None:
        """Send a command to the device; the reply, or ``Unreachable``, comes exactly once."""

        def arrive(moment: float) -> None:
            reply = self.device.execute(moment, command) if self.up else Unreachable()
            self._later(moment, lambda later: on_reply(later, reply))

        if self.up:
            self._later(now, arrive)
        else:
            on_reply(now, Unreachable())

    def report(self, now: float, event: Event) -> None:
        """Send an event to the bridge."""
        if self.up:
            self._later(now, lambda later: self.listener.hear(later, event))
        elif self.keeps(event):
            self._kept.append(event)

    def keeps(self, event: Event) -> bool:
        """Whether an event waits for the link: a PIN does not, its owner would not wait either."""
        return not isinstance(event, PinEntered)

    def cut(self) -> None:
        """Take the link down."""
        self.up = False

    def restore(self, now: float) -> None:
        """Bring the link up; the device hands over what it kept, then the bridge is told."""
        self.up = True
        kept, self._kept = self._kept, []
        for event in self.handed_over(kept):
            self.report(now, event)
        self._later(now, lambda later: self.listener.link_restored(later))

    def handed_over(self, kept: list[Event]) -> list[Event]:
        """What the bridge is told of what was kept: all of it, in the order in which it happened."""
        return kept

    def next_deadline(self) -> float | None:
        """When something arrives at either end."""
        return self._due[0][0] if self._due else None

    def advance(self, now: float) -> None:
        """Deliver what has arrived, in the order in which it was sent."""
        while self._due and self._due[0][0] <= now:
            _, _, deliver = heapq.heappop(self._due)
            deliver(now)

    def _later(self, now: float, deliver: Callable[[float], None]) -> None:
        if self.latency > 0 or self._due:
            # What was sent before a latency shrank is not overtaken.
            self._latest = max(now + self.latency, self._latest)
            heapq.heappush(self._due, (self._latest, next(self._numbers), deliver))
        else:
            deliver(now)
