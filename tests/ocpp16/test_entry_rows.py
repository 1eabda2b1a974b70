"""Rows are made of entries, and entries of rows."""

import pytest

from ocpp16.actions import Role
from ocpp16.entry_rows import entry_of, exact_row, row
from ocpp16.journal import Direction, Journal


@pytest.fixture
def journal() -> Journal:
    """One entry of each kind, and each form of a frame."""
    journal = Journal()
    journal.opened(0.1234567, "CP1", "/a/CP1", ("ocpp1.6", "ocpp2.0.1"), "Basic", secure=True)
    journal.opened(0.5, "CP2", "/CP2")
    journal.frame(1.0, "CP1", 1, Direction.TO_CENTRAL_SYSTEM, '[2,"1","Heartbeat",{"a":0.3}]')
    journal.frame(2.0, "CP1", 1, Direction.TO_CHARGE_POINT, '[3,"1",{}]', probe=True)
    journal.frame(3.0, "CP1", 1, Direction.TO_CENTRAL_SYSTEM, "no JSON \ud800")
    journal.turned_away(4.0, "", "/", 404)
    journal.stray(4.5, "192.0.2.1:50000", "\\x16\\x03", 517, "a TLS handshake")
    journal.observed(5.0, "CP1", "display", "Charging")
    journal.injected(5.5, "CP1", 1, "late", action="Heartbeat", number=2, cause="seed 1")
    journal.closed(6.0, "CP1", 1, 1001, Role.CENTRAL_SYSTEM)
    return journal


def test_an_exact_row_becomes_its_entry_again(journal):
    assert [entry_of(exact_row(entry)) for entry in journal.entries] == journal.entries


def test_a_row_names_its_kind_and_the_moment_as_text(journal):
    rows = [row(entry) for entry in journal.entries]
    assert [each["kind"] for each in rows] == [
        "opened", "opened", "frame", "frame", "frame", "turned away", "stray", "observed", "injected",
        "closed",
    ]  # fmt: skip
    assert rows[0]["time"] == "1970-01-01T00:00:00.123Z"


def test_a_row_of_no_kind_is_refused(journal):
    with pytest.raises(ValueError, match="'closure' is no kind"):
        entry_of({**exact_row(journal.entries[0]), "kind": "closure"})
