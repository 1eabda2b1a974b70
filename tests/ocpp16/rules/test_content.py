"""Rules about one frame by itself."""

import pytest

from ocpp16.actions import Role

REGISTERED = "open\nboot\naccepted\n"

AVAILABLE_AT = (
    '> [2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
    '"timestamp":"%s"}]'
)

WRONG = {
    "well-formed": [
        '> [2,"1","Heartbeat"]',
        "> not json",
        '> [2,17,"Heartbeat",{}]',
        '> [3,"1"]',
    ],
    "schema-valid": [
        '> [2,"1","Heartbeat",{"extra":1}]',
        '> [2,"1","NotifyReport",{}]',
        '> [2,"1","SecurityEventNotification",{"type":"FirmwareUpdated"}]',
        '> [2,"1","GetLog",{}]',
        '< [2,"c","ExtendedTriggerMessage",{"requestedMessage":"Heartbeat"}]\n> [3,"c",{}]',
        '> [2,"1","HeartbeatResponse",{"currentTime":"2026-01-05T08:00:00Z"}]',
        '> [2,"1","Reset",{"type":"Soft"}]',
        '> [2,"1","Authorize",{"idTag":"123456789012345678901"}]',
        AVAILABLE_AT % "yesterdayZ",
        '< [2,"c","Reset",{"type":"Soft"}]\n> [3,"c",{"status":"Scheduled"}]',
    ],
    "message-ids": [
        '> [2,"1234567890123456789012345678901234567","Heartbeat",{}]',
        '> [2,"1","Heartbeat",{}]\n< [3,"1",{}]\n> [2,"1","Heartbeat",{}]',
    ],
    "utc-timestamps": [
        AVAILABLE_AT % "2026-01-05T09:00:00+01:00",
        '> [2,"1","SecurityEventNotification",'
        '{"type":"FirmwareUpdated","timestamp":"2026-01-05T09:00:00+01:00"}]',
        '< [2,"c","GetCompositeSchedule",{"connectorId":1,"duration":60}]\n'
        '> [3,"c",{"status":"Accepted","scheduleStart":"2026-01-05T09:00:00+01:00"}]',
    ],
}

RIGHT = [
    '> [2,"123456789012345678901234567890123456","Heartbeat",{}]',
    '> [2,"1","Heartbeat",null]',
    '> [2,"1","Heartbeat",{}]\nclose\nopen\n> [2,"1","Heartbeat",{}]',
    '< [2,"1","ClearCache",{}]\n> [3,"1",{"status":"Accepted"}]\n> [2,"1","Heartbeat",{}]',
    '> [2,"1","SecurityEventNotification",'
    '{"type":"FirmwareUpdated","timestamp":"2026-01-05T09:00:00Z"}]',
    '< [2,"1","ExtendedTriggerMessage",{"requestedMessage":"Heartbeat"}]\n'
    '> [4,"1","NotImplemented","",{}]',
    '< [2,"1","Nonsense",{}]\n> [4,"1","NotImplemented","",{}]',
    '< [2,"1","Nonsense",{}]\n> [3,"1",{"anything":1}]',
    AVAILABLE_AT % "2026-01-05T09:00:00+00:00",
]


@pytest.mark.parametrize(
    ("rule", "lines"), [(rule, lines) for rule in WRONG for lines in WRONG[rule]]
)
def test_a_wrong_frame_breaks_its_rule_only(broken, rule, lines):
    assert broken(REGISTERED + lines) == [rule]


@pytest.mark.parametrize("lines", RIGHT)
def test_a_right_frame_breaks_no_rule(broken, lines):
    assert broken(REGISTERED + lines) == []


def test_every_fault_of_a_payload_is_named(violations):
    found = violations(REGISTERED + '> [2,"1","Authorize",{"tag":"x"}]')
    assert [each.message.partition(":")[0] for each in found] == ["Authorize.req"] * 2


def test_a_start_transaction_answer_is_validated_as_an_answer(broken):
    lines = 'open\nstart\n< [3,"start",{"idTagInfo":{"status":"Rejected"},"transactionId":7}]'
    assert broken(lines, Role.CENTRAL_SYSTEM) == ["schema-valid"]
    assert broken("open\nstart\nstarted", Role.CENTRAL_SYSTEM) == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("well-formed", '< [3,"boot"]'),
        ("schema-valid", '< [3,"boot",{"status":"Accepted","heartbeatInterval":60}]'),
        ("schema-valid", '< [2,"1","Heartbeat",{}]'),
        ("message-ids", '< [2,"1234567890123456789012345678901234567","ClearCache",{}]'),
        (
            "utc-timestamps",
            '< [3,"boot",{"status":"Accepted","currentTime":"2026-01-05T09:00:00+01:00","interval":60}]',
        ),
    ],
)
def test_a_central_system_is_held_to_the_same(broken, rule, line):
    assert rule in broken(f"open\nboot\n{line}", Role.CENTRAL_SYSTEM)


TYPED = frozenset({"12345"})


@pytest.mark.parametrize(
    "line",
    [
        '> [2,"1","Authorize",{"idTag":"12345"}]',
        '> [2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available",'
        '"info":"PIN 12345"}]',
        '< [2,"c","GetConfiguration",{}]\n> [3,"c",{"unknownKey":["12345"]}]',
        '< [2,"c","GetConfiguration",{}]\n> [4,"c","InternalError","user 12345",{}]',
    ],
)
def test_a_pin_on_the_wire(broken, line):
    assert broken(f"{REGISTERED}{line}", pins=TYPED) == ["pins-stay-private"]
    assert broken(f"{REGISTERED}{line}") == []


@pytest.mark.parametrize(
    "line",
    [
        '> [2,"1","Authorize",{"idTag":"112345"}]',
        '> [2,"12345","Heartbeat",{}]',
        '> [2,"1","MeterValues",{"connectorId":1,"meterValue":[{"timestamp":"2026-01-05T08:00:00Z",'
        '"sampledValue":[{"value":"12345"}]}]}]',
    ],
)
def test_digits_that_are_no_pin(broken, line):
    assert "pins-stay-private" not in broken(f"{REGISTERED}{line}", pins=TYPED)
