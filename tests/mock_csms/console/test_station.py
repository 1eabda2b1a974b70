"""A real reference station, seen and controlled from the page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.mock_csms.console.served import Served

IDENTITY = "91234567"


def test_a_station_that_boots_is_shown(served: Served, page: Page) -> None:
    served.station()
    row = page.locator(".point", has_text=IDENTITY)
    expect(row).to_contain_text("online")
    expect(row).to_contain_text("Myenergi Zappi")
    row.click()
    detail = page.locator("#detail")
    expect(detail).to_contain_text("5540")
    expect(detail).to_contain_text("chargePointSerialNumber")
    expect(page.locator("#count-connected")).to_have_text("1")
    expect(row.locator(".chip", has_text="○ 1 Available")).to_be_visible()
    page.locator("#send-action").select_option("GetConfiguration")
    expect(page.locator("#send-fields")).to_contain_text("key")
    page.get_by_role("button", name="Send", exact=True).click()
    page.locator("summary", has_text="Configuration").click()
    expect(detail).to_contain_text("MeterValueSampleInterval")


def test_a_remote_start_from_the_form_starts_a_session_and_the_chart_shows_it(
    served: Served, page: Page
) -> None:
    powered = served.station()
    page.locator(".point", has_text=IDENTITY).click()
    powered.do(powered.station.plug_in)
    expect(page.locator("#send-identity")).to_have_value(IDENTITY)
    page.locator('[data-path="idTag"]').fill("CONSOLE")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#outcomes li").first).to_contain_text("Answered: Accepted")
    served.until(lambda: served.has_sent(IDENTITY, "StartTransaction"))
    row = page.locator(".point", has_text=IDENTITY)
    expect(row.locator(".chip", has_text="● 1 Charging")).to_be_visible()
    page.locator("#panel-frames").get_by_role("tab", name="Chart").click()
    chart = page.locator("#chart")
    expect(chart).to_contain_text("RemoteStartTransaction")
    expect(chart).to_contain_text("StartTransaction")
    expect(chart).to_contain_text("status=Charging")
    assert chart.locator(".life").count() == 2
    expect(page.locator("#detail")).to_contain_text("at connector 1, tag CONSOLE")
    page.locator("#detail").get_by_role("button", name="Chart").click()
    expect(page.locator("#chart-what")).to_have_value("transaction")
    expect(page.locator("#chart .step").first).to_contain_text("idTag=CONSOLE")
    expect(page.locator("#chart .step")).to_have_count(2)


def test_closing_its_connection_is_seen_and_the_station_dials_again(
    served: Served, page: Page
) -> None:
    served.station()
    page.locator(".point", has_text=IDENTITY).click()
    page.get_by_role("button", name="Close connection").click()
    expect(page.locator("#frames-list")).to_contain_text("code 1000, by the central-system")
    expect(page.locator("#frames-list .type", has_text="opened")).to_have_count(2, timeout=20_000)
