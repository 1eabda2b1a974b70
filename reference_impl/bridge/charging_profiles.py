"""Charging profiles: which are taken, what they replace, how they are cleared.

OCPP 1.6, sections 3.13, 5.5 and 5.16; overview, charging profile sections. One
TxDefaultProfile at a time, TxProfiles stack, slots and writes are limited by the device.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ocpp.v16.enums import (
    ChargingProfileKindType,
    ChargingProfilePurposeType,
    ChargingProfileStatus,
    ClearChargingProfileStatus,
)

from ocpp16.frames import ErrorCode, Payload
from ocpp16.rpc import Answer
from reference_impl.bridge.block import Block, Handler
from reference_impl.bridge.slots import SlotPlan
from reference_impl.device_link import ClearSlots, Reply, Unreachable, WriteSlots
from reference_impl.zappi.slots import Slot

if TYPE_CHECKING:
    from reference_impl.bridge.bridge import Bridge

TX_PROFILE = ChargingProfilePurposeType.tx_profile.value
TX_DEFAULT = ChargingProfilePurposeType.tx_default_profile.value
CHARGE_POINT, CONNECTOR = 0, 1
CONNECTORS = (CHARGE_POINT, CONNECTOR)
Known = dict[str, Any]
OnStatus = Callable[[float, str], None]


class ChargingProfiles(Block):
    """Knows which profiles are installed; the device keeps to them by itself, from its slots."""

    HIGHEST_STACK_LEVEL = 15
    MOST_STACKED = 15

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.plan = bridge.parts.make(SlotPlan, bridge.settings.phases)

    def handlers(self) -> Mapping[str, Handler]:
        """See ``Block``."""
        return {"SetChargingProfile": self._set, "ClearChargingProfile": self._clear}

    @property
    def installed(self) -> dict[int, Known]:
        """chargingProfileId -> purpose, stackLevel, connector, the profile, and when it began."""
        kept = self.bridge.store.load("profiles", {})
        return {int(number): known for number, known in kept.items()}

    # decisions -------------------------------------------------------------------------------------

    def objection(self, profile: Payload, connector: int) -> str | None:
        """The status with which a profile is turned down before any slot is written, if it is."""
        if not self.applies() or connector not in CONNECTORS:
            return ChargingProfileStatus.rejected
        if not self.supports(profile):
            return ChargingProfileStatus.not_supported
        if not self.is_executable(profile) or self.stack_is_full(profile):
            return ChargingProfileStatus.rejected
        if profile["chargingProfilePurpose"] == TX_PROFILE:
            fits = connector == CONNECTOR and self.concerns_running(profile)
            return None if fits else ChargingProfileStatus.rejected
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

    def is_executable(self, profile: Payload) -> bool:
        """Whether the level exists and the schedule covers any time; one that recurs has a start."""
        schedule = profile["chargingSchedule"]
        recurs = profile["chargingProfileKind"] == ChargingProfileKindType.recurring
        return (
            0 <= profile["stackLevel"] <= self.HIGHEST_STACK_LEVEL
            and schedule.get("duration", 1) > 0
            and (not recurs or ("recurrencyKind" in profile and "startSchedule" in schedule))
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

    def excludes_each_other(self, profile: Payload, known: Known) -> bool:
        """Whether two profiles of one purpose cannot both be installed."""
        is_default = profile["chargingProfilePurpose"] == TX_DEFAULT
        return is_default or bool(known["stackLevel"] == profile["stackLevel"])

    def selects(self, criteria: Payload, number: int, known: Known) -> bool:
        """Whether the criteria of a ClearChargingProfile fit; absent ones always do.

        Beside an id only the type counts (overview; errata E3.25 would ignore even that).
        """
        if criteria.get("chargingProfilePurpose", known["purpose"]) != known["purpose"]:
            return False
        if "id" in criteria:
            return bool(criteria["id"] == number)
        return all(criteria.get(k, known[k]) == known[k] for k in ("connectorId", "stackLevel"))

    def none_fits(self) -> str:
        """The answer when there is nothing to clear."""
        return ClearChargingProfileStatus.unknown

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
        replaces, begun = self.replaced_by(profile), self.begun(now, profile)

        def written(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and reply.done:
                self._note(profile, connector, begun, replaces)
                told(moment, ChargingProfileStatus.accepted)
                if profile["chargingProfilePurpose"] == TX_PROFILE:
                    self.clear_left_over(moment)
            else:
                told(moment, ChargingProfileStatus.rejected)

        def too_late(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and reply.done:
                self.take_back(moment, profile["chargingProfileId"], replaces)

        slots = self.plan.slots(profile, begun)
        self.bridge.errands.run(now, WriteSlots(slots, replaces), written, too_late)

    def take_back(self, now: float, number: int, replaced: tuple[int, ...]) -> None:
        """A profile that was refused by the time it was stored makes way for those before it."""
        slots = tuple(slot for slot in self.slots() if slot.profile in replaced)
        command = WriteSlots(slots, (number,)) if slots else ClearSlots((number,))

        def tried(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and not reply.done:
                self.remove(moment, (number, *replaced))

        self.bridge.command(now, command, tried)

    def begun(self, now: float, profile: Payload) -> float:
        """When a schedule without a start of its own begins: with its transaction, or now."""
        running = self.bridge.transactions.running
        if running and profile["chargingProfilePurpose"] == TX_PROFILE:
            return float(running["startedAt"])
        return now

    def remove(
        self, now: float, numbers: tuple[int, ...], done: Callable[[bool], None] = lambda _: None
    ) -> None:
        """Clear installed profiles; ``done`` hears whether the device could be reached."""

        def forget(_moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply):
                remaining = {n: k for n, k in self.installed.items() if n not in numbers}
                self.bridge.store.save("profiles", remaining)

        def cleared(moment: float, reply: Reply | Unreachable) -> None:
            forget(moment, reply)
            done(isinstance(reply, Reply))

        self.bridge.errands.run(now, ClearSlots(numbers), cleared, too_late=forget)

    def transaction_ended(self, now: float) -> None:
        """TxProfiles go when the StopTransaction goes out, not when it is answered."""
        numbers = self.cleared_at_end()
        if numbers:
            self.remove(now, numbers)

    def link_restored(self, now: float) -> None:
        """What could not be cleared while the device was out of reach is cleared now."""
        self.clear_left_over(now)

    def clear_left_over(self, now: float) -> None:
        """A TxProfile that was on its way, or out of reach, when its transaction ended goes too."""
        if not self.bridge.transactions.running:
            self.transaction_ended(now)

    def _note(
        self, profile: Payload, connector: int, begun: float, replaces: tuple[int, ...]
    ) -> None:
        kept = {n: known for n, known in self.installed.items() if n not in replaces}
        kept[profile["chargingProfileId"]] = {
            "purpose": profile["chargingProfilePurpose"],
            "stackLevel": profile["stackLevel"],
            "connectorId": connector,
            "profile": _plain(profile),
            "begun": begun,
        }
        self.bridge.store.save("profiles", kept)

    def slots(self) -> list[Slot]:
        """The slots of all installed profiles, from the bridge's own records."""
        kept = self.installed.values()
        return [s for known in kept for s in self.plan.slots(known["profile"], known["begun"])]

    # requests --------------------------------------------------------------------------------------

    def _set(self, now: float, request: Payload, answer: Answer) -> None:
        def told(_moment: float, status: str) -> None:
            answer({"status": status})

        self.install(now, request["csChargingProfiles"], request["connectorId"], told)

    def _clear(self, now: float, request: Payload, answer: Answer) -> None:
        chosen = tuple(n for n, known in self.installed.items() if self.selects(request, n, known))
        if not chosen:
            answer({"status": self.none_fits()})
            return

        def done(reached: bool) -> None:
            if reached:
                answer({"status": ClearChargingProfileStatus.accepted})
            else:  # neither status is true: the profiles are known, and they stay
                answer.error(ErrorCode.INTERNAL_ERROR, "the device cannot be reached")

        self.remove(now, chosen, done)


def _plain(profile: Payload) -> Payload:
    """A profile as the store keeps it: its numbers come from the wire as decimals."""
    plain: Payload = json.loads(json.dumps(profile, default=float))
    return plain
