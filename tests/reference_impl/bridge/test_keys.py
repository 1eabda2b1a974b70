"""The table of configuration keys."""

from __future__ import annotations

import pytest

from reference_impl.bridge.keys import ALIASES, KEYS, Key, items


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: key.name)
def test_each_default_is_a_value_the_key_would_take(key: Key) -> None:
    assert key.accepts(key.normalize(key.default))
    assert len(key.name) <= 50
    assert len(key.default) <= 500


def test_other_spellings_lead_to_keys_and_hide_none() -> None:
    assert set(ALIASES.values()) <= set(KEYS)
    assert not set(ALIASES) & set(KEYS)


@pytest.mark.parametrize(
    ("name", "taken", "refused"),
    [
        ("FreeCharging", ["true", "false"], ["", "1", "yes"]),
        ("HeartbeatInterval", ["1", "86400"], ["0", "-1", "1.5", "", "٣", "9999999999"]),
        ("MeterValueSampleInterval", ["0", "900"], ["-1", "often"]),
        ("OCPPChargeMode", ["Eco", "Eco_Plus", "Fast"], ["fast", "Stop", ""]),
        ("PricekWh", ["", "0.35", "123456.00"], ["0.3", "0,35", "free", "1234567.00"]),
        ("PlugAndChargeID", ["", "x" * 20], ["x" * 21]),
        ("AuthorizationKey", ["", "x" * 40], ["x" * 41]),
        ("SupportContact", ["x" * 500], ["x" * 501]),
        ("MeterValuesSampledData", ["Voltage", "Voltage,Frequency"], ["", "SoC", "Voltage,SoC"]),
        ("TariffType", ["", "TARIFF_KWH,TARIFF_IDLE_FEE"], ["KWH"]),
    ],
)
def test_what_a_key_takes(name: str, taken: list[str], refused: list[str]) -> None:
    key = KEYS[name.casefold()]
    assert [value for value in taken if not key.accepts(value)] == []
    assert [value for value in refused if key.accepts(value)] == []


def test_booleans_and_lists_have_one_form() -> None:
    assert KEYS["freecharging"].normalize(" True ") == "true"
    assert KEYS["metervaluessampleddata"].normalize(" Voltage ,, SoC") == "Voltage,SoC"
    assert KEYS["supportcontact"].normalize(" 112 ") == " 112 "


def test_members_of_a_list() -> None:
    assert items(" a, b ,,c,") == ["a", "b", "c"]
    assert items("") == []
