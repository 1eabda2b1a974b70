import json

import pytest

from ocpp16.redaction import MASK, redact_text
from reports.redaction import redact

SECRET = "0123456789abcdef"
SET_KEY = f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"}}]'


def a_run(*raw: str, **fields: object) -> dict:
    scenario = {"trace": [{"raw": text} for text in raw], "reason": None, "failure": None}
    return {"format": "x", "scenarios": [{**scenario, **fields}]}


@pytest.mark.parametrize(
    "text",
    [
        SET_KEY,
        f'[2,"1","ChangeConfiguration",{{"value":"{SECRET}", "key":"authorizationKEY"}}]',
        f'[2,"1","ChangeConfiguration",{{"key":"\\u0041uthorizationKey","value":"{SECRET}"}}]',
        f'[3,"1",{{"configurationKey":[{{"key":"AuthorizationKey","readonly":false,"value":"{SECRET}"}}]}}]',
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"',
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}',
        f"{{'key': 'AuthorizationKey', 'value': '{SECRET}'}}",
        f"12.4 csms-to-cp {SET_KEY}",
    ],
)
def test_the_password_never_comes_through(text):
    assert SECRET not in redact_text(text)
    assert MASK in redact_text(text)


@pytest.mark.parametrize(
    "text",
    [
        '[2, "1","ChangeConfiguration" ,{"key":"HeartbeatInterval","value":"60"}]',
        '[2,"1","GetConfiguration",{"key":["AuthorizationKey"]}]',
        '[4,"1","InternalError","no AuthorizationKey here",{}]',
        "not json at all",
        "",
    ],
)
def test_other_frames_stay_as_they_were_sent_to_the_byte(text):
    assert redact_text(text) == text


def test_other_keys_beside_the_password_stay_readable():
    keys = [
        {"key": "HeartbeatInterval", "value": "60"},
        {"key": "AuthorizationKey", "value": SECRET},
    ]
    masked = json.loads(redact_text(json.dumps([3, "1", {"configurationKey": keys}])))
    assert [each["value"] for each in masked[2]["configurationKey"]] == ["60", MASK]


def test_a_password_seen_on_the_wire_is_masked_in_the_words_about_it():
    failure = {
        "seen": f"the key {SECRET}, twice: {SECRET}",
        "excerpt": [f"value={SECRET}"],
        "nearest": None,
    }
    run = redact(a_run(SET_KEY, failure=failure, reason=f"Unmet: {SECRET}"))
    assert SECRET not in json.dumps(run)
    assert run["scenarios"][0]["failure"]["seen"] == "the key ***, twice: ***"
    assert run["scenarios"][0]["failure"]["nearest"] is None


def test_a_short_password_does_not_eat_other_words():
    frame = '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"1"}]'
    run = redact(a_run(frame, reason="1 of 10 in 21 s"))
    assert run["scenarios"][0]["reason"] == "*** of 10 in 21 s"


def test_masking_twice_is_masking_once_and_the_input_is_untouched():
    original = a_run(SET_KEY)
    once = redact(original)
    assert redact(once) == once
    assert original == a_run(SET_KEY)


def test_a_frame_cut_off_hides_its_password_and_spoils_nothing_else():
    cut = SET_KEY[:-1]
    run = redact(a_run(cut, SET_KEY, reason=SECRET))
    assert SECRET not in json.dumps(run)


def test_a_frame_nested_too_deeply_to_parse_is_no_accident():
    assert redact_text("[" * 100_000 + "AuthorizationKey").startswith("[[[")
