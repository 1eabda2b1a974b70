"""The live carrier: the same verbs on real sockets, and breakdowns that show."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance.sut.live import Live
from conformance.sut.loopback import START, CarrierError
from mock_csms.central_system import CentralSystem
from ocpp16.journal import Opened
from reference_impl.station import Station, StationSettings

PACE = 600.0


@pytest.fixture
def system() -> CentralSystem:
    return CentralSystem()


@pytest.fixture
def carrier(system: CentralSystem) -> Iterator[Live]:
    live = Live(system, PACE)
    yield live
    live.close()


def started(carrier: Live, kind: type[Station] = Station) -> Station:
    station = kind(StationSettings(url=carrier.url))
    carrier.add(station, "91234567")
    carrier.do(station.power_on)
    return station


def test_a_station_registers_over_a_real_socket(carrier: Live, system: CentralSystem) -> None:
    station = started(carrier)
    told = lambda: len(list(system.journal.requests_sent("StatusNotification"))) == 2  # noqa: E731
    assert carrier.run_until(told, carrier.now + 60 * PACE)
    assert carrier.do(lambda _now: station.status()["registration"]) == "Accepted"
    assert system.journal.entries[0].identity == "91234567"


def test_suite_time_runs_at_the_pace_and_never_beyond_a_deadline_in_vain(carrier: Live) -> None:
    deadline = carrier.now + 0.05 * PACE
    assert not carrier.run_until(lambda: False, deadline)
    assert carrier.now >= deadline > START


def test_conditions_may_act_themselves(carrier: Live) -> None:
    assert carrier.run_until(lambda: carrier.do(lambda now: now > START), carrier.now + PACE)


class Broken(Station):
    """A station whose core raises."""

    def connected(self, now: float) -> None:
        raise RuntimeError("short circuit")


def test_a_core_that_breaks_down_is_an_error_of_the_harness(carrier: Live) -> None:
    started(carrier, Broken)
    with pytest.raises(CarrierError, match="broke down"):
        carrier.run_until(lambda: False, carrier.now + 20 * PACE)


@pytest.mark.parametrize("name_fits", [True, False])
def test_an_encrypted_connection_needs_a_certificate_for_the_right_name(
    carrier: Live, system: CentralSystem, name_fits: bool
) -> None:
    carrier.secure(name_fits=name_fits)
    assert carrier.url.startswith("wss://")
    started(carrier)
    opened = lambda: [e for e in system.journal.entries if isinstance(e, Opened)]  # noqa: E731
    seconds = 60 if name_fits else 1
    assert carrier.run_until(lambda: bool(opened()), carrier.now + seconds * PACE) == name_fits
    assert all(entry.secure for entry in opened())
