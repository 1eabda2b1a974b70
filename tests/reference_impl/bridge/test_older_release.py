"""A station of an older release: what it does not know, and what its readings contain."""

from __future__ import annotations

from reference_impl.bridge.keys import MEASURANDS
from reference_impl.settings import Semantics
from tests.reference_impl.wire import Wire

LIMIT = (
    '{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile",'
    '"chargingProfileKind":"Absolute","chargingSchedule":{"chargingRateUnit":"A",'
    '"chargingSchedulePeriod":[{"startPeriod":0,"limit":10}]}}'
)


def older() -> Wire:
    return Wire(
        unsupported_actions=["ChangeAvailability", "SetChargingProfile"],
        unsupported_keys=["CommercialMode"],
        semantics=Semantics(measurands="all"),
    )


def test_a_request_it_does_not_know_is_refused() -> None:
    wire = older()
    assert (
        wire.ask("ChangeAvailability", '{"connectorId":0,"type":"Inoperative"}') == "NotSupported"
    )


def test_a_key_it_does_not_know_is_neither_set_nor_listed() -> None:
    wire = older()
    assert wire.set_key("CommercialMode", "true") == "NotSupported"
    listed = wire.ask("GetConfiguration", "{}")["configurationKey"]
    assert "CommercialMode" not in [key["key"] for key in listed]


def test_its_readings_contain_everything_for_good() -> None:
    wire = older()
    assert wire.set_key("MeterValuesSampledData", "Voltage") == "Rejected"
    found = wire.ask("GetConfiguration", '{"key":["MeterValuesSampledData"]}')
    assert found["configurationKey"] == [
        {"key": "MeterValuesSampledData", "readonly": True, "value": ",".join(MEASURANDS)}
    ]


def test_a_limit_that_comes_with_the_order_to_start_is_passed_over() -> None:
    wire = older()
    wire.plug_in()
    order = f'{{"connectorId":1,"idTag":"APP","chargingProfile":{LIMIT}}}'
    assert wire.status_of("RemoteStartTransaction", order) == "Accepted"
    assert wire.station.device.meter.current == 32
