"""Fixtures for anyone's test suite: a mock central system, and the reference station connected to it.

Loaded by pytest through its entry point; nothing heavy is imported before a fixture is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mock_csms import MockCsms
    from ocpp_conformance.station import ReferenceStation

MARKERS = {
    "mock_csms": "mock_csms(**options): how the fixture `mock_csms` is made, see mock_csms.MockCsms",
    "reference_station": "reference_station(**settings): how the fixture `reference_station` is set "
    "up, see reference_impl.settings.StationSettings",
}
BOOTING = 10.0
"""Real seconds for the reference station to connect, register and report its status."""


def pytest_configure(config: pytest.Config) -> None:
    """Make the markers known."""
    for line in MARKERS.values():
        config.addinivalue_line("markers", line)


@pytest.fixture
def mock_csms(request: pytest.FixtureRequest) -> Iterator[MockCsms]:
    """A mock central system on a free port, fresh for each test.

    `@pytest.mark.mock_csms(heartbeat_interval=60)` gives its options.
    """
    from mock_csms import MockCsms

    with MockCsms(**_marked(request, "mock_csms")) as csms:
        yield csms


@pytest.fixture
def reference_settings() -> dict[str, Any]:
    """How reference stations are set up; override it to have them otherwise in a file or folder."""
    return {}


@pytest.fixture
def reference_stations(
    request: pytest.FixtureRequest, mock_csms: MockCsms, reference_settings: dict[str, Any]
) -> Iterator[Callable[..., ReferenceStation]]:
    """Starts reference stations: `reference_stations(identity="B")`; they connect to `mock_csms`."""
    from ocpp_conformance.station import ReferenceStation

    settings = {**reference_settings, **_marked(request, "reference_station")}
    ca = _marked(request, "mock_csms").get("tls_cert")
    with ExitStack() as running:

        def start(**others: Any) -> ReferenceStation:
            station = ReferenceStation(
                mock_csms.url, {**settings, **others},
                clock=mock_csms.clock, pace=mock_csms.pace, ca=ca,
            )  # fmt: skip
            return running.enter_context(station)

        yield start


@pytest.fixture
def reference_station(
    mock_csms: MockCsms, reference_stations: Callable[..., ReferenceStation]
) -> ReferenceStation:
    """A reference zappi that has registered at `mock_csms` and reported its status.

    `@pytest.mark.reference_station(identity="91234567")` or the fixture `reference_settings` sets
    it up. To meet one that is not accepted, or not yet, start it with `reference_stations`.
    """
    station, within = reference_stations(), BOOTING * mock_csms.pace
    mock_csms.wait_for(station.identity, within=within)
    mock_csms.expect("StatusNotification", identity=station.identity, connectorId=1, within=within)
    return station


def _marked(request: pytest.FixtureRequest, name: str) -> dict[str, Any]:
    """What the markers of a test say, the one closest to it last."""
    found: dict[str, Any] = {}
    for marker in reversed(list(request.node.iter_markers(name))):
        if marker.args:
            raise pytest.UsageError(f"the marker {name} takes options by name: {name}(name=value)")
        found |= marker.kwargs
    return found
