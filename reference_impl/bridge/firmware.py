"""Firmware updates: when the device fetches its vendor's firmware, and what is told of it.

OCPP 1.6, sections 4.5 and 5.19; overview, firmware.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, Outcome
from ocpp16.timestamps import to_seconds
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.device_link import Reply, Unreachable, UpdateDeviceFirmware


class Firmware(Block):
    """Starts an update at the given moment; the location is ignored, as documented."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._begin_at: float | None = None
        self._to_tell: deque[str] = deque()

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"UpdateFirmware": self._update_firmware}

    def progress(self, now: float, status: str) -> None:
        """The device has entered a phase of the update."""
        self._to_tell.append(status)
        self.bridge.status.refresh(now)

    def next_deadline(self) -> float | None:
        """When the update begins."""
        return self._begin_at

    def advance(self, now: float) -> None:
        """Begin the update when it is time."""
        if self._begin_at is not None and now >= self._begin_at:
            self._begin_at = None
            self.bridge.command(now, UpdateDeviceFirmware(), _ignore)

    def next_call(self, now: float) -> Request | None:
        """A FirmwareStatusNotification for each phase."""
        if not self._to_tell:
            return None
        return Request("FirmwareStatusNotification", {"status": self._to_tell.popleft()}, _told)

    def _update_firmware(self, now: float, request: Payload, answer: Answer) -> None:
        self._begin_at = max(now, to_seconds(request["retrieveDate"]))
        answer({})


def _ignore(_now: float, _reply: Reply | Unreachable) -> None:
    """The phases show by themselves."""


def _told(_now: float, _outcome: Outcome) -> None:
    """A lost phase is not repeated: the next one says more."""
