"""Configuration keys over the wire: read, changed, refused, kept."""

from __future__ import annotations

import pytest

from tests.reference_impl.wire import COMMERCIAL, Wire


def test_what_is_asked_for_is_told_in_the_spelling_asked_for() -> None:
    wire = Wire()
    found = wire.ask("GetConfiguration", '{"key":["heartbeatinterval","NoSuchKey"]}')
    assert found == {
        "configurationKey": [{"key": "heartbeatinterval", "readonly": False, "value": "3600"}],
        "unknownKey": ["NoSuchKey"],
    }


@pytest.mark.parametrize("question", ["{}", '{"key":[]}'])
def test_who_asks_for_nothing_in_particular_is_told_everything(question: str) -> None:
    found = Wire().ask("GetConfiguration", question)
    names = [key["key"] for key in found["configurationKey"]]
    assert "unknownKey" not in found
    assert len(names) == len(set(names))
    assert {"HeartbeatInterval", "IsOperative", "NumberOfConnectors"} <= set(names)
    assert "AuthorizationKey" not in names


def test_the_authorization_key_can_be_set_and_not_read() -> None:
    secret = "secret-0123456789"
    assert Wire().set_key("AuthorizationKey", secret) == "Accepted"
    found = Wire(keys={"AuthorizationKey": secret}).ask(
        "GetConfiguration", '{"key":["AuthorizationKey"]}'
    )
    assert found == {"unknownKey": ["AuthorizationKey"]}


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("ConnectionTimeOut", "60", "Accepted"),
        ("connectiontimeout", "60", "Accepted"),
        ("ConnectionTimeOut", "0", "Rejected"),
        ("ConnectionTimeOut", "soon", "Rejected"),
        ("FreeCharging", " TRUE ", "Accepted"),
        ("FreeCharging", "yes", "Rejected"),
        ("CommercialMode", "perhaps", "Rejected"),
        ("NumberOfConnectors", "2", "Rejected"),
        ("MeterValuesSampledData", "Voltage, Current.Import", "Accepted"),
        ("MeterValuesSampledData", "SoC", "Rejected"),
        ("NoSuchKey", "1", "NotSupported"),
    ],
)
def test_a_change(name: str, value: str, status: str) -> None:
    assert Wire().set_key(name, value) == status


def test_a_refused_change_changes_nothing() -> None:
    wire = Wire()
    wire.set_key("ConnectionTimeOut", "-1")
    assert wire.key("ConnectionTimeOut") == "120"


def test_values_are_kept_in_their_plain_form() -> None:
    wire = Wire()
    wire.set_key("FreeCharging", "TRUE")
    wire.set_key("MeterValuesSampledData", "Voltage , Current.Import")
    assert wire.key("FreeCharging") == "true"
    assert wire.key("MeterValuesSampledData") == "Voltage,Current.Import"


def test_other_documented_spellings_mean_the_same_key() -> None:
    wire = Wire()
    assert wire.set_key("AuthorizeRemoteTxRequest", "true") == "Accepted"
    assert wire.key("AuthorizeRemoteTxRequests") == "true"


@pytest.mark.parametrize("restart", ["reboot", "restart_bridge"])
def test_values_outlive_a_restart(restart: str) -> None:
    wire = Wire()
    wire.set_key("ConnectionTimeOut", "77")
    wire.do(getattr(wire.station, restart))
    wire.wait(10)
    assert wire.key("ConnectionTimeOut") == "77"


def test_a_station_can_be_set_up_with_other_values() -> None:
    assert Wire(keys={"ConnectionTimeOut": "33"}).key("ConnectionTimeOut") == "33"


# commercial mode -------------------------------------------------------------------------------------


def test_the_device_follows_commercial_mode() -> None:
    wire = Wire()
    assert not wire.station.device.charging.commercial
    assert wire.set_key("CommercialMode", "True") == "Accepted"
    assert wire.station.device.charging.commercial


def test_a_station_set_up_commercially_has_a_commercial_device() -> None:
    assert Wire(keys=COMMERCIAL).station.device.charging.commercial


def test_commercial_mode_needs_the_device() -> None:
    wire = Wire()
    wire.do(wire.station.cut_link)
    assert wire.set_key("CommercialMode", "true") == "Rejected"
    assert wire.key("CommercialMode") == "false"


def test_the_answer_waits_for_the_device() -> None:
    wire = Wire(latency=2.0)
    wire.wait(10)
    assert wire.ask("ChangeConfiguration", '{"key":"CommercialMode","value":"true"}') is None
    wire.wait(5)
    assert wire.key("CommercialMode") == "true"


@pytest.mark.parametrize(("region", "seconds"), [("GB", "600"), ("IE", "0")])
def test_the_random_delay_depends_on_where_the_charger_stands(region: str, seconds: str) -> None:
    assert Wire(region=region).key("RandomSmartChargeDelay") == seconds
