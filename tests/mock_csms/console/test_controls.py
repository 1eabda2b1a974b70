"""Stubs, faults, chaos, settings and the refusal of connections, worked from the page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus

from ocpp16.frames import CallError
from ocpp16.journal import Injected
from tests.mock_csms.console.served import Served


def tab(page: Page, name: str) -> None:
    page.locator(".panel.right:visible").get_by_role("tab", name=name).click()


def statuses(served: Served) -> list[object]:
    exchanges = served.system.journal.requests_sent("Authorize")
    return [(each.response or {}).get("idTagInfo", {}).get("status") for each in exchanges]


def test_a_stub_added_in_the_page_changes_the_answer(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    charger.boot()
    tab(page, "Stubs")
    expect(page.locator("#stubs")).to_contain_text("None")
    page.locator("#stub-fields").fill("idTag = X")
    page.get_by_label("Fields as JSON").fill('{"idTagInfo": {"status": "Blocked"}}')
    page.locator("#stub-times").fill("1")
    page.get_by_role("button", name="Add stub").click()
    expect(page.locator("#stubs li")).to_contain_text("Authorize idTag = X")
    for tag in ("Y", "X", "X"):
        charger.ask("Authorize", {"idTag": tag})
    served.until(lambda: len(statuses(served)) == 3 and statuses(served)[-1])
    assert statuses(served) == ["Accepted", "Blocked", "Accepted"]
    expect(page.locator("#stubs")).to_contain_text("None")


KINDS: list[tuple[str, dict[str, str], dict[str, object]]] = [
    ("answer_exactly", {"Payload as JSON": '{"x": 1}'}, {"answer_exactly": {"x": 1}}),
    (
        "refuse",
        {"Description": "never"},
        {"refuse": {"code": "InternalError", "description": "never"}},
    ),
    ("ignore", {}, {"ignore": True}),
    ("send", {"Text": "[3]"}, {"send": "[3]"}),
    ("fail", {}, {"fail": "no-answer"}),
]


def test_each_kind_of_response_can_be_chosen(served: Served, page: Page) -> None:
    tab(page, "Stubs")
    for kind, writes, response in KINDS:
        page.locator("#stub-kind").select_option(kind)
        for label, text in writes.items():
            page.locator("#stub-response").get_by_label(label).fill(text)
        with page.expect_request(lambda request: request.method == "POST") as sent:
            page.get_by_role("button", name="Add stub").click()
        assert json.loads(sent.value.post_data or "")["response"] == response
        expect(page.locator("#stubs .card")).to_have_count(1)
        page.get_by_role("button", name="Remove stub").click()
        expect(page.locator("#stubs .card")).to_have_count(0)


def test_a_stub_that_makes_no_sense_is_refused_with_the_reason(served: Served, page: Page) -> None:
    tab(page, "Stubs")
    page.get_by_label("Fields as JSON").fill("{")
    page.get_by_role("button", name="Add stub").click()
    expect(page.locator("#stub-problem")).to_contain_text("no JSON")


def test_a_fault_is_switched_on_and_off(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    tab(page, "Faults")
    page.locator("#fault-action").select_option("Heartbeat")
    switch = page.locator('[data-fault="error-GenericError"]')
    switch.check()
    expect(page.locator("#stubs .card")).to_have_count(1)
    charger.ask("Heartbeat", {})
    served.until(lambda: errors(served) == ["GenericError"])
    expect(switch).to_be_checked()
    page.locator("#fault-action").select_option("")
    expect(switch).not_to_be_checked()
    page.locator("#fault-action").select_option("Heartbeat")
    switch.uncheck()
    expect(page.locator("#stubs .card")).to_have_count(0)
    assert served.system.script.stubs == []


def errors(served: Served) -> list[str]:
    exchanges = served.system.journal.requests_sent()
    return [each.error.code for each in exchanges if isinstance(each.error, CallError)]


def test_connections_are_refused_while_the_switch_is_on(served: Served, page: Page) -> None:
    tab(page, "Faults")
    page.locator("#refuse").check()
    expect(page.locator("#warnings")).to_contain_text("refusing connections")
    with pytest.raises(InvalidStatus):
        served.charger("CP1")
    expect(page.locator("#frames-list")).to_contain_text("HTTP 503")
    page.locator("#refuse").uncheck()
    expect(page.locator("#warnings")).to_be_empty()
    served.charger("CP1")


def test_chaos_strikes_with_its_seed(served: Served, page: Page) -> None:
    charger = served.charger("CP1")
    tab(page, "Faults")
    page.locator("#chaos-seed").fill("7")
    page.locator("#chaos-rates select").select_option("no-answer")
    page.locator("#chaos-rates input").fill("100")
    page.get_by_role("button", name="Switch on").click()
    expect(page.locator("#chaos-state")).to_have_text("on, seed 7: no-answer 100 %")
    expect(page.locator("#warnings")).to_contain_text("chaos is on")
    charger.ask("Heartbeat", {})
    served.until(lambda: any(isinstance(e, Injected) for e in served.system.journal.entries))
    expect(page.locator("#frames-list")).to_contain_text("no-answer, for call 1, by seed 7")
    page.get_by_role("button", name="Switch off").click()
    expect(page.locator("#chaos-state")).to_have_text("off")


def test_settings_are_applied_and_reset(served: Served, page: Page) -> None:
    tab(page, "Faults")
    page.locator("#set-heartbeat_interval").fill("17")
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        page.get_by_role("button", name="Apply").click()
    assert served.system.answers.heartbeat_interval == 17
    page.once("dialog", lambda dialog: dialog.accept())
    with page.expect_response("**/api/v1/reset"):
        page.get_by_role("button", name="Reset everything").click()
    assert served.system.answers.heartbeat_interval == 300
    expect(page.locator("#set-heartbeat_interval")).to_have_value("300")
