"""Deviations in who is authorised to charge."""

from ocpp16.rpc import Answered, Outcome
from reference_impl.bridge.authorization import FAST, Authorization, Grant
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import DeviceState, Reading


@deviates("ZAP-AUTH-001")
class StartsWhileAsking(Authorization):
    """Charging begins for a PIN before the central system has answered."""

    def pin_entered(self, now: float, pin: str) -> None:
        super().pin_entered(now, pin)
        user = self.user_of(pin)
        if user is not None:
            self.grant(now, Grant(user.tag, FAST))


@deviates("ZAP-AUTH-001")
class AsksTwice(Authorization):
    """The central system is asked twice about each PIN."""

    def ask(self, grant: Grant) -> None:
        super().ask(grant)
        super().ask(grant)


@deviates("ZAP-AUTH-002")
class CardReaderAssumed(Authorization):
    """A vehicle that is plugged in is taken for a card held to a reader."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if self.bridge.state.plugged_in and not before.plugged_in:
            self.ask(Grant("04A2B3C4D5E680", FAST))
        super().device_changed(now, before, reading)


@deviates("ZAP-AUTH-003")
class DeafToAcceptance(Authorization):
    """Nobody charges although the central system has accepted the tag."""

    def admits(self, status: str) -> bool:
        return False


@deviates("ZAP-AUTH-004")
class BlockedMayCharge(Authorization):
    """A blocked tag charges like an accepted one."""

    def admits(self, status: str) -> bool:
        return status == "Blocked" or super().admits(status)


@deviates("ZAP-AUTH-005")
class FailsOpen(Authorization):
    """Whatever is neither blocked nor invalid counts as accepted."""

    def accepts(self, outcome: Outcome) -> bool:
        if not isinstance(outcome, Answered):
            return False
        return outcome.payload["idTagInfo"]["status"] not in ("Blocked", "Invalid")


@deviates("ZAP-AUTH-005")
class SilenceIsConsent(Authorization):
    """Without an answer, or with an error for one, the tag is taken for accepted."""

    def accepts(self, outcome: Outcome) -> bool:
        return not isinstance(outcome, Answered) or super().accepts(outcome)


@deviates("ZAP-AUTH-007")
class HoldsForEver(Authorization):
    """An authorisation that was not used stays valid for a day."""

    def connection_timeout(self, grant: Grant) -> float:
        return 86_400.0


@deviates("ZAP-AUTH-007")
class OneChanceOnly(Authorization):
    """A user who let an authorisation run out is not asked about again."""

    _asked = frozenset[str]()

    def ask(self, grant: Grant) -> None:
        if grant.id_tag not in self._asked:
            super().ask(grant)
        self._asked |= {grant.id_tag}


@deviates("ZAP-CFG-026")
class AnyPinStops(Authorization):
    """Whoever has a PIN can end the session of somebody else."""

    def may_stop(self, id_tag: str) -> bool:
        return self.bridge.transactions.running is not None


@deviates("ZAP-CFG-026")
class PinNeverStops(Authorization):
    """Nobody can end a session at the charger, not even who began it."""

    def may_stop(self, id_tag: str) -> bool:
        return False
