"""A real browser, headless, and what every page of the console has to keep to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from shutil import which

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.mock_csms.console.served import Served

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CONSOLE_CHROMIUM") or next(filter(None, map(which, BROWSERS)), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TIMEOUT = 15_000
"""Longest wait for the page, in milliseconds."""
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: while it is there no other test of the process could run an event loop."""
    if CHROMIUM is None:
        absent = "no Chromium: apt-get install chromium, or name one in CONSOLE_CHROMIUM"
        (pytest.fail if "CI" in os.environ else pytest.skip)(absent)
    expect.set_options(timeout=TIMEOUT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def served() -> Iterator[Served]:
    with Served() as running:
        yield running


class Watch:
    """What a page must not do: complain, break, ask other hosts."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.is_lenient = False
        """Whether failed requests, which a browser complains about, are what the test is about."""

    def of(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))

    def _said(self, message: ConsoleMessage) -> None:
        is_request = "Failed to load resource" in message.text or "net::ERR" in message.text
        if message.type in ("error", "warning") and not (self.is_lenient and is_request):
            self.complaints.append(message.text)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def opened(browser: Browser, served: Served, watch: Watch) -> Iterator[Open]:
    """Opens the console; afterwards no page may have complained or asked another host."""
    contexts = []

    def open_page(*, size: dict[str, int] = WIDE, scheme: str = "light", live: bool = True) -> Page:
        context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        watch.of(page)
        page.goto(served.url)
        if live:
            expect(page.locator("#link")).to_have_attribute("data-state", "live")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.complaints == []
    assert watch.hosts == {served.url.split("/")[2]}


@pytest.fixture
def page(opened: Open) -> Page:
    return opened()
