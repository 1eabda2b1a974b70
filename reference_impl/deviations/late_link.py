"""Deviations on a link to the device that is late, or is lost at the wrong moment."""

from dataclasses import replace

from ocpp16.frames import Payload
from reference_impl.bridge.charging_profiles import ChargingProfiles, OnStatus
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.errands import Errands
from reference_impl.bridge.keys import Key
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.reset import Reset
from reference_impl.bridge.transactions import OnBegun, Transactions
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import (
    Booted,
    Command,
    DeviceLink,
    Event,
    OnReply,
    Reading,
    Reply,
    Unreachable,
    WriteSlots,
)


@deviates("ZAP-CONN-002")
class AnswersForTheCharger(ChargingProfiles):
    """A plan is confirmed before the charger has it."""

    def install(self, now: float, profile: Payload, connector: int, told: OnStatus) -> None:
        told(now, "Accepted")
        super().install(now, profile, connector, lambda _moment, _status: None)


@deviates("ZAP-CONN-002")
class SlotBySlot(Errands):
    """The slots of a plan are written one after the other, so that some may be missing."""

    def run(self, now: float, command: Command, on_reply: OnReply, too_late: OnReply) -> None:
        slots = command.slots if isinstance(command, WriteSlots) else ()
        if len(slots) < 2:
            super().run(now, command, on_reply, too_late)
            return

        def first_written(moment: float, reply: Reply | Unreachable) -> None:
            if isinstance(reply, Reply) and reply.done:
                self.run(moment, WriteSlots(slots[1:]), on_reply, too_late)
            else:
                on_reply(moment, reply)

        super().run(now, WriteSlots(slots[:1]), first_written, too_late)


@deviates("ZAP-CONN-008")
class WaitsForTheCharger(Errands):
    """The central system waits for its answer as long as the charger takes."""

    def patience(self) -> float:
        return 3600.0


@deviates("ZAP-CONN-008")
class ImpatientWithLink(Errands):
    """A charger that does not answer within five seconds is given up."""

    def patience(self) -> float:
        return 5.0


@deviates("ZAP-CONN-002")
class RefusedAndKept(ChargingProfiles):
    """A plan that was refused because the charger was slow comes into force all the same."""

    def take_back(self, now: float, number: int, replaced: tuple[int, ...]) -> None:
        """The charger has it, so be it."""


@deviates("ZAP-CONN-002")
class NeitherPlan(ChargingProfiles):
    """A plan that arrives too late is cleared, and with it the one it had replaced."""

    def take_back(self, now: float, number: int, replaced: tuple[int, ...]) -> None:
        self.remove(now, (number, *replaced))


@deviates("ZAP-CONN-002")
class RefusedAndSwitched(Configuration):
    """Commercial mode is left although the central system was told that it is not."""

    def take_back(self, now: float, key: Key) -> None:
        """The charger has switched, so be it."""


@deviates("ZAP-CONN-002")
class StopLost(Transactions):
    """A stop that was lost on its way to the charger is forgotten."""

    def _resume_ending(self, now: float) -> None:
        self.bridge.store.delete("ending")


@deviates("ZAP-CONN-002")
class RestartLost(Reset):
    """A restart that was lost on its way to the charger is forgotten."""

    def insists(self) -> bool:
        return False


@deviates("ZAP-CONN-002")
class StartsOnPaper(Transactions):
    """A session is reported before the charger has begun it."""

    def begin(self, now: float, id_tag: str, mode: str, begun: OnBegun | None = None) -> None:
        self._open(now, id_tag, Reading(at=now, register=self.bridge.settings.register))


@deviates("ZAP-CONN-002")
class PinRemembered(DeviceLink):
    """A PIN that nobody heard starts a session when the link is back."""

    def keeps(self, event: Event) -> bool:
        return True


@deviates("ZAP-CONN-002")
class OnlyTheLatest(DeviceLink):
    """Of all that happened out of sight only the latest is told."""

    def handed_over(self, kept: list[Event]) -> list[Event]:
        return kept[-1:]


@deviates("ZAP-CONN-002")
class LatestFirst(DeviceLink):
    """What happened out of sight is told in the wrong order."""

    def handed_over(self, kept: list[Event]) -> list[Event]:
        return kept[::-1]


@deviates("ZAP-CONN-002")
class RestartUnnoticed(DeviceLink):
    """A power failure out of sight is never told."""

    def keeps(self, event: Event) -> bool:
        return super().keeps(event) and not isinstance(event, Booted)


@deviates("ZAP-CONN-002")
class EndsWithTheLink(Transactions):
    """A session is taken to be over when the link is lost."""

    def link_restored(self, now: float) -> None:
        self.end(now, "Other")


@deviates("ZAP-CONN-002")
class DatedByTheLink(Transactions):
    """What happened out of sight is dated at the moment at which it became known."""

    def _close(self, now: float, reading: Reading, reason: str) -> None:
        super()._close(now, replace(reading, at=now), reason)


@deviates("ZAP-CONN-002")
class ReadingsRepeated(Metering):
    """While the charger cannot be read its last reading is sent over and over."""

    def advance(self, now: float) -> None:
        due = self._due is not None and now >= self._due
        super().advance(now)
        number, sample = self.transaction(), self.bridge.store.load("sample")
        if due and number is not None and sample is not None and not self.bridge.link.up:
            self.bridge.queue.append("MeterValues", sample["payload"], number)
