"""The shadow of a configuration."""

import pytest

from mock_csms.domain.configuration import Configuration


@pytest.fixture
def configuration() -> Configuration:
    return Configuration()


def listed(key: str, value: str | None = "300", *, readonly: bool = False) -> dict[str, object]:
    entry: dict[str, object] = {"key": key, "readonly": readonly}
    return {"configurationKey": [entry if value is None else {**entry, "value": value}]}


def test_what_is_listed_is_known_in_any_case(configuration):
    configuration.listed(listed("HeartbeatInterval", readonly=True))
    for name in ("HeartbeatInterval", "heartbeatinterval"):
        key = configuration.get(name)
        assert (key.name, key.value, key.readonly) == ("HeartbeatInterval", "300", True)
    assert configuration.get("ResetRetries") is None


def test_a_change_that_was_accepted_counts_at_once(configuration):
    configuration.listed(listed("HeartbeatInterval"))
    configuration.changed("heartbeatInterval", "60", "Accepted")
    assert configuration.get("HeartbeatInterval").value == "60"
    assert len(configuration) == 1


def test_who_accepts_a_change_of_a_key_says_that_it_is_writable(configuration):
    configuration.changed("HeartbeatInterval", "60", "Accepted")
    assert configuration.get("HeartbeatInterval").readonly is False


def test_a_change_that_was_rejected_teaches_nothing(configuration):
    configuration.changed("HeartbeatInterval", "60", "Rejected")
    assert list(configuration) == []


def test_a_change_that_needs_a_reboot_waits_for_it(configuration):
    configuration.listed(listed("HeartbeatInterval"))
    configuration.changed("HeartbeatInterval", "60", "RebootRequired")
    key = configuration.get("HeartbeatInterval")
    assert (key.value, key.pending, key.awaits_reboot) == ("300", "60", True)
    configuration.rebooted()
    assert (key.value, key.pending, key.awaits_reboot) == ("60", None, False)


def test_a_later_change_overtakes_one_that_waits(configuration):
    configuration.changed("HeartbeatInterval", "60", "RebootRequired")
    configuration.changed("HeartbeatInterval", "90", "Accepted")
    configuration.rebooted()
    assert configuration.get("HeartbeatInterval").value == "90"


def test_a_reboot_changes_nothing_else(configuration):
    configuration.listed(listed("HeartbeatInterval"))
    configuration.rebooted()
    assert configuration.get("HeartbeatInterval").value == "300"


def test_a_key_without_a_value_has_none(configuration):
    configuration.listed(listed("AuthorizationKey", None))
    assert configuration.get("AuthorizationKey").value is None


@pytest.mark.parametrize("name", ["AuthorizationKey", "authorizationkey"])
def test_the_key_to_the_connection_is_never_kept(configuration, name):
    secret = "00112233445566778899aabbccddeeff"
    configuration.listed(listed(name, secret))
    assert secret not in repr(list(configuration))
    configuration.changed(name, secret, "Accepted")
    assert secret not in repr(list(configuration))
    configuration.changed(name, secret, "RebootRequired")
    key = configuration.get(name)
    assert key.awaits_reboot
    assert secret not in repr(list(configuration))
    configuration.rebooted()
    assert not key.awaits_reboot
    assert secret not in repr(list(configuration))


def test_what_is_unknown_is_remembered_as_such(configuration):
    configuration.listed({"unknownKey": ["Bogus"]})
    configuration.listed(listed("Other"))
    configuration.changed("Other", "1", "NotSupported")
    assert [(key.name, key.supported, key.value) for key in configuration] == [
        ("Bogus", False, None),
        ("Other", False, None),
    ]
    configuration.listed(listed("Bogus"))
    assert configuration.get("Bogus").supported
