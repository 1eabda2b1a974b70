"""The energy a station reports is the power it reports, added up over whatever happens.

A ledger keeps the facts (vehicle, limits, pauses, faults) and adds up, second by second, what must
have flowed. What crosses the wire, every sample and both ends of each session, has to agree.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference_impl.zappi.meter import Meter
from tests.reference_impl.by_hand import BEGINNING, ByHand, Call

VOLTAGE, REGISTER = 230, 123_456
MEASURANDS = (
    "Current.Import",
    "Current.Offered",
    "Energy.Active.Import.Register",
    "Frequency",
    "Power.Active.Import",
    "Power.Factor",
    "Voltage",
)
AMPERE = st.integers(0, 400).map(lambda tenths: tenths / 10) | st.sampled_from([5.9, 6.0, 32.0])
CHANGES = st.one_of(
    st.tuples(st.sampled_from(["plugged"] * 6 + ["full", "fault"]), st.booleans()),
    st.tuples(st.sampled_from(["site", "vehicle", "profile"]), AMPERE),
)
HISTORIES = st.lists(st.tuples(CHANGES, st.integers(1, 2000)), min_size=4, max_size=16)


class Ledger:
    """The facts, and what follows from them, for a station where charging is free."""

    def __init__(self, phases: int) -> None:
        self.phases = phases
        self.facts: dict[str, Any] = {"site": 32.0, "vehicle": 40.0, "profile": 32.0}
        self.in_session = False
        self.seconds: list[tuple[float, float]] = []
        """What was offered and what flowed in each second so far, in ampere."""
        self.energy = [float(REGISTER)]
        """The register at each second so far."""

    def note(self, fact: str, value: Any) -> None:
        """A fact changes. A vehicle finds its session on arriving, or none where there is a fault."""
        if fact == "plugged" and value != self.facts.get("plugged", False):
            self.in_session = value and not self.facts.get("fault", False)
        self.facts[fact] = value

    def wait(self, seconds: int) -> None:
        """Add up."""
        offered = self.offered()
        flows = 0.0 if self.facts.get("full") else min(offered, self.facts["vehicle"])
        for _ in range(seconds):
            self.seconds.append((offered, flows))
            self.energy.append(self.energy[-1] + flows * VOLTAGE * self.phases / 3600)

    def offered(self) -> float:
        """What the device lets the vehicle draw."""
        if not self.in_session or self.facts.get("fault"):
            return 0.0
        limit = min(32.0, self.facts["site"], self.facts["profile"])
        return limit if limit >= 6 else 0.0


class Metered(ByHand):
    """A station with all its measurands, and the ledger beside it."""

    def __init__(self, phases: int) -> None:
        keys = {
            "CommercialMode": "true",
            "FreeCharging": "true",
            "MeterValueSampleInterval": "60",
            "MeterValuesSampledData": ",".join(MEASURANDS),
        }
        super().__init__(keys=keys, phases=phases, register=REGISTER)
        self.ledger = Ledger(phases)
        self.on()

    def happen(self, fact: str, value: Any) -> None:
        """A fact changes, at the station and in the ledger."""
        self.ledger.note(fact, value)
        station = self.station
        verbs = {
            "plugged": (station.plug_in if value else station.unplug, {}),
            "full": (station.vehicle, {"full": value}),
            "fault": (station.raise_fault if value else station.clear_fault, {}),
            "site": (station.installation, {"site_limit": value}),
            "vehicle": (station.vehicle, {"max_current": value}),
        }
        if fact == "profile":
            self.limit(value)
        else:
            verb, facts = verbs[fact]
            self.do(verb, **facts)

    def limit(self, ampere: float) -> None:
        """A default profile of one limit."""
        profile = (
            '{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile",'
            '"chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A",'
            f'"chargingSchedulePeriod":[{{"startPeriod":0,"limit":{ampere}}}]}}}}'
        )
        request = f'{{"connectorId":1,"csChargingProfiles":{profile}}}'
        assert self.ask("SetChargingProfile", request) == {"status": "Accepted"}

    def pass_time(self, seconds: int) -> None:
        self.ledger.wait(seconds)
        self.wait(seconds)


def second(text: str) -> int:
    """How many seconds after the beginning."""
    return round(datetime.fromisoformat(text).timestamp() - BEGINNING)


def agrees(reading: float, exact: float) -> bool:
    """Whole Wh, rounded down; so near a whole one either is right."""
    return reading in (int(exact - 1e-6), int(exact + 1e-6))


def check_sample(call: Call, ledger: Ledger) -> None:
    (sample,) = call.payload["meterValue"]
    told = {value["measurand"]: float(value["value"]) for value in sample["sampledValue"]}
    at = second(sample["timestamp"])
    assert set(told) == set(MEASURANDS)
    offered, flows = ledger.seconds[at - 1]
    assert (told["Current.Offered"], told["Current.Import"]) == (offered, flows)
    product = told["Voltage"] * told["Current.Import"] * told["Power.Factor"] * ledger.phases
    assert told["Power.Active.Import"] == pytest.approx(product, abs=0.5)
    assert agrees(told["Energy.Active.Import.Register"], ledger.energy[at])


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(HISTORIES, st.sampled_from([1, 3]))
def test_every_reading_is_the_power_added_up(
    history: list[tuple[tuple[str, Any], int]], phases: int
) -> None:
    station = Metered(phases)
    for change, seconds in [(("plugged", True), 100), *history, (("plugged", False), 1)]:
        station.happen(*change)
        station.pass_time(seconds)
    ledger = station.ledger
    for call in station.of("MeterValues"):
        check_sample(call, ledger)
    ends = station.of("StartTransaction", "StopTransaction")
    for call in ends:
        reading = call.payload.get("meterStart", call.payload.get("meterStop"))
        assert agrees(reading, ledger.energy[second(call.payload["timestamp"])])
    assert [call.action for call in ends][:2] == ["StartTransaction", "StopTransaction"]


@given(st.lists(st.tuples(st.integers(0, 5000), AMPERE), max_size=20), st.sampled_from([1, 3]))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_a_meter_adds_up_what_flows(flows: list[tuple[int, float]], phases: int) -> None:
    meter, now, joules = Meter(REGISTER, phases, now=0.0), 0, 0.0
    for seconds, current in flows:
        meter.flow(now, current)
        now += seconds
        joules += current * VOLTAGE * phases * seconds
        reading = meter.reading(now, offered=32.0)
        assert reading.power == reading.voltage * reading.current * reading.power_factor * phases
        assert reading.register == pytest.approx(REGISTER + joules / 3600, abs=1e-6)
