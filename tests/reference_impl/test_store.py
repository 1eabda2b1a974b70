"""What survives a restart, in memory and in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from reference_impl.store import MemoryStore, SqliteStore, Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path: Path):
    if request.param == "memory":
        yield MemoryStore()
    else:
        kept = SqliteStore(tmp_path / "kept.sqlite")
        yield kept
        kept.close()


@pytest.mark.parametrize(
    "value", [0, 1.5, "", "ü", None, True, [1, [2]], {"a": {"b": None}, "c": [1]}]
)
def test_what_was_saved_is_loaded(store: Store, value):
    store.save("key", value)
    assert store.load("key", "default") == value


def test_an_unknown_key_has_the_default(store: Store):
    assert store.load("key") is None
    assert store.load("key", 7) == 7


def test_the_last_value_counts(store: Store):
    store.save("key", 1)
    store.save("key", 2)
    assert store.load("key") == 2
    assert store.keys("") == ["key"]


def test_what_is_deleted_is_gone_and_unknown_keys_do_not_matter(store: Store):
    store.save("key", 1)
    store.delete("key")
    store.delete("key")
    assert store.load("key") is None
    assert store.keys("") == []


def test_keys_come_by_prefix_and_in_order(store: Store):
    for key in ("queue/000000000010", "queue/000000000009", "queue", "queuf/1", "QUEUE/1", "q%"):
        store.save(key, key)
    assert store.keys("queue/") == ["queue/000000000009", "queue/000000000010"]
    assert store.keys("q%") == ["q%"]


def test_a_value_changed_after_saving_is_kept_as_it_was(store: Store):
    value = {"failures": 0}
    store.save("key", value)
    value["failures"] = 1
    assert store.load("key") == {"failures": 0}


def test_a_file_outlives_its_user(tmp_path: Path):
    path = tmp_path / "kept.sqlite"
    first = SqliteStore(path)
    first.save("queue/1", {"action": "StopTransaction"})
    first.close()
    second = SqliteStore(path)
    assert second.load("queue/1") == {"action": "StopTransaction"}
    assert second.keys("queue/") == ["queue/1"]
    second.close()


def test_what_was_saved_is_safe_although_the_file_was_never_closed(tmp_path: Path):
    path = tmp_path / "kept.sqlite"
    abandoned = SqliteStore(path)
    abandoned.save("key", 1)
    second = SqliteStore(path)
    assert second.load("key") == 1
    second.close()
    abandoned.close()


def test_an_unusable_file_is_an_os_error_that_names_it(tmp_path: Path):
    text = tmp_path / "notes.txt"
    text.write_text("this is no database, " * 100, encoding="utf-8")
    for path in (text, tmp_path, tmp_path / "missing" / "kept.sqlite"):
        with pytest.raises(OSError, match="cannot be used as a store") as caught:
            SqliteStore(path)
        assert str(path) in str(caught.value)


def test_what_belongs_together_is_kept_as_a_whole_or_not_at_all(store: Store) -> None:
    store.save("a", 1)
    with store.together():
        store.save("a", 2)
        store.save("b", 2)
    with pytest.raises(RuntimeError):
        interrupted(store)
    assert (store.load("a"), store.load("b")) == (2, 2)


def interrupted(store: Store) -> None:
    with store.together():
        store.save("a", 3)
        store.delete("b")
        raise RuntimeError("power cut")
