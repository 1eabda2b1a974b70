"""Requests from the form: fields from the schema, raw JSON, five outcomes, mistakes at their fields."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from ocpp16.actions import ALL_ACTIONS, Role, may_start
from tests.mock_csms.console.conftest import Watch
from tests.mock_csms.console.served import Served

SCHEDULE = "csChargingProfiles.chargingSchedule"
PROFILE = {
    "connectorId": 2,
    "csChargingProfiles": {
        "chargingProfileId": 5,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxProfile",
        "chargingProfileKind": "Recurring",
        "recurrencyKind": "Weekly",
        "validFrom": "2026-01-01T00:00:00Z",
        "chargingSchedule": {
            "chargingRateUnit": "W",
            "chargingSchedulePeriod": [
                {"startPeriod": 0, "limit": 6.1},
                {"startPeriod": 60, "limit": 16, "numberPhases": 3},
            ],
        },
    },
}


def press_send(page: Page) -> None:
    page.get_by_role("button", name="Send", exact=True).click()


def last_outcome(page: Page, kind: str):
    found = page.locator("#outcomes li").first
    expect(found).to_have_class(f"outcome tone-{TONES[kind]} outcome-{kind}")
    return found


TONES = {
    "answered": "good",
    "callerror": "bad",
    "timeout": "warn",
    "not-connected": "dim",
    "dispatched": "note",
}


def fill(page: Page, path: str, value: object) -> None:
    """Write a value into the field of a path, and what it contains into those below."""
    if isinstance(value, dict):
        for name, member in value.items():
            box = page.locator(f"fieldset > legend:has-text('{name}') input[type=checkbox]")
            if isinstance(member, dict) and box.count():
                box.check()
            fill(page, f"{path}.{name}" if path else name, member)
    elif isinstance(value, list):
        for number, member in enumerate(value):
            if number:
                name = path.rpartition(".")[2]
                page.get_by_role("button", name=f"Add {name}").click()
            fill(page, f"{path}[{number}]", member)
    else:
        field = page.locator(f'[data-path="{path}"]')
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(json.dumps(value))
        else:
            field.fill(str(value))


def test_five_outcomes_look_different(served: Served, page: Page) -> None:
    served.charger("CP1", [3, {}]).boot()
    served.charger("ERR", [4, "NotSupported", "not this one", {}]).boot()
    served.charger("MUTE").boot()
    served.charger("GONE").hang_up()
    seen = []
    page.locator("#send-action").select_option("ClearCache")
    expect(page.locator("#send-fields")).to_contain_text("no fields")
    for identity, kind, text in (
        ("CP1", "answered", "✓ Answered"),
        ("ERR", "callerror", "NotSupported: not this one"),
        ("GONE", "not-connected", "⊘ Not connected"),
    ):
        page.locator("#send-identity").fill(identity)
        press_send(page)
        expect(last_outcome(page, kind)).to_contain_text(text)
        seen.append(look(page))
    page.locator("#send-identity").fill("MUTE")
    page.locator("#send-timeout").fill("1")
    press_send(page)
    expect(last_outcome(page, "timeout")).to_contain_text("◷ No answer in time")
    seen.append(look(page))
    page.locator("#send-wait").uncheck()
    press_send(page)
    expect(last_outcome(page, "dispatched")).to_contain_text("↗ Dispatched")
    seen.append(look(page))
    assert len(set(seen)) == 5


def look(page: Page) -> str:
    """Mark, colour and edge of the newest outcome."""
    return page.locator("#outcomes li").first.evaluate(
        """node => [node.querySelector('.mark').textContent, getComputedStyle(node).color,
        getComputedStyle(node).borderLeftStyle].join()"""
    )


def test_a_nested_payload_is_written_field_by_field(served: Served, page: Page) -> None:
    served.charger("CP1", [3, {"status": "Accepted"}]).boot()
    page.locator("#send-identity").fill("CP1")
    page.locator("#send-action").select_option("SetChargingProfile")
    fill(page, "", PROFILE)
    press_send(page)
    last_outcome(page, "answered")
    sent = [each.payload for each in served.system.journal.requests_received("SetChargingProfile")]
    assert json.loads(json.dumps(sent[0], default=float)) == PROFILE


def test_fields_and_json_are_two_views_of_one_payload(served: Served, page: Page) -> None:
    page.locator("#send-action").select_option("SetChargingProfile")
    expect(page.locator('[data-path="connectorId"]')).to_have_value("1")
    page.get_by_label("JSON", exact=True).check()
    page.locator("#send-json").fill(json.dumps(PROFILE))
    page.get_by_label("Fields", exact=True).check()
    expect(page.locator("#send-problem")).to_be_hidden()
    limit = page.locator(f'[data-path="{SCHEDULE}.chargingSchedulePeriod[1].limit"]')
    expect(limit).to_have_value("16")
    page.get_by_role("button", name="Remove chargingSchedulePeriod 1").click()
    page.get_by_label("JSON", exact=True).check()
    periods = json.loads(page.locator("#send-json").input_value())["csChargingProfiles"][
        "chargingSchedule"
    ]["chargingSchedulePeriod"]
    assert periods == [{"startPeriod": 60, "limit": 16, "numberPhases": 3}]


def test_mistakes_are_told_at_their_fields(served: Served, page: Page, watch: Watch) -> None:
    watch.is_lenient = True
    served.charger("CP1").boot()
    page.locator("#send-identity").fill("CP1")
    page.locator("#send-action").select_option("RemoteStopTransaction")
    page.locator('[data-path="transactionId"]').fill("1.5")
    press_send(page)
    field = page.locator('[data-path="transactionId"]')
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(page.locator("#outcomes li")).to_have_count(0)


def test_anything_can_be_sent_as_json(served: Served, page: Page, watch: Watch) -> None:
    watch.is_lenient = True
    served.charger("CP1", [3, {"status": "Rejected"}]).boot()
    page.locator("#send-identity").fill("CP1")
    page.locator("#send-action").select_option("Reset")
    expect(page.locator('[data-path="type"]')).to_be_visible()
    page.get_by_label("JSON", exact=True).check()
    page.locator("#send-json").fill('{"type": "Lukewarm"}')
    press_send(page)
    expect(page.locator("#send-problem")).to_contain_text("Lukewarm")
    page.get_by_label("only if valid").uncheck()
    press_send(page)
    expect(last_outcome(page, "answered")).to_contain_text("Answered: Rejected")
    page.locator("#send-json").fill("{")
    press_send(page)
    expect(page.locator("#send-problem")).to_contain_text("JSON")


def test_every_request_has_a_form(served: Served, page: Page) -> None:
    offered = page.locator("#send-action option").evaluate_all("all => all.map(one => one.value)")
    known = {action for action in ALL_ACTIONS if may_start(Role.CENTRAL_SYSTEM, action)}
    assert set(offered) == known
    for action in offered:
        with page.expect_response(f"**/actions/{action}/schema") as answered:
            page.locator("#send-action").select_option(action)
        for name in answered.value.json().get("properties", {}):
            expect(page.locator("#send-fields")).to_contain_text(name)
