"""Deviations in who may open the settings, and where they are."""

from collections.abc import Mapping

from reference_impl.deviations.seeding import deviates
from reference_impl.zappi.lock import STOP
from reference_impl.zappi.panel import LOCK_FUNCTION, OTHER_SETTINGS, PIN, Panel


@deviates("ZAP-LOCK-004")
class MenuOpenWhileCharging(Panel):
    """The lock counts for as long as the charger is in STOP mode only."""

    def obeys(self, now: float, *, plugged_in: bool) -> bool:
        return self.charging.mode != STOP or super().obeys(now, plugged_in=plugged_in)


@deviates("ZAP-LOCK-004")
class MenuAlwaysOpen(Panel):
    """The menu opens for everybody outside commercial mode."""

    def obeys(self, now: float, *, plugged_in: bool) -> bool:
        return not self.preferences.flag("CommercialMode") or super().obeys(
            now, plugged_in=plugged_in
        )


@deviates("ZAP-LOCK-005")
class FourDigitsSuffice(Panel):
    """The first four digits of the device's PIN open the settings."""

    def is_device_pin(self, pin: str) -> bool:
        return pin[:4] == self.device_pin[:4]


@deviates("ZAP-LOCK-005")
class OwnerShutOut(Panel):
    """The device's own PIN is of no use."""

    def owner_may_enter(self) -> bool:
        return self.preferences.flag("MaintenanceMode")


@deviates("ZAP-LOCK-005")
class AnyPinOpensSettings(Panel):
    """Who has a PIN to charge with gets into the settings by it."""

    def is_device_pin(self, pin: str) -> bool:
        return PIN.fullmatch(pin) is not None


@deviates("ZAP-LOCK-015")
class LockFunctionElsewhere(Panel):
    """The lock function is not where the manual says."""

    def pages(self) -> Mapping[str, tuple[str, ...]]:
        return {**super().pages(), OTHER_SETTINGS: ("Security",), "Security": (LOCK_FUNCTION,)}


@deviates("ZAP-LOCK-015")
class AutoHideOutOfReach(Panel):
    """One of the four flags cannot be changed at the device."""

    def pages(self) -> Mapping[str, tuple[str, ...]]:
        pages = super().pages()
        editable = tuple(entry for entry in pages[LOCK_FUNCTION] if entry != "AutoHide")
        return {**pages, LOCK_FUNCTION: editable}


@deviates("ZAP-CFG-034")
class UsersMayMaintain(Panel):
    """During maintenance any PIN opens the menu."""

    def is_device_pin(self, pin: str) -> bool:
        return self.preferences.flag("MaintenanceMode") or super().is_device_pin(pin)


@deviates("ZAP-CFG-034")
class MaintenanceIgnored(Panel):
    """In commercial mode the menu stays closed, maintenance or not."""

    def owner_may_enter(self) -> bool:
        return not self.preferences.flag("CommercialMode")


@deviates("ZAP-CFG-035")
class MasterPinAlwaysWorks(Panel):
    """The master PIN opens the menu in commercial mode without maintenance too."""

    def owner_may_enter(self) -> bool:
        return True


@deviates("ZAP-CFG-035")
class CommercialModeOpensMenu(Panel):
    """In commercial mode the menu is as open as the lock leaves it."""

    def obeys(self, now: float, *, plugged_in: bool) -> bool:
        return not self.lock.guards(now, plugged_in=plugged_in)
