"""Firmware updates: when the device fetches its vendor's firmware, and what is told of it.

OCPP 1.6, sections 4.5 and 5.19; overview, firmware.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import Any

from ocpp16.frames import Payload
from ocpp16.rpc import Answer, Outcome
from ocpp16.timestamps import to_seconds
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.device_link import Reply, Unreachable, UpdateDeviceFirmware

ZONELESS = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?")
LATER = 30.0
"""Seconds after which a device that did not hear of an update is told again."""


class Firmware(Block):
    """Starts an update at the given moment, and tells how it gets on."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self._to_tell: deque[str] = deque()

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"UpdateFirmware": self._update_firmware}

    @property
    def ordered(self) -> dict[str, Any] | None:
        """The update that was asked for and has not begun: at, location, attempts, pause."""
        return self.bridge.store.load("firmware-order")  # type: ignore[no-any-return]

    def keep(self, order: dict[str, Any] | None) -> None:
        """Note what was ordered, or that it has begun."""
        if order is None:
            self.bridge.store.delete("firmware-order")
        else:
            self.bridge.store.save("firmware-order", order)

    def completed(self, request: Payload) -> Payload:
        """A moment without a zone is meant in UTC, the only way to state it that is documented."""
        moment = request.get("retrieveDate")
        if isinstance(moment, str) and ZONELESS.fullmatch(moment):
            return {**request, "retrieveDate": f"{moment}Z"}
        return request

    def attempts(self, request: Payload) -> int:
        """How often the device may try: what was asked for counts the first attempt."""
        return max(1, int(request.get("retries", 1)))

    def pause(self, request: Payload) -> float:
        """Seconds between two attempts."""
        return float(request.get("retryInterval", 0))

    def begins_at(self, now: float, request: Payload) -> float:
        """The retrieveDate is when the update may begin at the earliest (errata E3.63)."""
        return max(now, to_seconds(request["retrieveDate"]))

    def told(self, status: str) -> tuple[str, ...]:
        """What is said of a phase the device has entered: its name, as OCPP spells it."""
        return (status,)

    def progress(self, now: float, status: str) -> None:
        """The device has entered a phase of the update."""
        self._to_tell.extend(self.told(status))
        self.bridge.status.refresh(now)

    def next_deadline(self) -> float | None:
        """When the update begins."""
        return self.ordered["at"] if self.ordered else None

    def advance(self, now: float) -> None:
        """Begin the update when it is time and the device can be reached."""
        order = self.ordered
        if order is None or now < order["at"] or not self.bridge.link.up:
            return
        self.keep(None)

        def heard(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Unreachable):
                self.keep({**order, "at": moment + LATER})

        command = UpdateDeviceFirmware(order["location"], order["attempts"], order["pause"])
        self.bridge.command(now, command, heard)

    def next_call(self, now: float) -> Request | None:
        """A FirmwareStatusNotification for each phase."""
        if not self._to_tell:
            return None
        status = self._to_tell.popleft()
        return Request("FirmwareStatusNotification", {"status": status}, _concluded)

    def _update_firmware(self, now: float, request: Payload, answer: Answer) -> None:
        self.keep(
            {
                "at": self.begins_at(now, request),
                "location": request["location"],
                "attempts": self.attempts(request),
                "pause": self.pause(request),
            }
        )
        answer({})


def _concluded(_now: float, _outcome: Outcome) -> None:
    """A lost phase is not repeated: the next one says more."""
