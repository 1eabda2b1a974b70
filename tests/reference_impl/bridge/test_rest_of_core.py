"""A station that has all of Core, and one that has what its vendor documents."""

from __future__ import annotations

import pytest

from reference_impl.bridge.keys import KEYS, REST_OF_CORE
from tests.reference_impl.wire import Wire


def listed(wire: Wire) -> set[str]:
    return {key["key"] for key in wire.ask("GetConfiguration", "{}")["configurationKey"]}


def test_a_station_of_its_vendor_has_none_of_it() -> None:
    wire = Wire()
    assert wire.ask("ClearCache", "{}") == "NotSupported"
    assert wire.ask("DataTransfer", '{"vendorId":"org.example"}') == "NotSupported"
    assert not listed(wire) & {key.name for key in REST_OF_CORE.values()}
    assert wire.set_key("ResetRetries", "0") == "NotSupported"


def test_there_is_no_cache_to_clear_and_no_vendor_to_understand() -> None:
    wire = Wire(whole_core=True)
    assert wire.status_of("ClearCache", "{}") == "Rejected"
    assert wire.status_of("DataTransfer", '{"vendorId":"org.example"}') == "UnknownVendorId"


def test_the_keys_of_core_are_added_to_the_vendors() -> None:
    wire = Wire(whole_core=True)
    assert {key.name for key in REST_OF_CORE.values()} <= listed(wire)
    assert not set(REST_OF_CORE) & set(KEYS)
    assert all(key.accepts(key.default) for key in REST_OF_CORE.values())


@pytest.mark.parametrize(
    ("key", "value", "status"),
    [
        ("ClockAlignedDataInterval", "0", "Accepted"),
        ("ClockAlignedDataInterval", "900", "Rejected"),
        ("ConnectorPhaseRotation", "0.RST,1.RST", "Accepted"),
        ("ConnectorPhaseRotation", "1.SRX", "Rejected"),
        ("GetConfigurationMaxKeys", "7", "Rejected"),
        ("LocalPreAuthorize", "true", "Rejected"),
    ],
)
def test_only_what_the_station_can_do_is_accepted(key: str, value: str, status: str) -> None:
    assert Wire(whole_core=True).set_key(key, value) == status
