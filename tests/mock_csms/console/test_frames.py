"""The live list of frames: filters, pause, what is expanded, copied and marked, and what is not there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from mock_csms.central_system import CentralSystem
from tests.mock_csms.console.conftest import Open
from tests.mock_csms.console.served import Served

ROWS = "#frames-list [role=row]"
MOST_NODES = 1500


def beats(charger, count: int) -> None:
    for _ in range(count):
        charger.ask("Heartbeat", {})


def test_frames_are_filtered(served: Served, page: Page) -> None:
    for name in ("ALPHA", "BETA"):
        charger = served.charger(name)
        charger.boot()
        charger.ask("Authorize", {"idTag": f"TAG-{name}"})
    rows = page.locator(ROWS)
    expect(rows).to_have_count(10)
    page.locator("#filter-identity").fill("alp")
    expect(rows).to_have_count(5)
    page.locator("#filter-action").select_option("Authorize")
    expect(rows).to_have_count(2)
    page.locator("#filter-direction").select_option("csms-to-cp")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("status=Accepted")
    page.locator("#filter-clear").click()
    expect(rows).to_have_count(10)
    page.locator("#filter-text").fill("tag-beta")
    expect(rows).to_have_count(1)
    expect(page.locator("#frames-total")).to_contain_text("1 of 10")


def test_what_arrives_during_a_pause_is_shown_after_it(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    charger.boot()
    expect(page.locator(ROWS)).to_have_count(3)
    page.locator("#pause").click()
    beats(charger, 4)
    expect(page.locator("#pause")).to_have_text("Resume (8 new)")
    expect(page.locator(ROWS)).to_have_count(3)
    page.locator("#pause").click()
    expect(page.locator(ROWS)).to_have_count(11)
    expect(page.locator("#pause")).to_have_attribute("aria-pressed", "false")


def test_an_expanded_frame_is_pretty_and_its_raw_text_can_be_copied(
    served: Served, page: Page
) -> None:
    served.charger("CP1").send('[2,"1","Authorize",{"idTag":"X"}]')
    page.locator(ROWS, has_text="idTag=X").locator(".twisty").click()
    expect(page.locator(".extra pre")).to_contain_text('"idTag": "X"\n')
    page.get_by_role("button", name="Copy raw").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == '[2,"1","Authorize",{"idTag":"X"}]'


def test_the_keyboard_moves_selects_expands_and_copies(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    beats(charger, 3)
    expect(page.locator(ROWS)).to_have_count(7)
    page.locator("#frames-list").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#frames-total")).to_contain_text("2 selected")
    page.keyboard.press("Enter")
    expect(page.locator('[aria-expanded="true"]')).to_have_count(1)
    page.keyboard.press("c")
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.startsWith('[3,'))")


def test_malformed_frames_faults_opens_and_closes_are_marked(served: Served, page: Page) -> None:
    served.call(lambda: served.system.on("Heartbeat").fail("twice"))
    charger = served.charger("CP1")
    charger.send("[2,")
    beats(charger, 1)
    charger.hang_up()
    served.call(lambda: served.system.journal.observed(1.0, "CP1", "display", "Ready"))
    charger = served.charger("CP2")
    types = page.locator("#frames-list .type")
    for text in ("opened", "⚠ malformed", "fault", "closed"):
        expect(types.filter(has_text=text).first).to_be_visible()
    expect(page.locator(ROWS, has_text="twice, for call 1, by stub")).to_have_count(1)
    expect(page.locator(ROWS, has_text="display, Ready")).to_contain_text("reading")
    page.locator("#filter-sort").select_option("problems")
    expect(types.filter(has_text="opened")).to_have_count(0)
    expect(types.filter(has_text="malformed").first).to_be_visible()


def test_the_chart_shows_the_span_that_was_chosen(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    charger.boot()
    beats(charger, 5)
    rows = page.locator(ROWS)
    expect(rows).to_have_count(13)
    rows.nth(1).locator(".what").click()
    rows.nth(4).locator(".what").click(modifiers=["Shift"])
    page.locator("#chart-selection").click()
    steps = page.locator("#chart .step")
    expect(steps).to_have_count(4)
    expect(steps.first).to_contain_text("BootNotification")
    page.locator("#chart-what").select_option("last")
    page.locator("#chart-count").fill("3")
    expect(steps).to_have_count(3)
    steps.first.click()
    expect(page.locator("#frames-list .is-active")).to_have_count(1)


def test_the_chart_can_be_saved(served: Served, page: Page) -> None:
    served.charger("CP1").boot()
    page.locator("#panel-frames").get_by_role("tab", name="Chart").click()
    expect(page.locator("#chart .step")).to_have_count(3)
    with page.expect_download() as download:
        page.locator("#chart-save").click()
    drawing = download.value.path().read_text(encoding="utf-8")
    assert drawing.startswith("<svg")
    assert "BootNotification" in drawing
    assert 'stroke="rgb(' in drawing


def flood(system: CentralSystem, count: int) -> None:
    for number in range(count):
        system.journal.turned_away(1_700_000_000.0 + number, f"CP{number % 7}", "/x", 404)
    system.journal.on_entry(system.journal.entries[-1])  # type: ignore[misc]


def test_ten_thousand_entries_leave_the_document_small(served: Served, opened: Open) -> None:
    page = opened()
    served.call(lambda: flood(served.system, 10_000))
    expect(page.locator("#frames-total")).to_have_text("10000 entries")
    assert page.locator("*").count() < MOST_NODES
    page.locator("#frames-list").focus()
    page.keyboard.press("Home")
    expect(page.locator(ROWS).first).to_contain_text("22:13:20.000")
    page.evaluate("document.getElementById('frames-list').scrollTop = 120000")
    expect(page.locator(ROWS).nth(8)).to_contain_text("turned away")
    assert page.locator("*").count() < MOST_NODES


def test_older_entries_come_when_they_are_asked_for(served: Served, opened: Open) -> None:
    served.call(lambda: flood(served.system, 1200))
    page = opened()
    expect(page.locator("#frames-total")).to_have_text("500 entries")
    page.locator("#older").click()
    expect(page.locator("#frames-total")).to_have_text("1000 entries")
    page.locator("#filter-identity").fill("CP3")
    expect(page.locator("#frames-total")).to_contain_text("171 of")
