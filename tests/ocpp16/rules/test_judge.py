"""The whole of the rules: who is judged, what a violation shows, what it costs."""

import json
import time

import pytest

from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal
from ocpp16.rules import RULES, RuleBook, judge

SESSION = """
    open
    boot
    accepted
    > [2,"1","StatusNotification",{"connectorId":0,"errorCode":"NoError","status":"Available"}]
    < [3,"1",{}]
    > [2,"2","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]
    < [3,"2",{}]
    > [2,"3","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Preparing"}]
    < [3,"3",{}]
    start
    started
    > [2,"4","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Charging"}]
    < [3,"4",{}]
    + 60
    > [2,"5","MeterValues",{"connectorId":1,"transactionId":7,\
        "meterValue":[{"timestamp":"2026-01-05T08:01:00Z","sampledValue":[{"value":"1120"}]}]}]
    < [3,"5",{}]
    < [2,"c1","RemoteStopTransaction",{"transactionId":7}]
    > [3,"c1",{"status":"Accepted"}]
    stop
    stopped
    > [2,"6","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Finishing"}]
    < [3,"6",{}]
    + 600
    > [2,"7","Heartbeat",{}]
    < [3,"7",{"currentTime":"2026-01-05T08:11:00Z"}]
    close
"""

NAMES = [
    "well-formed",
    "schema-valid",
    "message-ids",
    "utc-timestamps",
    "pins-stay-private",
    "answers",
    "one-outstanding-call",
    "registration",
    "status-transitions",
    "meter-monotonic",
    "meter-values-in-transaction",
]


def test_every_rule_has_a_name_and_a_source():
    assert [rule.name for rule in RULES] == NAMES
    assert all("OCPP" in rule.section for rule in RULES)


@pytest.mark.parametrize("side", Role)
def test_an_ordinary_session_breaks_no_rule(broken, side):
    assert broken(SESSION, side) == []


def test_a_central_system_is_judged_by_the_rules_for_both_sides():
    book = RuleBook(Role.CENTRAL_SYSTEM)
    assert [rule.name for rule in RULES if rule.is_in(book)] == [
        name for name in NAMES[:7] if name != "pins-stay-private"
    ]


@pytest.mark.parametrize(("side", "found"), [(Role.CHARGE_POINT, 0), (Role.CENTRAL_SYSTEM, 1)])
def test_only_one_side_is_judged(broken, side, found):
    assert len(broken("open\nboot\n< nonsense\naccepted", side)) == found


def test_an_excused_rule_is_silent(broken):
    assert broken("open\n> nonsense") == ["well-formed"]
    assert broken("open\n> nonsense", excused=frozenset({"well-formed"})) == []


def test_a_violation_quotes_the_frame_and_its_time(violations):
    (violation,) = violations("open\nboot\naccepted\n+ 1.5\n> [9]")
    assert str(violation) == (
        "well-formed: unknown message type 9\n"
        "  2026-01-05T08:00:01.500Z CP1 connection 1 cp-to-csms: [9]"
    )


def test_a_probe_is_context_as_any_frame(broken):
    probed = """
        open
        boot
        accepted
        probe < [2,"p1","GetConfiguration",{"key":[]}]
        + 100
    """
    assert broken(probed) == ["answers"]
    assert broken(probed.replace("+ 100", '> [3,"p1",{}]')) == []


def test_identities_are_judged_apart():
    journal = Journal()
    for identity in ("CP1", "CP2"):
        connection = journal.opened(0.0, identity, f"/{identity}")
        boot = '[2,"1","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]'
        journal.frame(1.0, identity, connection, Direction.TO_CENTRAL_SYSTEM, boot)
        if identity == "CP1":
            answer = (
                '[3,"1",{"status":"Accepted","currentTime":"2026-01-05T08:00:00Z","interval":9}]'
            )
            journal.frame(1.0, identity, connection, Direction.TO_CHARGE_POINT, answer)
    for connection, identity in enumerate(("CP1", "CP2"), start=1):
        journal.frame(
            40.0, identity, connection, Direction.TO_CENTRAL_SYSTEM, '[2,"2","Heartbeat",{}]'
        )
    found = judge(journal, RuleBook(Role.CHARGE_POINT), now=41.0)
    assert [(each.rule, each.entry.identity) for each in found] == [("registration", "CP2")]


def half_a_day() -> Journal:
    """Twelve hours with a meter value and a heartbeat each minute."""
    journal = Journal()
    connection = journal.opened(0.0, "CP1", "/CP1")

    def exchange(at: float, number: str, action: str, request: object, response: object) -> None:
        for direction, array in (
            (Direction.TO_CENTRAL_SYSTEM, [2, number, action, request]),
            (Direction.TO_CHARGE_POINT, [3, number, response]),
        ):
            journal.frame(at, "CP1", connection, direction, json.dumps(array))

    moment, accepted = "2026-01-05T08:00:00Z", {"status": "Accepted"}
    boot = {"chargePointVendor": "Myenergi", "chargePointModel": "Zappi"}
    exchange(0, "b", "BootNotification", boot, {**accepted, "currentTime": moment, "interval": 60})
    start = {"connectorId": 1, "idTag": "04A1", "meterStart": 0, "timestamp": moment}
    exchange(1, "s", "StartTransaction", start, {"idTagInfo": accepted, "transactionId": 7})
    for minute in range(1, 721):
        samples = [{"value": str(minute * 100)}, {"value": "7", "measurand": "Voltage"}]
        values = [{"timestamp": moment, "sampledValue": samples}]
        metered = {"connectorId": 1, "transactionId": 7, "meterValue": values}
        exchange(minute * 60, f"m{minute}", "MeterValues", metered, {})
        exchange(minute * 60 + 1, f"h{minute}", "Heartbeat", {}, {"currentTime": moment})
    return journal


def test_half_a_day_is_judged_in_far_less_than_a_second():
    journal, book = half_a_day(), RuleBook(Role.CHARGE_POINT)
    began = time.process_time()
    assert judge(journal, book, now=50_000.0) == []
    assert time.process_time() - began < 0.75  # measured: 0.04 s; the rest is for slow machines
