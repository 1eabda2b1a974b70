"""Both stores against a dictionary: whatever is done to them, in whatever order."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reference_impl.store import MemoryStore, SqliteStore, Store
from tests.reference_impl.quick_store import QuickStore

KEYS = st.sampled_from(["queue/000000000002", "queue/000000000010", "queue", "Queue/1", "q%", "ü"])
SCALARS = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(max_size=3)
VALUES = st.recursive(
    SCALARS | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
CHANGES = st.lists(st.tuples(KEYS, VALUES | st.just(...)), max_size=4)
"""Keys and what is saved under them; an ellipsis for a key that is deleted."""
PREFIXES = ("", "q", "q%", "queue", "queue/", "queue/000000000010", "Q", "x")


def change(store: Store, changes: list[tuple[str, Any]]) -> None:
    for key, value in changes:
        if value is ...:
            store.delete(key)
        else:
            store.save(key, value)


def interrupt(store: Store, changes: list[tuple[str, Any]]) -> None:
    with store.together():
        change(store, changes)
        raise RuntimeError("interrupted")


class Stores(RuleBasedStateMachine):
    """What both stores hold is what a dictionary holds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.path = Path(self.folder.name) / "kept.sqlite"
        self.stores: list[Store] = [MemoryStore(), QuickStore(self.path)]
        self.expected: dict[str, Any] = {}

    def note(self, changes: list[tuple[str, Any]]) -> None:
        for key, value in changes:
            self.expected.pop(key, None)
            if value is not ...:
                self.expected[key] = value

    @rule(changes=CHANGES)
    def change(self, changes: list[tuple[str, Any]]) -> None:
        """One thing after the other."""
        for store in self.stores:
            change(store, changes)
        self.note(changes)

    @rule(changes=CHANGES)
    def change_together(self, changes: list[tuple[str, Any]]) -> None:
        """As a whole."""
        for store in self.stores:
            with store.together():
                change(store, changes)
        self.note(changes)

    @rule(changes=CHANGES)
    def fail_together(self, changes: list[tuple[str, Any]]) -> None:
        """Not at all."""
        for store in self.stores:
            with pytest.raises(RuntimeError):
                interrupt(store, changes)

    @rule()
    def open_again(self) -> None:
        """Another user of the file finds what the one before left."""
        self.close()
        self.stores[1] = QuickStore(self.path)

    @invariant()
    def holds_what_is_expected(self) -> None:
        for store in self.stores:
            assert {key: store.load(key) for key in store.keys("")} == self.expected
            for prefix in PREFIXES:
                found = [key for key in self.expected if key.startswith(prefix)]
                assert store.keys(prefix) == sorted(found)

    def close(self) -> None:
        file = self.stores[1]
        assert isinstance(file, SqliteStore)
        file.close()

    def teardown(self) -> None:
        """See ``RuleBasedStateMachine``."""
        self.close()
        self.folder.cleanup()


TestStores = Stores.TestCase
TestStores.settings = settings(
    max_examples=40, stateful_step_count=12, deadline=None, derandomize=True, database=None
)
