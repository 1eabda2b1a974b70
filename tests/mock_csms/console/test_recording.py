"""A recording begun and ended from the page, and the file that the browser is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Download, Page, expect

from ocpp16.trace_reader import Trace, read_trace
from tests.mock_csms.console.conftest import Watch
from tests.mock_csms.console.served import Served


@pytest.fixture
def recorder(page: Page) -> Page:
    page.locator("#panel-send").get_by_role("tab", name="Record").click()
    return page


def saved(page: Page, button: str) -> tuple[Download, Trace]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    with Path(download.value.path()).open(encoding="utf-8") as file:
        return download.value, read_trace(file)


def actions(trace: Trace) -> list[str]:
    return [each.action for each in trace.recordings["CP1"].journal.exchanges]


def test_what_comes_between_start_and_stop_is_in_the_file(served: Served, recorder: Page) -> None:
    charger = served.charger("CP1")
    charger.ask("Heartbeat", {})
    state, warnings = recorder.locator("#record-state"), recorder.locator("#warnings")
    expect(state).to_have_text("off")
    recorder.get_by_role("button", name="Start", exact=True).click()
    expect(state).to_contain_text("● since 20")
    expect(warnings).to_have_text("● recording")
    expect(recorder.get_by_role("button", name="Start", exact=True)).to_be_disabled()
    charger.ask("Authorize", {"idTag": "SECRET-TAG"})
    expect(recorder.locator("#frames-list")).to_contain_text("SECRET-TAG")
    _, trace = saved(recorder, "Save so far")
    assert actions(trace) == ["Authorize"]
    charger.boot()
    expect(recorder.locator("#frames-list")).to_contain_text("status=Accepted interval")
    download, trace = saved(recorder, "Stop and save")
    assert actions(trace) == ["Authorize", "BootNotification"]
    assert trace.is_redacted
    expect(recorder.locator("#record-file")).to_contain_text(download.suggested_filename)
    expect(recorder.locator("#record-file")).to_contain_text("browser puts its downloads")
    expect(state).to_have_text("off")
    expect(warnings).to_be_empty()
    again, trace = saved(recorder, "Save it again")
    assert again.suggested_filename == download.suggested_filename
    assert actions(trace) == ["Authorize", "BootNotification"]


def test_a_recording_that_others_began_is_seen_and_stopped(served: Served, recorder: Page) -> None:
    recorder.request.post(f"{served.url}api/v1/record")
    expect(recorder.locator("#warnings")).to_have_text("● recording")
    served.charger("CP1").ask("Heartbeat", {})
    expect(recorder.locator("#record-state")).to_contain_text("3 entries")
    _, trace = saved(recorder, "Stop and save")
    assert actions(trace) == ["Heartbeat"]


def test_one_that_others_ended_meanwhile_is_said(
    served: Served, recorder: Page, watch: Watch
) -> None:
    watch.is_lenient = True
    recorder.get_by_role("button", name="Start", exact=True).click()
    stop = recorder.get_by_role("button", name="Stop and save")
    expect(stop).to_be_enabled()
    served.call(lambda: setattr(served.control.app.state.control, "recording", None))
    stop.click()
    expect(recorder.locator("#record-problem")).to_contain_text("nothing is being recorded")
    expect(recorder.locator("#record-state")).to_have_text("off")
