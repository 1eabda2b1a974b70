"""What a bounded journal moves to its file comes back from it."""

from __future__ import annotations

from pathlib import Path

from mock_csms.archive_file import BLOCK, ArchiveFile
from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal

UP = Direction.TO_CENTRAL_SYSTEM


def heartbeats(journal: Journal, count: int) -> None:
    """So many calls with a number as id, and one of each other kind."""
    for number in range(count):
        journal.frame(number / 3, "CP1", 1, UP, f'[2,"{number}","Heartbeat",{{"a":0.3}}]')
    journal.opened(0.5, "CP1", "/a/CP1", ("ocpp1.6", "ocpp2.0.1"), "Basic", secure=True)
    journal.turned_away(1.0, "", "/", 404)
    journal.stray(1.5, "192.0.2.1:50000", "\\x16\\x03", 517, "a TLS handshake")
    journal.injected(2.0, "CP1", 1, "late", action="Heartbeat", number=2, cause="seed 1")
    journal.observed(3.0, "CP1", "display", "Charging")
    journal.frame(0.0, "CP1", 1, UP, "\ud800\n\u2028", probe=True)
    journal.binary(0.0, "CP1", 1, UP, b'[2,"1","Heartbeat",{}]')
    journal.closed(4.0, "CP1", 1, 1001, Role.CENTRAL_SYSTEM)
    journal.observed(5.0, "CP1", "store", {"size": [1, None]})


def test_all_entries_come_back_as_they_were() -> None:
    with ArchiveFile() as archive:
        bounded, unbounded = Journal(limit=10, archive=archive), Journal()
        for journal in (bounded, unbounded):
            for _ in range(3):
                heartbeats(journal, BLOCK)
        assert list(bounded.entries) == unbounded.entries
        assert bounded.entries[BLOCK - 1 : BLOCK + 2] == unbounded.entries[BLOCK - 1 : BLOCK + 2]
        assert bounded.entries[2 * BLOCK] == unbounded.entries[2 * BLOCK]
        assert list(bounded.requests_sent(since=5)) == list(unbounded.requests_sent(since=5))


def test_what_is_added_while_somebody_reads_does_not_disturb_the_reader() -> None:
    with ArchiveFile() as archive:
        journal = Journal(limit=10, archive=archive)
        heartbeats(journal, 2 * BLOCK)
        reader = iter(journal.entries)
        seen = [next(reader)]
        heartbeats(journal, 2 * BLOCK)
        seen += reader
        assert [entry.index for entry in seen] == list(range(2 * BLOCK + 9))


def test_the_file_is_gone_afterwards(tmp_path: Path) -> None:
    with ArchiveFile(tmp_path) as archive:
        journal = Journal(limit=10, archive=archive)
        heartbeats(journal, 50)
        assert [entry.index for entry in archive.read(0, 40)] == list(range(40))
    assert list(tmp_path.iterdir()) == []


def test_what_was_answered_at_once_comes_back_as_two_entries() -> None:
    def recorded(journal: Journal) -> Journal:
        for number in range(BLOCK):
            asked = f'[2,"{number}","Heartbeat",{{}}]'
            journal.exchanged(number / 3, "CP1", 1, "Heartbeat", asked, f'[3,"{number}",{{}}]')
            if number % 7 == 0:
                journal.frame(number / 3, "CP1", 1, UP, "half \ud800 and more")
        return journal

    with ArchiveFile() as archive:
        bounded, unbounded = recorded(Journal(limit=80, archive=archive)), recorded(Journal())
        assert list(bounded.entries) == unbounded.entries
        assert bounded.entries[31:50] == unbounded.entries[31:50]
