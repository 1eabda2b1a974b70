"""Firmware updates over the wire: when they begin, what is told, and what is said meanwhile."""

from __future__ import annotations

from tests.reference_impl.by_hand import SILENCE
from tests.reference_impl.wire import Wire


def order(wire: Wire, at: str = "2026-01-05T08:00:00Z", more: str = "") -> None:
    """Ask for an update; the answer is empty."""
    payload = f'{{"location":"ftp://elsewhere/old.bin","retrieveDate":"{at}"{more}}}'
    assert wire.ask("UpdateFirmware", payload) == {}


def phases(wire: Wire) -> list[str]:
    return [told["status"] for told in wire.sent("FirmwareStatusNotification")]


def updated(wire: Wire, seconds: float = 300.0) -> Wire:
    wire.forget()
    order(wire)
    wire.wait(seconds)
    return wire


def test_an_update_from_download_to_boot() -> None:
    wire = updated(Wire())
    assert phases(wire) == ["Downloading", "Downloaded", "Installing", "Installed"]
    told = [(call.action, call.payload.get("status")) for call in wire.calls]
    assert told == [
        ("FirmwareStatusNotification", "Downloading"),
        ("FirmwareStatusNotification", "Downloaded"),
        ("StatusNotification", "Unavailable"),
        ("StatusNotification", "Unavailable"),
        ("FirmwareStatusNotification", "Installing"),
        ("BootNotification", None),
        ("StatusNotification", "Available"),
        ("StatusNotification", "Available"),
        ("FirmwareStatusNotification", "Installed"),
    ]
    assert [boot["firmwareVersion"] for boot in wire.sent("BootNotification")] == ["5541"]


def test_nothing_begins_before_the_retrieve_date_whatever_its_zone() -> None:
    wire = Wire()
    wire.forget()
    order(wire, "2026-01-05T10:10:00+02:00")
    wire.wait(599)
    assert wire.calls == []
    wire.wait(1)
    assert phases(wire) == ["Downloading"]


def test_a_retrieve_date_without_a_zone_is_meant_in_utc() -> None:
    wire = Wire()
    order(wire, "2026-01-05T08:10:00")
    wire.wait(599)
    assert phases(wire) == []
    wire.wait(1)
    assert phases(wire) == ["Downloading"]


def test_a_link_cut_over_the_end_of_a_download_makes_it_fail() -> None:
    wire = updated(Wire(), 10)
    wire.do(wire.station.cut_link)
    wire.wait(60)
    assert phases(wire) == ["Downloading"]
    wire.do(wire.station.restore_link)
    assert phases(wire) == ["Downloading", "DownloadFailed"]


def test_a_link_cut_for_a_moment_delays_nothing() -> None:
    wire = updated(Wire(), 10)
    wire.do(wire.station.cut_link)
    wire.do(wire.station.restore_link)
    wire.wait(120)
    assert phases(wire)[-1] == "Installed"


def test_the_location_is_of_no_account() -> None:
    wire = Wire()
    payload = '{"location":"https://elsewhere/9999.bin","retrieveDate":"2026-01-05T08:00:00Z"}'
    assert wire.ask("UpdateFirmware", payload) == {}
    wire.wait(300)
    assert wire.sent("BootNotification")[-1]["firmwareVersion"] == "5541"


def test_an_update_that_was_ordered_outlives_a_restart_of_the_bridge() -> None:
    wire = Wire()
    order(wire, "2026-01-05T08:10:00Z")
    wire.do(wire.station.restart_bridge)
    wire.wait(600)
    assert phases(wire) == ["Downloading"]


def test_an_update_waits_for_a_device_out_of_reach() -> None:
    wire = Wire()
    wire.do(wire.station.cut_link)
    order(wire)
    wire.wait(600)
    wire.do(wire.station.restore_link)
    assert phases(wire) == ["Downloading"]


def test_a_device_that_restarts_is_told_again() -> None:
    wire = Wire()
    wire.do(wire.station.reboot)
    order(wire)
    wire.wait(29)
    assert phases(wire) == []
    wire.wait(1)
    assert phases(wire) == ["Downloading"]


def test_nobody_starts_a_session_during_the_installation() -> None:
    wire = updated(Wire(), 60)
    assert wire.statuses() == ["Unavailable"]
    assert wire.start() == "Rejected"
    wire.plug_in()
    wire.enter_pin()
    assert wire.sent("StartTransaction") == []
    wire.wait(60)
    assert wire.statuses() == ["Unavailable", "Preparing"]


def test_the_installation_waits_for_the_end_of_a_session() -> None:
    wire = Wire()
    wire.charge()
    updated(wire)
    assert (phases(wire), wire.statuses()) == (["Downloading", "Downloaded"], [])
    wire.stop()
    wire.wait(5)
    assert phases(wire)[2:] == ["Installing"]
    assert wire.statuses() == ["Finishing", "Unavailable"]


def test_a_second_order_does_not_disturb_the_first() -> None:
    wire = updated(Wire(), 20)
    order(wire)
    wire.wait(300)
    assert phases(wire) == ["Downloading", "Downloaded", "Installing", "Installed"]


def test_with_nothing_new_there_is_nothing_to_do() -> None:
    wire = updated(Wire(available_firmware="5540"))
    assert (phases(wire), wire.sent("BootNotification"), wire.statuses()) == (["Installed"], [], [])


def test_a_failing_download_changes_nothing() -> None:
    wire = Wire()
    wire.do(wire.station.installation, failing_downloads=1)
    updated(wire)
    assert (phases(wire), wire.statuses()) == (["Downloading", "DownloadFailed"], [])


def test_a_failing_installation_leaves_the_charger_in_service() -> None:
    wire = Wire()
    wire.do(wire.station.installation, failing_installations=1)
    updated(wire)
    assert phases(wire)[2:] == ["Installing", "InstallationFailed"]
    assert wire.statuses() == ["Unavailable", "Available"]
    assert wire.station.device.firmware.version == "5540"


def test_as_many_tries_as_asked_for() -> None:
    wire = Wire()
    wire.do(wire.station.installation, failing_installations=2)
    wire.forget()
    order(wire, more=',"retries":3,"retryInterval":30')
    wire.wait(600)
    assert phases(wire).count("Installing") == 3
    assert phases(wire)[-1] == "Installed"


def test_a_phase_that_nobody_acknowledged_is_not_repeated() -> None:
    wire = Wire()
    wire.answers["FirmwareStatusNotification"] = SILENCE
    updated(wire)
    assert phases(wire) == ["Downloading", "Downloaded", "Installing", "Installed"]
