"""Deviations in what the screen shows, and in what the app says."""

from collections.abc import Collection

from reference_impl.account.app import App
from reference_impl.bridge.availability import Availability
from reference_impl.deviations.seeding import deviates
from reference_impl.device_link import Configure, DeviceState, Reading
from reference_impl.zappi.charging import ChargingControl
from reference_impl.zappi.display import Display, Scene
from reference_impl.zappi.slots import Slot

# what people are told ----------------------------------------------------------------------------


@deviates("ZAP-DISP-001")
class UsualScreen(Display):
    """A charger that is out of service shows its usual screen."""

    def is_unavailable(self, scene: Scene) -> bool:
        return False


@deviates("ZAP-DISP-001")
class LateChangeUntold(Availability):
    """Only a change that is carried out at once shows on the screen."""

    def device_changed(self, now: float, before: DeviceState, reading: Reading) -> None:
        if not self.defers(self.operative):
            self.bridge.store.save("availability/in-force", self.operative)


@deviates("ZAP-DISP-001")
class ToldTooEarly(Availability):
    """The screen says unavailable while the change still waits for a vehicle to leave."""

    def change(self, now: float, operative: bool) -> str:
        status = super().change(now, operative)
        told = Configure({"IsOperative": "true" if operative else "false"})
        self.bridge.command(now, told, lambda _moment, _reply: None)
        return status


@deviates("ZAP-DISP-002")
class InvitesPrivately(Display):
    """The invitation is shown outside commercial mode, too."""

    def vends_freely(self) -> bool:
        return self.preferences.flag("FreeVendScreen")


@deviates("ZAP-DISP-002")
class InvitesWhereFree(Display):
    """The invitation follows FreeCharging, not FreeVendScreen."""

    def vends_freely(self) -> bool:
        return self.is_commercial() and self.preferences.flag("FreeCharging")


@deviates("ZAP-DISP-009")
class ContactForOperatorsOnly(Display):
    """Whom to call is shown in commercial mode only."""

    def fault_lines(self, scene: Scene) -> list[str]:
        return super().fault_lines(scene) if self.is_commercial() else ["Fault"]


@deviates("ZAP-DISP-009")
class ContactAlways(Display):
    """Whom to call is shown whether or not there is a fault."""

    def lines(self, scene: Scene) -> list[str]:
        return [*super().lines(scene), self.preferences["SupportContact"]]


# prices --------------------------------------------------------------------------------------------


@deviates("ZAP-DISP-003")
class OneDecimal(Display):
    """Prices are rounded to one decimal."""

    def amount(self, price: str) -> str:
        return f"{float(price):.1f}"


@deviates("ZAP-DISP-004")
class EverythingByEnergy(Display):
    """Each price is said to be for a kWh."""

    def wording(self, component: str) -> str:
        return "{} per kWh"


@deviates("ZAP-DISP-005")
class FeeByTheMinute(Display):
    """The fee for a session is said to be by the minute."""

    def wording(self, component: str) -> str:
        return super().wording(component).replace("session fee", "per minute")


@deviates("ZAP-DISP-006")
class IdleFeeUnnamed(Display):
    """The idle fee looks like a second price by the minute."""

    def wording(self, component: str) -> str:
        return super().wording(component).removeprefix("Idle fee: ")


@deviates("ZAP-DISP-006")
class PricesInOneLine(Display):
    """All prices stand in one line."""

    def tariff_lines(self) -> list[str]:
        return [" ".join(super().tariff_lines())]


@deviates("ZAP-DISP-007")
class BareNumbers(Display):
    """Prices bear no symbol."""

    def symbol(self) -> str:
        return ""


@deviates("ZAP-DISP-007")
class AlwaysPounds(Display):
    """Prices are in pounds in each country."""

    def symbol(self) -> str:
        return "£"


@deviates("ZAP-DISP-008")
class PricesAtHome(Display):
    """Prices are shown outside commercial mode, too."""

    def shows_tariffs(self) -> bool:
        return True


