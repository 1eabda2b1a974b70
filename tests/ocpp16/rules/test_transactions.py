"""Meter values belong to a running transaction and say to which."""

import pytest

BOOTED = "open\nboot\naccepted\n"
STARTED = BOOTED + "start\nstarted\n"
SAMPLE = '"meterValue":[{"timestamp":"2026-01-05T08:30:00Z","sampledValue":[{"value":"1500"}]}]'
AGAIN = (
    '> [2,"again","StartTransaction",{"connectorId":1,"idTag":"04A1","meterStart":1000,'
    '"timestamp":"2026-01-05T08:00:10Z"}]\n'
)
ANSWERED_AGAIN = '< [3,"again",{"idTagInfo":{"status":"Accepted"},"transactionId":8}]\n'
REFUSED = '< [4,"start","InternalError","",{}]\n'
STOP_UNKNOWN = (
    '> [2,"s","StopTransaction",{"transactionId":-1,"meterStop":3000,'
    '"timestamp":"2026-01-05T09:00:00Z"}]\n< [3,"s",{}]\n'
)


def metered(transaction: int | None = 7, connector: int = 1) -> str:
    """A MeterValues message."""
    stated = "" if transaction is None else f'"transactionId":{transaction},'
    return f'> [2,"m","MeterValues",{{"connectorId":{connector},{stated}{SAMPLE}}}]\n'


OUTSIDE = {
    "without any": BOOTED + metered(None),
    "after the stop": STARTED + "stop\nstopped\n" + metered(),
    "on another connector": STARTED + metered(connector=2),
    "on the whole charge point": STARTED + metered(connector=0),
    "after a stop under the unknown id": BOOTED + "start\n" + REFUSED + STOP_UNKNOWN + metered(-1),
}
MISNAMED = {
    "without the id": STARTED + metered(None),
    "with another id": STARTED + metered(8),
    "with the unknown id": STARTED + metered(-1),
    "with an id nobody gave": BOOTED + "start\n" + REFUSED + metered(3),
}
INSIDE = {
    "of the transaction": STARTED + metered(),
    "of a start that was refused": BOOTED + "start\n" + REFUSED + metered(-1),
    "of a start that was never answered": BOOTED + "start\n+ 40\n" + metered(-1),
    "of a start that is unanswered, without id": BOOTED + "start\n+ 40\n" + metered(None),
    "of a start answered too late": BOOTED + "start\n+ 40\nstarted\n" + metered(-1),
    "of a start answered too late, but heeded": BOOTED + "start\n+ 40\nstarted\n" + metered(),
    "of a start that was repeated": BOOTED + "start\n+ 40\n" + AGAIN + ANSWERED_AGAIN + metered(8),
    "of a start answered twice": STARTED + AGAIN + ANSWERED_AGAIN + metered(7),
    "on a later connection": STARTED + "close\n+ 90\nopen\n" + metered(),
    "after a reboot": STARTED + "close\n+ 90\nopen\n"
    '> [2,"b2","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]\n'
    '< [3,"b2",{"status":"Accepted","currentTime":"2026-01-05T08:00:00Z","interval":60}]\n'
    + metered(),
    "on demand": BOOTED + '< [2,"t","TriggerMessage",{"requestedMessage":"MeterValues"}]\n'
    '> [3,"t",{"status":"Accepted"}]\n' + metered(None),
}


@pytest.mark.parametrize("lines", OUTSIDE.values(), ids=OUTSIDE)
def test_meter_values_outside_a_transaction(violations, lines):
    (violation,) = violations(lines)
    assert violation.rule == "meter-values-in-transaction"
    assert violation.message == "sent outside a transaction"


@pytest.mark.parametrize("lines", MISNAMED.values(), ids=MISNAMED)
def test_meter_values_of_a_transaction_with_another_name(violations, lines):
    (violation,) = violations(lines)
    assert violation.rule == "meter-values-in-transaction"
    assert "instead of" in violation.message


@pytest.mark.parametrize("lines", INSIDE.values(), ids=INSIDE)
def test_meter_values_in_their_place(broken, lines):
    assert broken(lines) == []


def test_a_book_may_allow_meter_values_at_any_time(broken):
    assert broken(BOOTED + metered(None), meter_values_outside_transactions=True) == []


def test_a_repeated_stop_ends_no_second_transaction(broken):
    second = (
        '> [2,"2","StartTransaction",{"connectorId":1,"idTag":"04A1","meterStart":1000,'
        '"timestamp":"2026-01-05T10:00:00Z"}]\n'
        '< [3,"2",{"idTagInfo":{"status":"Accepted"},"transactionId":8}]\n'
    )
    repeated = (
        '> [2,"stop2","StopTransaction",{"transactionId":7,"meterStop":3000,'
        '"timestamp":"2026-01-05T09:00:00Z"}]\n< [3,"stop2",{}]\n'
    )
    assert broken(STARTED + "stop\n+ 40\n" + repeated + second + metered(8)) == []
