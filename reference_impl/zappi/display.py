"""The screen: what it says, computed from facts and preferences, and its backlight.

Overview, 'Display and User Communication', CommercialMode, FreeVendScreen, TariffType and the
prices, SupportContact, IsOperative, PaymentURL, ChargerName, ChargeID and appName.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reference_impl.settings import StationSettings
from reference_impl.zappi.preferences import Preferences

NAME_WIDTH = 24
"""Characters of a name that fit into a line; other texts run over several (not documented)."""
BACKLIGHT_SECONDS = 120.0
FREE_VEND = "Free Charging: Plug in to start charging."
SYMBOLS = {"GB": "£", "AU": "$", "NZ": "$"}
"""Currencies by region; elsewhere in Europe it is the euro."""
EURO = "€"


@dataclass(frozen=True, slots=True)
class Scene:
    """The facts that the screen is about."""

    dark: bool = False
    """The device restarts and shows nothing."""
    plugged_in: bool = False
    permitted: bool = False
    drawing: bool = False
    served: bool = False
    """The vehicle that is plugged in has had its charge."""
    fault: bool = False
    installing: bool = False
    waits_for_schedule: bool = False
    next_start: float | None = None
    """When a charging schedule will let the vehicle charge, if it ever will."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """A component of the price: the key that holds it, and how it reads behind the amount."""

    key: str
    wording: str


TARIFFS = {
    "TARIFF_KWH": Tariff("PricekWh", "{} per kWh"),
    "TARIFF_MINUTE": Tariff("PriceMinute", "{} per minute"),
    "TARIFF_CONNECTION_FEE": Tariff("ConnectionFee", "{} session fee"),
    "TARIFF_IDLE_FEE": Tariff("IdleFee", "Idle fee: {} per minute"),
}
"""By the values of TariffType, in the order of the lines."""


class Display:
    """Puts the screen together; commercial parts show in commercial mode only."""

    def __init__(self, settings: StationSettings, preferences: Preferences) -> None:
        self.settings = settings
        self.preferences = preferences
        self._lit_until = 0.0
        self.messages: tuple[tuple[Callable[[Scene], bool], Callable[[Scene], list[str]]], ...] = (
            (lambda scene: scene.fault, self.fault_lines),
            (self.is_unavailable, lambda _: ["Charger unavailable"]),
            (lambda scene: self.qr_code(scene) is not None, lambda _: ["Scan the code to pay"]),
            (lambda scene: scene.waits_for_schedule, self.schedule_lines),
            (lambda scene: scene.drawing, lambda _: ["Charging"]),
            (lambda scene: scene.permitted, lambda _: ["Waiting for the vehicle"]),
            (lambda scene: scene.served, lambda _: ["Charge finished"]),
            (lambda scene: scene.plugged_in, lambda _: ["Vehicle connected"]),
            (lambda _: self.vends_freely(), lambda _: [FREE_VEND]),
            (lambda _: True, lambda _: ["Ready"]),
        )
        """The first condition that holds decides what the screen has to say."""

    # what it shows -------------------------------------------------------------------------------

    def lines(self, scene: Scene) -> list[str]:
        """The screen from top to bottom; a long text, which the screen wraps, is one line here."""
        if scene.dark:
            return []
        message = next(text(scene) for applies, text in self.messages if applies(scene))
        if scene.fault or self.is_unavailable(scene):
            return [*self.identity_lines(), *message]
        return [*self.identity_lines(), *message, *self.tariff_lines()]

    def identity_lines(self) -> list[str]:
        """Which charger this is, and which app it wants."""
        if not self.shows_names():
            return []
        app = self.app_name()
        texts = (*self.names(), f"App: {app}" if app else "")
        return [self.fitted(text) for text in texts if text]

    def names(self) -> tuple[str, ...]:
        """The operator's own names for the charger, instead of its serial number."""
        return self.preferences["ChargerName"], self.preferences["ChargeID"]

    def app_name(self) -> str:
        """The app that drivers have to use here."""
        return self.preferences["appName"]

    def fitted(self, text: str) -> str:
        """As much of a name as there is room for."""
        return text if len(text) <= NAME_WIDTH else text[: NAME_WIDTH - 1] + "…"

    def tariff_lines(self) -> list[str]:
        """One line for each component of the price that TariffType makes visible."""
        return list(self._prices()) if self.shows_tariffs() else []

    def _prices(self) -> Iterator[str]:
        for component, tariff in TARIFFS.items():
            price = self.preferences[tariff.key]
            if price and self.is_visible(component):
                yield self.wording(component).format(self.symbol() + self.amount(price))

    def is_visible(self, component: str) -> bool:
        """TariffType decides, whether a price is set or not."""
        return component in self.preferences["TariffType"].split(",")

    def wording(self, component: str) -> str:
        """What is said of an amount: by which unit it is, or what for."""
        return TARIFFS[component].wording

    def amount(self, price: str) -> str:
        """The number, as the operator gave it."""
        return price

    def symbol(self) -> str:
        """The currency of the region the charger is set up for."""
        return SYMBOLS.get(self.settings.region, EURO)

    def fault_lines(self, _scene: Scene) -> list[str]:
        """What people at a faulty charger are told: in any mode, whom to call."""
        contact = self.preferences["SupportContact"]
        return ["Fault", *([f"Support: {contact}"] if contact else [])]

    def schedule_lines(self, scene: Scene) -> list[str]:
        """Until when a schedule holds charging back."""
        start = self.announced_start(scene)
        return [
            "Waiting for schedule",
            *([] if start is None else [f"Next charge {self.clock(start)}"]),
        ]

    def announced_start(self, scene: Scene) -> float | None:
        """The moment that is named, if there is one."""
        return scene.next_start

    def clock(self, moment: float) -> str:
        """The time of day on the clock on the wall."""
        minutes = int(self.local(moment) % 86_400 // 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"

    def local(self, moment: float) -> float:
        """A moment by local time."""
        return moment + self.settings.utc_offset * 3600

    def qr_code(self, scene: Scene) -> str | None:
        """The address in the QR code, while a connected vehicle has not been paid for."""
        url = self.preferences["PaymentURL"]
        return url if url and self.asks_for_payment(scene) else None

    # when it shows it ----------------------------------------------------------------------------

    def is_commercial(self) -> bool:
        """Whether the screens of commercial mode are on."""
        return self.preferences.flag("CommercialMode")

    def is_unavailable(self, scene: Scene) -> bool:
        """Whether to say that nobody can charge here, because of the operator or of an update."""
        closed = self.preferences["IsOperative"] == "false"
        return self.is_commercial() and (closed or scene.installing)

    def shows_names(self) -> bool:
        """At home nobody has to look for the charger."""
        return self.is_commercial()

    def vends_freely(self) -> bool:
        """FreeVendScreen is about the screen alone; FreeCharging is what makes it true."""
        return self.is_commercial() and self.preferences.flag("FreeVendScreen")

    def shows_tariffs(self) -> bool:
        """A private owner pays no tariff."""
        return self.is_commercial()

    def asks_for_payment(self, scene: Scene) -> bool:
        """Whether a vehicle is connected and waits for its first charge, in commercial mode."""
        waits = scene.plugged_in and not scene.permitted and not scene.served
        in_order = not scene.dark and not scene.fault and not self.is_unavailable(scene)
        return self.is_commercial() and waits and in_order

    # backlight -----------------------------------------------------------------------------------

    def wake(self, now: float) -> None:
        """Something happens at the device: light up for a while."""
        self._lit_until = now + BACKLIGHT_SECONDS

    def is_lit(self, now: float, scene: Scene) -> bool:
        """Whether the backlight is on: for good while a code is to be scanned."""
        recent = now < self._lit_until and not scene.dark
        return recent or self.qr_code(scene) is not None
