"""A thousand charge points connected: the list scrolls and is searched quickly, the document stays small."""

from __future__ import annotations

import json
import time

from playwright.sync_api import Page, expect

from mock_csms.access import Handshake
from mock_csms.central_system import CentralSystem
from mock_csms.connection import Connection
from tests.mock_csms.console.conftest import Open
from tests.mock_csms.console.served import Served

COUNT = 1000
MOST_NODES = 1500
QUICK = 3.0
"""Seconds for one search or one jump on a loaded machine; some 0.3 s otherwise."""


def connect_many(system: CentralSystem) -> None:
    """Connections of the core, without sockets."""
    now = time.time()
    boot = {"chargePointVendor": "Brand", "chargePointModel": "Many"}
    for number in range(COUNT):
        name = f"CP-{number:04}"
        connection = system.handshake(now, Handshake(name, f"/ocpp/{name}"))
        assert isinstance(connection, Connection)
        connection.connected(now)
        connection.receive(now, json.dumps([2, "1", "BootNotification", boot]))


def test_a_thousand_charge_points(served: Served, opened: Open) -> None:
    served.call(lambda: connect_many(served.system))
    page = opened()
    expect(page.locator("#points-total")).to_have_text(str(COUNT))
    expect(page.locator("#count-connected")).to_have_text(str(COUNT))
    assert page.locator("*").count() < MOST_NODES
    assert took(lambda: jump(page)) < QUICK
    assert took(lambda: search(page, "0777", "CP-0777")) < QUICK
    assert took(lambda: search(page, "many", "CP-0000")) < QUICK
    assert page.locator("*").count() < MOST_NODES
    walk(page)


def jump(page: Page) -> None:
    """To the end of the list and back to its middle."""
    for fraction, name in ((1, "CP-0999"), (0.5, "CP-0500")):
        page.locator("#points-list").evaluate(
            "(list, part) => { list.scrollTop = list.scrollHeight * part; }", fraction
        )
        expect(page.locator(".point", has_text=name)).to_be_visible()


def search(page: Page, words: str, first: str) -> None:
    page.locator("#points-query").fill(words)
    expect(page.locator('.point[data-position="0"]')).to_contain_text(first)


def walk(page: Page) -> None:
    """By keyboard, one of them is looked at."""
    page.locator("#points-list").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#detail")).to_contain_text("CP-0001")


def took(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
