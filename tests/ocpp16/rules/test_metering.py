"""An energy register never runs backwards within a transaction."""

import json

import pytest

STARTED = "open\nboot\naccepted\nstart\nstarted\n"  # at 1000 Wh, as transaction 7


def metered(number: str, *samples: dict[str, str] | str) -> str:
    """MeterValues and their acknowledgement; a bare text is a value in Wh."""
    full = [{"value": each} if isinstance(each, str) else each for each in samples]
    values = [{"timestamp": "2026-01-05T08:30:00Z", "sampledValue": full}]
    payload = {"connectorId": 1, "transactionId": 7, "meterValue": values}
    return f'> [2,"{number}","MeterValues",{json.dumps(payload)}]\n< [3,"{number}",{{}}]\n'


def stopped(meter: int, *data: tuple[str, str]) -> str:
    """A StopTransaction with transaction data: minute and value."""
    values = [
        {"timestamp": f"2026-01-05T08:{minute}:00Z", "sampledValue": [{"value": value}]}
        for minute, value in data
    ]
    payload = {"transactionId": 7, "meterStop": meter, "timestamp": "2026-01-05T09:00:00Z"}
    if values:
        payload["transactionData"] = values
    return f'> [2,"stop","StopTransaction",{json.dumps(payload)}]\n'


def kwh(value: str) -> dict[str, str]:
    return {"value": value, "unit": "kWh"}


L1, POWER = {"value": "400", "phase": "L1"}, {"value": "0", "measurand": "Power.Active.Import"}

FALLING = {
    "below the start": metered("1", "999"),
    "between two messages": metered("1", "1500") + metered("2", "1499"),
    "within one message": metered("1", "1500", "1400"),
    "by a tenth": metered("1", "1500.5") + metered("2", "1500.4"),
    "in kWh": metered("1", kwh("1.25")) + metered("2", kwh("1.24")),
    "from Wh to kWh": metered("1", "1500") + metered("2", kwh("1.4")),
    "on a phase": metered("1", L1) + metered("2", {**L1, "value": "399"}),
    "to the stop": metered("1", "1500") + stopped(1499),
    "stop below start": stopped(999),
    "data below the start": stopped(2000, ("10", "0")),
    "within the data": stopped(2000, ("10", "1500"), ("20", "1400")),
    "data above the stop": stopped(2000, ("10", "2001")),
}

RISING = {
    "steadily": metered("1", "1000") + metered("2", "1500") + stopped(1500),
    "in kWh": metered("1", kwh("1.1")) + metered("2", "1150") + stopped(1200),
    "but for rounding to kWh": metered("1", "1549") + metered("2", kwh("1.5")),
    "but for rounding of the stop": metered("1", "1499.9") + stopped(1499),
    "but for rounding of the start": metered("1", "999.5"),
    "each phase by itself": metered("1", "1500", L1) + metered("2", "1600", L1),
    "other measurands whatever they do": metered("1", "1500", POWER),
    "signed data cannot be read": metered("1", {"value": "a1b2", "format": "SignedData"}),
    "nor what is no number": metered("1", "NaN"),
    "the data, whatever was metered": metered("1", "1500")
    + stopped(2000, ("10", "1000"), ("20", "2000")),
    "the data, put in order": stopped(2000, ("20", "1500"), ("10", "1400")),
    "a repeated message": metered("1", "1200", "1500") + metered("2", "1200", "1500"),
    "a repeated stop": stopped(2000) + "+ 30\n" + stopped(2000).replace('"stop"', '"again"'),
    "a repeated start": metered("1", "1500")
    + '> [2,"again","StartTransaction",{"connectorId":1,"idTag":"04A1","meterStart":1000,'
    '"timestamp":"2026-01-05T08:00:10Z"}]\n'
    '< [3,"again",{"idTagInfo":{"status":"Accepted"},"transactionId":7}]\n' + metered("2", "1600"),
}


@pytest.mark.parametrize("lines", FALLING.values(), ids=FALLING)
def test_a_falling_register_is_reported(broken, lines):
    assert broken(STARTED + lines) == ["meter-monotonic"]


@pytest.mark.parametrize("lines", RISING.values(), ids=RISING)
def test_a_rising_register_is_fine(broken, lines):
    assert broken(STARTED + lines) == []


def test_a_fall_is_reported_once_in_wh(violations):
    rebased = metered("1", kwh("0.1")) + metered("2", kwh("0.2"))
    (violation,) = violations(STARTED + rebased)
    assert violation.message == "the register fell from 1000 to 100.0 Wh"


def test_a_late_sample_may_not_exceed_the_stop(broken):
    late = STARTED + stopped(2000) + '< [3,"stop",{}]\n' + metered("1", "2500")
    assert "meter-monotonic" in broken(late)
    assert "meter-monotonic" not in broken(late.replace("2500", "1900"))


def test_a_triggered_sample_may_overtake_queued_ones(broken):
    trigger = (
        '< [2,"t","TriggerMessage",{"requestedMessage":"MeterValues"}]\n'
        '> [3,"t",{"status":"Accepted"}]\n'
    )
    overtaking = metered("1", "1900") + metered("2", "1500")
    assert broken(STARTED + trigger + overtaking) == []
    assert broken(STARTED + overtaking) == ["meter-monotonic"]


def test_a_reused_transaction_id_begins_a_new_register(broken):
    second = (
        '> [2,"2","StartTransaction",{"connectorId":1,"idTag":"04A1","meterStart":5,'
        '"timestamp":"2026-01-05T10:00:00Z"}]\n'
        '< [3,"2",{"idTagInfo":{"status":"Accepted"},"transactionId":7}]\n'
    )
    assert broken(STARTED + "stop\nstopped\n" + second + metered("3", "10")) == []
