"""Firmware on the device: phases, attempts, failures."""

from __future__ import annotations

from reference_impl.zappi.firmware import FirmwareStore, release


def phases(store: FirmwareStore, now: float = 0.0, *, may_install: bool = True) -> list[str]:
    """What follows by itself, from one deadline to the next, for an hour."""
    found, end = [], now + 3600
    while store.until is not None and store.until <= end:
        phase = store.advance(store.until, may_install=may_install)
        if phase is not None:
            found.append(phase)
    return found


def test_an_update_replaces_the_version_at_its_end() -> None:
    store = FirmwareStore("1")
    assert store.begin(0.0, "2") == "Downloading"
    assert store.busy
    assert store.advance(29.9) is None
    assert phases(store) == ["Downloaded", "Installing", "Installed"]
    assert (store.version, store.busy, store.phase) == ("2", False, None)


def test_only_the_installation_puts_the_device_out_of_action() -> None:
    store = FirmwareStore("1")
    store.begin(0.0, "2")
    seen = []
    while store.until is not None:
        seen.append((store.phase, store.installing, store.version))
        store.advance(store.until)
    assert seen == [
        ("Downloading", False, "1"), ("Downloaded", False, "1"), ("Installing", True, "1"),
    ]  # fmt: skip


def test_one_update_at_a_time() -> None:
    store = FirmwareStore("1")
    store.begin(0.0, "2")
    assert store.begin(10.0, "3") is None
    phases(store)
    assert store.version == "2"


def test_nothing_new() -> None:
    store = FirmwareStore("1")
    assert store.begin(0.0, "1") == "Installed"
    assert not store.busy


def test_what_is_older_is_not_installed() -> None:
    store = FirmwareStore("5540")
    assert store.begin(0.0, "5539") == "Installed"
    assert not store.busy


def test_versions_are_compared_number_by_number() -> None:
    assert release("5.114") > release("5.23")
    assert release("5540") > release("5539")


def test_a_download_fails_when_the_server_is_out_of_reach_at_its_end() -> None:
    store = FirmwareStore("1")
    store.begin(0.0, "2")
    assert store.advance(30.0, reachable=False) == "DownloadFailed"


def test_what_may_not_be_installed_is_kept() -> None:
    store = FirmwareStore("1")
    store.begin(0.0, "2")
    assert phases(store, may_install=False) == ["Downloaded"]
    assert phases(store, now=7200.0) == ["Installing", "Installed"]


def test_a_failure_leaves_the_old_version() -> None:
    store = FirmwareStore("1", failing_downloads=1)
    store.begin(0.0, "2")
    assert phases(store) == ["DownloadFailed"]
    assert (store.version, store.busy) == ("1", False)


def test_attempts_count_downloads_and_installations_alike() -> None:
    store = FirmwareStore("1", failing_downloads=1, failing_installations=1)
    store.begin(0.0, "2", attempts=3, pause=30.0)
    assert phases(store) == [
        "DownloadFailed",
        "Downloading", "Downloaded", "Installing", "InstallationFailed",
        "Downloading", "Downloaded", "Installing", "Installed",
    ]  # fmt: skip


def test_no_more_attempts_than_asked_for() -> None:
    store = FirmwareStore("1", failing_installations=9)
    store.begin(0.0, "2", attempts=3, pause=30.0)
    assert phases(store).count("InstallationFailed") == 3
    assert not store.busy


def test_the_pause_lies_between_two_attempts() -> None:
    store = FirmwareStore("1", failing_downloads=1)
    store.begin(0.0, "2", attempts=2, pause=30.0)
    assert store.advance(30.0) == "DownloadFailed"
    assert store.advance(59.9) is None
    assert store.advance(60.0) == "Downloading"
