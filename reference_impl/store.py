"""What survives a restart: a small key-value store, in memory for the loopback or in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol


class Store(Protocol):
    """Values are plain JSON; keys are text, ordered."""

    def load(self, key: str, default: Any = None) -> Any:
        """The value last saved under the key, to be read and not to be changed."""

    def save(self, key: str, value: Any) -> None:
        """Keep a value; it is safe once this returns."""

    def delete(self, key: str) -> None:
        """Forget a key; unknown keys are ignored."""

    def keys(self, prefix: str) -> list[str]:
        """The keys with a prefix, in order."""

    def together(self) -> AbstractContextManager[None]:
        """What is saved and deleted inside is kept as a whole, or not at all."""


class MemoryStore:
    """A store that survives a restart of its users, though not of the program."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def load(self, key: str, default: Any = None) -> Any:
        """See ``Store``."""
        return self._values.get(key, default)

    def save(self, key: str, value: Any) -> None:
        """See ``Store``."""
        self._values[key] = json.loads(json.dumps(value))  # cut loose from the caller's

    def delete(self, key: str) -> None:
        """See ``Store``."""
        self._values.pop(key, None)

    def keys(self, prefix: str) -> list[str]:
        """See ``Store``."""
        return sorted(key for key in self._values if key.startswith(prefix))

    @contextmanager
    def together(self) -> Iterator[None]:
        """See ``Store``."""
        before = dict(self._values)
        try:
            yield
        except BaseException:
            self._values = before
            raise


class SqliteStore:
    """A store in a file. Raises ``OSError`` when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise OSError(f"{path} cannot be used as a store: {error}") from error
        try:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
            )
        except sqlite3.Error as error:
            self._connection.close()
            raise OSError(f"{path} cannot be used as a store: {error}") from error

    def load(self, key: str, default: Any = None) -> Any:
        """See ``Store``."""
        row = self._connection.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
        return default if row is None else json.loads(row[0])

    def save(self, key: str, value: Any) -> None:
        """See ``Store``."""
        self._connection.execute(
            "INSERT INTO kept VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value)),
        )

    def delete(self, key: str) -> None:
        """See ``Store``."""
        self._connection.execute("DELETE FROM kept WHERE key = ?", (key,))

    def keys(self, prefix: str) -> list[str]:
        """See ``Store``."""
        rows = self._connection.execute(
            "SELECT key FROM kept WHERE substr(key, 1, ?) = ? ORDER BY key", (len(prefix), prefix)
        )
        return [key for (key,) in rows]

    @contextmanager
    def together(self) -> Iterator[None]:
        """See ``Store``. Not to be nested."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
