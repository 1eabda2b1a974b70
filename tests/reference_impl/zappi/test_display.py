"""What the screen says, from facts and preferences."""

from __future__ import annotations

from typing import Any

import pytest

from reference_impl.settings import StationSettings
from reference_impl.zappi.display import BACKLIGHT_SECONDS, NAME_WIDTH, Display, Scene
from reference_impl.zappi.preferences import Preferences

IDLE, PLUGGED_IN = Scene(), Scene(plugged_in=True)
PRICES = {"PricekWh": "0.45", "PriceMinute": "0.10", "ConnectionFee": "1.00", "IdleFee": "0.20"}
ALL = "TARIFF_KWH,TARIFF_MINUTE,TARIFF_CONNECTION_FEE,TARIFF_IDLE_FEE"


def display(settings: dict[str, Any] | None = None, /, **preferences: str) -> Display:
    """A display in commercial mode."""
    values = {"CommercialMode": "true", "IsOperative": "true", **preferences}
    return Display(StationSettings(**{"region": "GB", **(settings or {})}), Preferences(values))


@pytest.mark.parametrize(
    ("scene", "line"),
    [
        (IDLE, "Ready"),
        (PLUGGED_IN, "Vehicle connected"),
        (Scene(plugged_in=True, served=True), "Charge finished"),
        (Scene(plugged_in=True, permitted=True), "Waiting for the vehicle"),
        (Scene(plugged_in=True, permitted=True, drawing=True), "Charging"),
        (Scene(plugged_in=True, permitted=True, waits_for_schedule=True), "Waiting for schedule"),
        (Scene(installing=True), "Charger unavailable"),
        (Scene(fault=True, installing=True), "Fault"),
    ],
)
def test_the_message_of_a_scene(scene: Scene, line: str) -> None:
    assert display().lines(scene) == [line]


def test_a_device_that_restarts_is_dark() -> None:
    screen = display(PaymentURL="https://pay.example")
    dark = Scene(dark=True, plugged_in=True)
    screen.wake(0.0)
    assert (screen.lines(dark), screen.qr_code(dark), screen.is_lit(1.0, dark)) == ([], None, False)


def test_names_come_first_and_fit() -> None:
    lines = display(ChargerName="A" * 60, ChargeID="BAY-7", appName="ZappiCharge").lines(IDLE)
    assert lines == ["A" * (NAME_WIDTH - 1) + "…", "BAY-7", "App: ZappiCharge", "Ready"]


def test_all_prices() -> None:
    assert display(TariffType=ALL, **PRICES).lines(IDLE) == [
        "Ready", "£0.45 per kWh", "£0.10 per minute", "£1.00 session fee",
        "Idle fee: £0.20 per minute",
    ]  # fmt: skip


def test_a_component_without_a_price_has_no_line() -> None:
    assert display(TariffType=ALL, PricekWh="0.45").tariff_lines() == ["£0.45 per kWh"]


@pytest.mark.parametrize(("region", "symbol"), [("GB", "£"), ("NL", "€"), ("AU", "$")])
def test_the_currency_of_the_region(region: str, symbol: str) -> None:
    screen = display({"region": region}, TariffType="TARIFF_KWH", PricekWh="0.45")
    assert screen.tariff_lines() == [f"{symbol}0.45 per kWh"]


def test_a_private_screen_has_nothing_of_an_operator() -> None:
    screen = display(
        CommercialMode="false", ChargerName="Bay 1", FreeVendScreen="true", TariffType=ALL,
        IsOperative="false", PaymentURL="https://pay.example", **PRICES,
    )  # fmt: skip
    assert screen.lines(PLUGGED_IN) == ["Vehicle connected"]
    assert screen.lines(IDLE) == ["Ready"]
    assert screen.qr_code(PLUGGED_IN) is None


def test_the_invitation_is_for_people_without_a_vehicle() -> None:
    screen = display(FreeVendScreen="true")
    assert screen.lines(IDLE) == ["Free Charging: Plug in to start charging."]
    assert screen.lines(PLUGGED_IN) == ["Vehicle connected"]


def test_out_of_service_is_more_than_the_invitation_and_the_prices() -> None:
    screen = display(
        ChargerName="Bay 1", FreeVendScreen="true", IsOperative="false", TariffType=ALL, **PRICES
    )
    assert screen.lines(IDLE) == ["Bay 1", "Charger unavailable"]


def test_whom_to_call() -> None:
    screen = display(CommercialMode="false", SupportContact="+31 85 000 00 00")
    assert screen.lines(Scene(fault=True)) == ["Fault", "Support: +31 85 000 00 00"]
    assert screen.lines(IDLE) == ["Ready"]


@pytest.mark.parametrize(
    ("offset", "start", "clock"),
    [(0.0, 21_600.0, "06:00"), (1.0, 84_600.0, "00:30"), (-3.5, 3_600.0, "21:30")],
)
def test_the_next_start_by_local_time(offset: float, start: float, clock: str) -> None:
    scene = Scene(plugged_in=True, permitted=True, waits_for_schedule=True, next_start=start)
    lines = display({"utc_offset": offset}).lines(scene)
    assert lines == ["Waiting for schedule", f"Next charge {clock}"]


@pytest.mark.parametrize(
    ("scene", "shown"),
    [
        (IDLE, False),
        (PLUGGED_IN, True),
        (Scene(plugged_in=True, permitted=True, served=True), False),
        (Scene(plugged_in=True, served=True), False),
        (Scene(plugged_in=True, fault=True), False),
        (Scene(plugged_in=True, installing=True), False),
    ],
)
def test_when_there_is_a_code(scene: Scene, shown: bool) -> None:
    url = "https://pay.example/a?b=1C"
    assert display(PaymentURL=url).qr_code(scene) == (url if shown else None)


def test_the_light_goes_out_unless_there_is_a_code() -> None:
    screen = display(PaymentURL="https://pay.example")
    screen.wake(0.0)
    assert screen.is_lit(BACKLIGHT_SECONDS - 1, IDLE)
    assert not screen.is_lit(BACKLIGHT_SECONDS, IDLE)
    assert screen.is_lit(1800.0, PLUGGED_IN)
