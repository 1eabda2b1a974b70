"""What every functional block of the bridge has in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, OnOutcome
from reference_impl.device_link import DeviceState, Reading

if TYPE_CHECKING:
    from reference_impl.bridge.bridge import Bridge

Handler = Callable[[float, Payload, Answer], None]
"""Takes the moment, the request of the central system and the duty to answer it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A CALL a block wants to make, and what to do with its outcome."""

    action: str
    payload: Payload
    on_outcome: OnOutcome


class Block:
    """A functional block. All hooks are optional; moments are suite seconds."""

    speaks_while_pending = False
    """Whether its requests may go out before the registration is accepted."""

    def __init__(self, bridge: Bridge) -> None:
        self.bridge = bridge

    def handlers(self) -> Mapping[str, Handler]:
        """The requests of the central system this block answers."""
        return {}

    def completed(self, request: Payload) -> Payload:
        """A request as this block understands it, before it is validated."""
        return request

    def next_call(self, now: float) -> Request | None:
        """The next request to send, if there is one by now."""
        return None

    def next_deadline(self) -> float | None:
        """When ``advance`` or ``next_call`` has something to do."""
        return None

    def advance(self, now: float) -> None:
        """Do what is due."""

    def connected(self, now: float) -> None:
        """The connection to the central system is open."""

    def disconnected(self, now: float) -> None:
        """The connection is gone."""

    def registered(self, now: float) -> None:
        """The central system has accepted the registration."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        """The device reported other facts than before."""

    def device_booted(self, now: float, reading: Reading) -> None:
        """The device has restarted."""

    def link_restored(self, now: float) -> None:
        """The device can be reached again."""

    def configuration_changed(self, now: float, key: str) -> None:
        """A configuration key has a new value."""
