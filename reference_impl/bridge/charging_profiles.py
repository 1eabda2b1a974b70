"""Charging profiles: which are taken, what they replace, how they are cleared.

OCPP 1.6, sections 3.13, 5.5, 5.7 and 5.16; overview, charging profile sections. One
TxDefaultProfile at a time, TxProfiles stack, slots and writes are limited by the device.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ocpp.v16.enums import (
    ChargingProfileKindType,
    ChargingProfilePurposeType,
    ChargingProfileStatus,
    ClearChargingProfileStatus,
    GetCompositeScheduleStatus,
)

from ocpp16.frames import Payload
from ocpp16.rpc import Answer
from ocpp16.timestamps import to_text
from reference_impl.bridge import composite
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.slots import SlotPlan
from reference_impl.device_link import ClearSlots, ReadSlots, Reply, Unreachable, WriteSlots
from reference_impl.zappi.slots import Limits

TX_PROFILE = ChargingProfilePurposeType.tx_profile.value
TX_DEFAULT = ChargingProfilePurposeType.tx_default_profile.value
CONNECTORS = (0, 1)
OnStatus = Callable[[float, str], None]


class ChargingProfiles(Block):
    """Knows which profiles are installed; their schedules lie in the device."""

    HIGHEST_STACK_LEVEL = 15
    MOST_STACKED = 15

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {
            "SetChargingProfile": self._set,
            "ClearChargingProfile": self._clear,
            "GetCompositeSchedule": self._get_composite_schedule,
        }

    @property
    def installed(self) -> dict[int, dict[str, Any]]:
        """chargingProfileId -> purpose and stack level."""
        kept = self.bridge.store.load("profiles", {})
        return {int(number): known for number, known in kept.items()}

    # decisions -------------------------------------------------------------------------------------

    def objection(self, profile: Payload, connector: int) -> str | None:
        """The status with which a profile is turned down before any slot is written, if it is."""
        if not self.applies() or connector not in CONNECTORS:
            return ChargingProfileStatus.rejected
        if not self.supports(profile):
            return ChargingProfileStatus.not_supported
        if profile["stackLevel"] > self.HIGHEST_STACK_LEVEL or self.stack_is_full(profile):
            return ChargingProfileStatus.rejected
        if profile["chargingProfilePurpose"] == TX_PROFILE and not self.concerns_running(profile):
            return ChargingProfileStatus.rejected
        if "recurrencyKind" not in profile and profile["chargingProfileKind"] == "Recurring":
            return ChargingProfileStatus.rejected
        return None

    def applies(self) -> bool:
        """Charging profiles need commercial mode."""
        return self.bridge.configuration.flag("CommercialMode")

    def supports(self, profile: Payload) -> bool:
        """Two purposes and two kinds are documented."""
        return (
            profile["chargingProfilePurpose"] in (TX_PROFILE, TX_DEFAULT)
            and profile["chargingProfileKind"] != ChargingProfileKindType.relative
        )

    def concerns_running(self, profile: Payload) -> bool:
        """A TxProfile is for the running transaction only."""
        transactions = self.bridge.transactions
        if not transactions.running:
            return False
        wanted = profile.get("transactionId")
        return wanted is None or wanted == transactions.running_id

    def stack_is_full(self, profile: Payload) -> bool:
        """Whether the profile would be one too many."""
        remaining = set(self.installed) - set(self.replaced_by(profile))
        stacked = [n for n in remaining if self.installed[n]["purpose"] == TX_PROFILE]
        return profile["chargingProfilePurpose"] == TX_PROFILE and (
            len(stacked) >= self.MOST_STACKED
        )

    def replaced_by(self, profile: Payload) -> tuple[int, ...]:
        """Which installed profiles make way: the same id, the same level, the one default."""
        return tuple(
            number
            for number, known in self.installed.items()
            if number == profile["chargingProfileId"]
            or (
                known["purpose"] == profile["chargingProfilePurpose"]
                and self.excludes_each_other(profile, known)
            )
        )

    def excludes_each_other(self, profile: Payload, known: dict[str, Any]) -> bool:
        """Whether two profiles of one purpose cannot both be installed."""
        is_default = profile["chargingProfilePurpose"] == TX_DEFAULT
        return is_default or bool(known["stackLevel"] == profile["stackLevel"])

    def selects(self, criteria: Payload, number: int, known: dict[str, Any]) -> bool:
        """Whether the criteria of a ClearChargingProfile fit; absent ones always do."""
        return (
            criteria.get("id", number) == number
            and criteria.get("connectorId", 0) in CONNECTORS
            and criteria.get("chargingProfilePurpose", known["purpose"]) == known["purpose"]
            and criteria.get("stackLevel", known["stackLevel"]) == known["stackLevel"]
        )

    def cleared_at_end(self) -> tuple[int, ...]:
        """The profiles that go with their transaction."""
        return tuple(n for n, known in self.installed.items() if known["purpose"] == TX_PROFILE)

    # carrying out ----------------------------------------------------------------------------------

    def install(self, now: float, profile: Payload, connector: int, told: OnStatus) -> None:
        """Take a profile if nothing speaks against it; ``told`` hears the status."""
        objection = self.objection(profile, connector)
        if objection is not None:
            told(now, objection)
            return
        replaces = self.replaced_by(profile)

        def written(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and reply.done:
                self._note(profile, replaces)
                told(moment, ChargingProfileStatus.accepted)
            else:
                told(moment, ChargingProfileStatus.rejected)

        running = self.bridge.transactions.running
        begun = running["startedAt"] if running and "transactionId" in profile else now
        slots = SlotPlan(self.bridge.settings.phases).slots(profile, begun)
        self.bridge.command(now, WriteSlots(slots, replaces), written)

    def remove(self, now: float, numbers: tuple[int, ...], told: OnStatus) -> None:
        """Clear installed profiles; ``told`` hears the status."""

        def cleared(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply):
                remaining = {n: k for n, k in self.installed.items() if n not in numbers}
                self.bridge.store.save("profiles", remaining)
                told(moment, ClearChargingProfileStatus.accepted)
            else:
                told(moment, ClearChargingProfileStatus.unknown)

        self.bridge.command(now, ClearSlots(numbers), cleared)

    def transaction_ended(self, now: float) -> None:
        """TxProfiles go when the StopTransaction goes out, not when it is answered."""
        numbers = self.cleared_at_end()
        if numbers:
            self.remove(now, numbers, lambda _moment, _status: None)

    def link_restored(self, now: float) -> None:
        """What could not be cleared while the device was out of reach is cleared now."""
        if not self.bridge.transactions.running:
            self.transaction_ended(now)

    def _note(self, profile: Payload, replaces: tuple[int, ...]) -> None:
        kept = {n: known for n, known in self.installed.items() if n not in replaces}
        kept[profile["chargingProfileId"]] = {
            "purpose": profile["chargingProfilePurpose"],
            "stackLevel": profile["stackLevel"],
        }
        self.bridge.store.save("profiles", kept)

    # requests --------------------------------------------------------------------------------------

    def _set(self, now: float, request: Payload, answer: Answer) -> None:
        def told(_moment: float, status: str) -> None:
            answer({"status": status})

        self.install(now, request["csChargingProfiles"], request["connectorId"], told)

    def _clear(self, now: float, request: Payload, answer: Answer) -> None:
        chosen = tuple(n for n, known in self.installed.items() if self.selects(request, n, known))
        if not chosen:
            answer({"status": ClearChargingProfileStatus.unknown})
            return

        def told(_moment: float, status: str) -> None:
            answer({"status": status})

        self.remove(now, chosen, told)

    def _get_composite_schedule(self, now: float, request: Payload, answer: Answer) -> None:
        if request["connectorId"] not in CONNECTORS:
            answer({"status": GetCompositeScheduleStatus.rejected})
            return

        def read(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply):
                answer(self._composite(moment, request, reply))
            else:
                answer({"status": GetCompositeScheduleStatus.rejected})

        self.bridge.command(now, ReadSlots(), read)

    def _composite(self, now: float, request: Payload, reply: Reply) -> Payload:
        settings, duration = self.bridge.settings, request["duration"]
        slots = reply.slots if reply.commercial else ()
        found = composite.periods(Limits(), slots, now, max(duration, 1), settings.device_limit)
        unit = request.get("chargingRateUnit", "A")
        return {
            "status": GetCompositeScheduleStatus.accepted,
            "connectorId": request["connectorId"],
            "scheduleStart": to_text(now),
            "chargingSchedule": composite.schedule(found, duration, unit, settings.phases),
        }
