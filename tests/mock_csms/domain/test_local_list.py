"""The local authorization list."""

import pytest

from mock_csms.domain.local_list import LocalList


def entry(tag: str, status: str | None = "Accepted") -> dict[str, object]:
    return {"idTag": tag} if status is None else {"idTag": tag, "idTagInfo": {"status": status}}


def sent(kind: str, version: int, *entries: dict[str, object]) -> dict[str, object]:
    return {"listVersion": version, "updateType": kind, "localAuthorizationList": list(entries)}


@pytest.fixture
def known() -> LocalList:
    made = LocalList()
    made.sent(sent("Full", 3, entry("04A1"), entry("04B2", "Blocked")))
    return made


def test_nothing_is_known_at_first():
    assert (LocalList().version, LocalList().entries) == (None, None)
    assert LocalList().get("04A1") is None


def test_a_full_list_is_the_list(known):
    assert known.version == 3
    known.sent(sent("Full", 4, entry("04C3")))
    assert (known.version, known.entries) == (4, [entry("04C3")])


def test_a_full_list_without_entries_clears_it(known):
    known.sent({"listVersion": 4, "updateType": "Full"})
    assert (known.version, known.entries) == (4, [])


def test_a_difference_adds_changes_and_deletes_in_any_case(known):
    known.sent(sent("Differential", 4, entry("04a1", "Expired"), entry("04b2", None), entry("X")))
    assert known.version == 4
    assert known.entries == [entry("04a1", "Expired"), entry("X")]
    assert known.get("04A1") == entry("04a1", "Expired")
    assert known.get("04B2") is None


def test_a_difference_to_an_unknown_list_leaves_it_unknown():
    unknown = LocalList()
    unknown.sent(sent("Differential", 4, entry("X")))
    assert (unknown.version, unknown.entries) == (4, None)


@pytest.mark.parametrize(("version", "entries"), [(3, 2), (0, 0), (-1, 0)])
def test_a_version_says_what_is_known(known, version, entries):
    known.told(version)
    assert (known.version, len(known.entries)) == (version, entries)


def test_another_version_is_not_the_list_that_was_sent(known):
    known.told(5)
    assert (known.version, known.entries) == (5, None)


def test_a_charge_point_may_have_none(known):
    known.unsupported()
    assert (known.version, known.entries) == (-1, [])
