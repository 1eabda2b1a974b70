"""Tags put on file, changed and struck off, worked from the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from mock_csms.domain.tags import STATUSES, Tag
from ocpp16.timestamps import to_seconds
from tests.mock_csms.console.conftest import Watch
from tests.mock_csms.console.served import Served

CARDS = "#tags .card"


@pytest.fixture
def tags(page: Page) -> Page:
    page.locator("#panel-send").get_by_role("tab", name="Tags").click()
    return page


def test_a_tag_is_put_on_file_and_charge_points_are_told(served: Served, tags: Page) -> None:
    expect(tags.locator("#tags")).to_have_text("None.")
    tags.get_by_label("Tag", exact=True).fill("ALICE/1")
    tags.get_by_label("Status", exact=True).select_option("Blocked")
    tags.get_by_label("Parent").fill("FAMILY")
    tags.get_by_label("Expires (UTC)").fill("2027-01-09T12:00")
    tags.get_by_label("transactions at a time").fill("2")
    tags.get_by_role("button", name="Save tag").click()
    expect(tags.locator(CARDS)).to_contain_text("ALICE/1⊘ Blocked")
    facts = ["in group FAMILY", "until 2027-01-09 12:00:00 UTC", "2 at a time"]
    expect(tags.locator(f"{CARDS} .tag-facts span")).to_have_text(facts)
    expiry = to_seconds("2027-01-09T12:00:00Z")
    assert [*served.system.tags] == [Tag("ALICE/1", "Blocked", "FAMILY", expiry, 2)]
    expect(tags.get_by_label("Tag", exact=True)).to_be_empty()
    served.charger("CP1").ask("Authorize", {"idTag": "alice/1"})
    expect(tags.locator("#frames-list")).to_contain_text("status=Blocked")


def test_a_tag_is_changed(served: Served, tags: Page) -> None:
    served.call(lambda: served.system.tags.put("BOB", "Blocked", parent="FAMILY", expiry=4e9))
    tags.get_by_role("button", name="Change tag BOB").click()
    expect(tags.get_by_label("Tag", exact=True)).to_be_focused()
    expect(tags.get_by_label("Status", exact=True)).to_have_value("Blocked")
    expect(tags.get_by_label("Expires (UTC)")).to_have_value("2096-10-02T07:06:40")
    tags.get_by_label("Status", exact=True).select_option("Accepted")
    tags.get_by_label("Expires (UTC)").fill("")
    tags.get_by_role("button", name="Save tag").click()
    expect(tags.locator(CARDS)).to_contain_text("✓ Accepted")
    assert [*served.system.tags] == [Tag("BOB", "Accepted", "FAMILY")]


def test_a_tag_is_struck_off(served: Served, tags: Page) -> None:
    for name in ("A", "B"):
        served.call(lambda name=name: served.system.tags.put(name))
    tags.get_by_role("button", name="Remove tag A").click()
    expect(tags.locator(CARDS)).to_have_count(1)
    assert [*served.system.tags] == [Tag("B")]


def test_every_status_can_be_chosen(tags: Page) -> None:
    options = tags.locator("#tag-status option").evaluate_all("all => all.map((o) => o.value)")
    assert sorted(options) == sorted(STATUSES)


def test_a_tag_that_cannot_be_is_refused_with_the_reason(
    served: Served, tags: Page, watch: Watch
) -> None:
    tags.get_by_role("button", name="Save tag").click()
    expect(tags.locator("#tag-problem")).to_have_text("Name a tag.")
    watch.is_lenient = True
    tags.get_by_label("Tag", exact=True).fill("X")
    tags.get_by_label("transactions at a time").fill("0")
    tags.get_by_role("button", name="Save tag").click()
    expect(tags.locator("#tag-problem")).to_contain_text("concurrent: ")
    expect(tags.get_by_label("Tag", exact=True)).to_have_value("X")
    assert [*served.system.tags] == []


def test_of_many_tags_the_first_are_shown_and_others_found(served: Served, tags: Page) -> None:
    def put() -> None:
        for number in range(1000):
            served.system.tags.put(f"TAG-{number:04}")

    served.call(put)
    expect(tags.locator("#tags-total")).to_have_text("the first 200 of 1000")
    expect(tags.locator(CARDS)).to_have_count(200)
    tags.get_by_label("Search tags").fill("tag-099")
    expect(tags.locator(CARDS)).to_have_count(10)
    expect(tags.locator("#tags-total")).to_have_text("10 of 1000")
