"""Deviations in whether a PIN can be used to charge."""

from reference_impl import device_link as link
from reference_impl.bridge.authorization import Authorization
from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.panel import Panel
from reference_impl.zappi.zappi import Zappi


@deviates("ZAP-LOCK-006")
class PinWhenOffline(Zappi):
    """A charger that is out of reach falls back on PINs although they are switched off."""

    def enter_pin(self, now: float, pin: str) -> None:
        super().enter_pin(now, pin)
        if not self.link.up and self.able_to_charge():
            self.charging.mode = "Fast"
            self._permit(now)
            self._settle(now)


@deviates("ZAP-LOCK-006")
class RemoteStartNeedsPinPad(Zappi):
    """Without a PIN pad a charger cannot be unlocked from afar either."""

    def _start(self, now: float, command: link.StartCharging) -> bool:
        return self.panel.offers_pin_entry() and super()._start(now, command)


@deviates("ZAP-CFG-048")
class NoPinsInCommercialMode(Panel):
    """In commercial mode there is no PIN pad, whatever the key says."""

    def offers_pin_entry(self) -> bool:
        return not self.preferences.flag("CommercialMode")


@deviates("ZAP-CFG-048")
class KeyCountsEverywhere(Panel):
    """The key takes the PIN pad away from private owners too."""

    def offers_pin_entry(self) -> bool:
        return self.preferences.flag("AllowPINCode")


@deviates("ZAP-CFG-049")
class PinsAllTheSame(Panel):
    """A PIN works although AllowPINCode is false."""

    def offers_pin_entry(self) -> bool:
        return True


@deviates("ZAP-CFG-049")
class AppBlockedToo(Authorization):
    """With the PIN pad, the app is blocked."""

    def chosen_in_app(self, now: float, mode: str) -> None:
        if self.bridge.configuration.flag("AllowPINCode"):
            super().chosen_in_app(now, mode)
