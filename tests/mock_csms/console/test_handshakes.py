"""Handshakes turned away or answered late, worked from the page."""

from __future__ import annotations

import json
import time

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus

from tests.mock_csms.console.conftest import Watch
from tests.mock_csms.console.served import Served

IN_FORCE = "#handshakes .card"


def add(page: Page, *, status: str, identity: str = "", after: str = "", times: str = "") -> object:
    """Fill the form in and send it; the body that goes to the server."""
    page.locator("#handshake-identity").fill(identity)
    page.locator("#handshake-status").select_option(status)
    page.locator("#handshake-after").fill(after)
    page.locator("#handshake-times").fill(times)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_role("button", name="Add handshake stub").click()
    return json.loads(sent.value.post_data or "")


@pytest.fixture
def stubs(page: Page) -> Page:
    page.locator("#panel-send").get_by_role("tab", name="Stubs").click()
    return page


@pytest.mark.parametrize("status", [401, 403, 404, 503])
def test_a_charge_point_is_refused_so_many_times(served: Served, stubs: Page, status: int) -> None:
    expect(stubs.locator("#handshakes")).to_have_text("None: all are answered as usual.")
    body = add(stubs, status=str(status), identity="CP1", times="1")
    assert body == {"identity": "CP1", "status": status, "times": 1}
    expect(stubs.locator(IN_FORCE)).to_contain_text(f"CP1{status}")
    served.charger("CP2")
    with pytest.raises(InvalidStatus, match=str(status)):
        served.charger("CP1")
    expect(stubs.locator("#frames-list")).to_contain_text(f"HTTP {status}")
    expect(stubs.locator(IN_FORCE)).to_have_count(0)
    served.charger("CP1")


def test_a_handshake_is_answered_late(served: Served, stubs: Page) -> None:
    assert add(stubs, status="", after="0.25") == {"after": 0.25}
    expect(stubs.locator(IN_FORCE)).to_contain_text("any charge point")
    expect(stubs.locator(IN_FORCE)).to_contain_text("as usual, but late, after 0.25 s")
    began = time.monotonic()
    served.charger("CP1")
    assert time.monotonic() - began > 0.2
    expect(stubs.locator(IN_FORCE)).to_contain_text("applied 1")


def test_one_is_taken_away_or_all(served: Served, stubs: Page) -> None:
    for status in ("401", "403", "503"):
        add(stubs, status=status)
    expect(stubs.locator(IN_FORCE)).to_have_count(3)
    stubs.locator(IN_FORCE, has_text="403").get_by_role("button").click()
    expect(stubs.locator(IN_FORCE)).to_have_count(2)
    assert [each.status for each in served.system.script.handshakes] == [401, 503]
    stubs.get_by_role("button", name="Remove all handshake stubs").click()
    expect(stubs.locator(IN_FORCE)).to_have_count(0)
    assert served.system.script.handshakes == []


def test_what_makes_no_sense_is_refused_with_the_reason(stubs: Page, watch: Watch) -> None:
    watch.is_lenient = True
    add(stubs, status="503", after="61")
    expect(stubs.locator("#handshake-problem")).to_contain_text("after: ")
    expect(stubs.locator(IN_FORCE)).to_have_count(0)