@deviates("ZAP-CFG-038")
class SetIsShown(Display):
    """A price that is set is shown, whatever TariffType says."""

    def is_visible(self, component: str) -> bool:
        return True


@deviates("ZAP-CFG-043")
class MinutesAsHours(Display):
    """The price of a minute is said to be that of an hour."""

    def wording(self, component: str) -> str:
        hourly = component == "TARIFF_MINUTE"
        return "{} per hour" if hourly else super().wording(component)


@deviates("ZAP-CFG-045")
class FeeWithEveryTariff(Display):
    """The fee for a session is shown with any tariff."""

    def is_visible(self, component: str) -> bool:
        return component == "TARIFF_CONNECTION_FEE" or super().is_visible(component)


# payment -------------------------------------------------------------------------------------------


@deviates("ZAP-DISP-010")
class CodeWithoutVehicle(Display):
    """The code is shown whether or not a vehicle is connected."""

    def asks_for_payment(self, scene: Scene) -> bool:
        return self.is_commercial()


@deviates("ZAP-DISP-010")
class CodeAtHome(Display):
    """A private owner is asked to pay, too."""

    def asks_for_payment(self, scene: Scene) -> bool:
        return scene.plugged_in and not scene.served


@deviates("ZAP-DISP-011")
class CodeInTheDark(Display):
    """The backlight goes out after its usual time, code or not."""

    def is_lit(self, now: float, scene: Scene) -> bool:
        return now < self._lit_until


@deviates("ZAP-DISP-011")
class LightForGood(Display):
    """Where there may be codes, the backlight never goes out."""

    def is_lit(self, now: float, scene: Scene) -> bool:
        return bool(self.preferences["PaymentURL"])


@deviates("ZAP-CFG-047")
class CompactCode(Display):
    """The address is put into capital letters, which makes a smaller code."""

    def qr_code(self, scene: Scene) -> str | None:
        url = super().qr_code(scene)
        return url.upper() if url else None


# names ---------------------------------------------------------------------------------------------


@deviates("ZAP-DISP-012")
class SerialInsteadOfName(Display):
    """The serial number stands where the name is to be."""

    def names(self) -> tuple[str, ...]:
        return self.settings.serial, self.preferences["ChargeID"]


@deviates("ZAP-DISP-012")
class NamesAtHome(Display):
    """An operator's names are shown outside commercial mode, too."""

    def shows_names(self) -> bool:
        return True


@deviates("ZAP-DISP-013")
class IdentityInsteadOfChargeId(Display):
    """The identity of OCPP stands where ChargeID is to be."""

    def names(self) -> tuple[str, ...]:
        return self.preferences["ChargerName"], self.settings.identity


@deviates("ZAP-DISP-014")
class OwnAppAlways(Display):
    """Drivers are sent to the vendor's own app."""

    def app_name(self) -> str:
        return "myenergi"


# schedules -----------------------------------------------------------------------------------------


@deviates("ZAP-DISP-015")
class UniversalTime(Display):
    """The next start is shown in UTC."""

    def local(self, moment: float) -> float:
        return moment


@deviates("ZAP-DISP-015")
class StartMadeUp(Display):
    """Where no start is known, midnight is shown."""

    def announced_start(self, scene: Scene) -> float | None:
        return super().announced_start(scene) or 0.0


@deviates("ZAP-DISP-015")
class EndOfProfileNamed(ChargingControl):
    """The moment shown is the last one of the schedule, not the next."""

    def next_start(self, now: float, slots: Collection[Slot]) -> float | None:
        moment = super().next_start(now, slots)
        later = None if moment is None else super().next_start(moment, slots)
        return later or moment


@deviates("ZAP-DISP-016")
class CalledPaused(App):
    """The app calls a vehicle that waits for its schedule paused."""

    WAITING_FOR_SCHEDULE = "Paused"


@deviates("ZAP-DISP-016")
class EveryPauseIsScheduled(App):
    """The app takes each pause for one of a schedule."""

    def status(self, state: DeviceState) -> str:
        status = super().status(state)
        return self.WAITING_FOR_SCHEDULE if status == "Paused" else status
