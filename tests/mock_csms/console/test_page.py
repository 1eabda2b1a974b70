"""What the page as a whole owes: safety, a token, restarts, accessibility, calm, and its looks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import mock_csms
from mock_csms.domain.tags import STATUSES
from mock_csms.script import HandshakeStub
from tests.mock_csms.console.conftest import NARROW, WIDE, Open, Watch
from tests.mock_csms.console.served import Served

SOURCES = Path(mock_csms.__file__).parent / "console"
SHOTS = os.environ.get("CONSOLE_SCREENSHOTS")
"""A folder for pictures, for people to look at."""
NASTY = "<img src=x onerror=alert(1)><script>alert(1)</script>"
PARTS = ("points", "frames", "chart", "send", "stubs", "faults", "tags", "record")
JUDGED = (
    *((WIDE, part) for part in ("frames", "stubs", "faults", "tags", "record")), (NARROW, "send"),
)  # fmt: skip
"""What is shown together is judged together: a judgement takes seconds."""
RULES: dict[str, dict[str, object]] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}
"""Only colours differ between the schemes."""
TOO_WIDE = """[...document.querySelectorAll(".scroll, .tabs")]
    .filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.parentElement.id)"""
SHIFT = """new Promise((resolve) => new PerformanceObserver((list) => resolve(
    list.getEntries().reduce((sum, each) => sum + (each.hadRecentInput ? 0 : each.value), 0),
  )).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => resolve(0), 300))"""


def populate(served: Served) -> None:
    """Something of everything."""
    powered = served.station()
    served.call(lambda: served.system.on("Authorize", idTag="TWICE").fail("twice"))
    served.call(lambda: served.system.script.add_handshake(HandshakeStub("CP-99", 503, 1.5, 3)))
    for number, status in enumerate(STATUSES):
        put = partial(served.system.tags.put, f"VT-{status}", status, parent="FAMILY", expiry=4e9)
        served.call(put if number % 2 else partial(put, concurrent=2))
    for number in range(12):
        charger = served.charger(f"CP-{number:02}", [4, "NotSupported", "not here", {}])
        charger.boot()
        status = ("Available", "Charging", "Faulted", "Unavailable")[number % 4]
        charger.ask(
            "StatusNotification", {"connectorId": 1, "errorCode": "NoError", "status": status}
        )
    charger.ask("Authorize", {"idTag": "TWICE"})
    charger.send("[2,")
    charger.hang_up()
    served.until(lambda: served.has_sent("91234567", "StatusNotification"))  # so it is accepted
    powered.do(powered.station.plug_in)


def test_text_of_others_is_never_taken_for_html(served: Served, page: Page) -> None:
    charger = served.charger(NASTY, [4, NASTY, NASTY, {}])
    charger.ask("BootNotification", {"chargePointVendor": NASTY, "chargePointModel": NASTY})
    charger.send(NASTY)
    charger.ask("Authorize", {"idTag": NASTY})
    page.locator(".point").click()
    expect(page.locator("#detail")).to_contain_text(NASTY)
    page.locator("#frames-list [role=row]", has_text="malformed").locator(".twisty").click()
    expect(page.locator(".extra pre")).to_contain_text(NASTY)
    page.locator("#send-action").select_option("ClearCache")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#outcomes")).to_contain_text(NASTY)
    page.locator("#panel-frames").get_by_role("tab", name="Chart").click()
    expect(page.locator("#chart")).to_contain_text(NASTY)
    assert page.locator("body script, body img").count() == 0


@pytest.mark.parametrize("path", sorted(SOURCES.iterdir()), ids=lambda path: path.name)
def test_sources_know_no_way_to_make_html_and_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in text
    for scheme in ("http://", "https://", "//cdn", "@import", "url("):
        assert scheme not in text


def test_the_policy_of_the_page_forbids_html_from_text(page: Page, watch: Watch) -> None:
    refused = page.evaluate(
        "() => { try { document.body.innerHTML = 'x'; } catch (error) { return error.name; } }"
    )
    assert refused == "TypeError"
    assert "TrustedHTML" in watch.complaints.pop()


class Guarded:
    @pytest.fixture
    def served(self) -> Iterator[Served]:
        with Served(token="open sesame") as running:
            yield running


class TestToken(Guarded):
    def test_the_token_is_asked_for_once_and_kept_for_the_tab(
        self, served: Served, opened: Open, watch: Watch
    ) -> None:
        watch.is_lenient = True
        page = opened(live=False)
        for token in ("wrong", "open sesame"):
            expect(page.get_by_role("dialog")).to_be_visible()
            page.get_by_label("Token", exact=True).fill(token)
            page.get_by_role("button", name="Use it").click()
        expect(page.locator("#link")).to_have_attribute("data-state", "live")
        assert page.evaluate("sessionStorage.getItem('ocpp-console-token')") == "open sesame"
        assert page.evaluate("Object.values(localStorage).join()") == ""
        page.reload()
        expect(page.locator("#link")).to_have_attribute("data-state", "live")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_page_comes_back_by_itself_after_a_restart(
    served: Served, page: Page, watch: Watch
) -> None:
    watch.is_lenient = True
    port = served.control.port
    served.charger("BEFORE").boot()
    expect(page.locator("#frames-list")).to_contain_text("BEFORE")
    served.stop()
    expect(page.locator("#link")).to_have_text("○ no answer, trying again…")
    served.start(port)
    served.charger("AFTER").boot()
    expect(page.locator("#link")).to_have_text("● live")
    expect(page.locator("#frames-list")).to_contain_text("the central system was restarted")
    expect(page.locator("#frames-list")).to_contain_text("AFTER")
    expect(page.locator("#frames-list")).to_contain_text("BEFORE")
    expect(page.locator(".point")).to_have_count(1)
    expect(page.locator(".point")).to_contain_text("AFTER")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_all_parts_are_accessible_and_fit(
    served: Served, opened: Open, scheme: str, size: dict[str, int]
) -> None:
    populate(served)
    page = opened(size=size, scheme=scheme)
    name = f"{scheme}-{size['width']}"
    for part in PARTS:
        show(page, part)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(TOO_WIDE) == []
        picture(page, f"{name}-{part}")
        if (size, part) in JUDGED:
            assert findings(page, RULES[scheme]) == []


def test_the_narrowest_window_with_all_parts_side_by_side_has_room_for_them(
    served: Served, opened: Open
) -> None:
    populate(served)
    page = opened(size={"width": 901, "height": 700})
    for part in PARTS[3:]:
        show(page, part)
        assert page.evaluate(TOO_WIDE) == []


def findings(page: Page, rules: dict[str, object]) -> list[str]:
    """What the axe rules (WCAG 2 AA, contrast among them) have against what is shown."""
    report = Axe().run(page, options={"resultTypes": ["violations"], **rules})
    return [
        f"{found['id']}: {node['target']} {node['failureSummary']}"
        for found in report.response["violations"]
        for node in found["nodes"]
    ]


def show(page: Page, part: str) -> None:
    """Show a part, filled with something."""
    tab = page.locator(f'[data-show="{part}"]:visible')
    if tab.count():
        tab.click()
    if part == "points":
        page.locator(".point", has_text="91234567").click()
        expect(page.locator("#detail")).to_contain_text("firmware")
    elif part == "frames":
        page.locator("#frames-list").focus()
        page.keyboard.press("Home")
        page.locator("#frames-list .twisty").nth(1).click()
        expect(page.locator(".extra")).to_be_visible()
    elif part == "chart":
        expect(page.locator("#chart .step").first).to_be_visible()
    elif part == "send":
        page.locator("#send-identity").fill("CP-03")
        page.locator("#send-action").select_option("ClearCache")
        expect(page.locator("#send-fields")).to_contain_text("no fields")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator("#outcomes")).to_contain_text("NotSupported")
        page.locator("#send-action").select_option("SetChargingProfile")
        expect(page.locator("#send-fields")).to_contain_text("stackLevel")
    elif part == "stubs":
        expect(page.locator("#stubs .card")).to_have_count(1)
        expect(page.locator("#handshakes .card")).to_have_count(1)
    elif part == "tags":
        expect(page.locator("#tags .card")).to_have_count(len(STATUSES))
    elif part == "record":
        page.get_by_role("button", name="Start", exact=True).click()
        with page.expect_download():
            page.get_by_role("button", name="Save so far").click()
        expect(page.locator("#record-file")).to_contain_text("trace-")


def picture(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png")


def test_nothing_jumps_while_frames_arrive(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    charger.boot()
    for _ in range(30):
        charger.ask("Heartbeat", {})
    expect(page.locator("#frames-total")).to_contain_text("63 entries")
    assert page.evaluate(SHIFT) < 0.02


def test_what_one_reads_stays_in_place_while_frames_arrive(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    for _ in range(60):
        charger.ask("Heartbeat", {})
    expect(page.locator("#frames-total")).to_contain_text("121 entries")
    page.locator("#frames-list").hover()
    page.mouse.wheel(0, -600)
    expect(page.locator("#newest")).to_be_enabled()
    before = page.evaluate("document.getElementById('frames-list').scrollTop")
    charger.ask("Heartbeat", {})
    expect(page.locator("#frames-total")).to_contain_text("123 entries")
    assert page.evaluate("document.getElementById('frames-list').scrollTop") == before
    page.locator("#newest").click()
    expect(page.locator("#frames-list [data-position='122']")).to_be_visible()


def test_colours_follow_the_switch(opened: Open) -> None:
    page = opened(scheme="light")
    colours = [background(page)]
    page.locator("#theme").select_option("dark")
    colours.append(background(page))
    page.reload()
    assert background(page) == colours[1]
    assert colours[0] != colours[1]


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_everything_is_reached_with_the_tab_key(served: Served, page: Page) -> None:
    served.charger("CP1").boot()
    expect(page.locator(".point")).to_have_count(1)
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))
    wanted = {"theme", "points-query", "points-list", "filter-text", "pause", "frames-list"}
    assert wanted <= reached
    page.locator("#panel-send [data-show=send]").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#panel-stubs [data-show=stubs]")).to_be_focused()
