"""How often and in which order: pure functions over exchanges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp16.expectation import Match, match
from ocpp16.journal import Direction, Exchange, Journal
from ocpp16.verification import Times, around, follow, in_any_order, tally, unmet


def journal_of(*tags: str) -> Journal:
    """A journal in which each tag was asked to be authorized, in this order."""
    journal = Journal()
    for number, tag in enumerate(tags):
        text = f'[2,"{number}","Authorize",{{"idTag":"{tag}"}}]'
        journal.frame(float(number), "CP", 1, Direction.TO_CENTRAL_SYSTEM, text)
    return journal


def test_a_fault_of_ours_is_shown_among_the_frames() -> None:
    journal = journal_of("A", "B")
    journal.injected(1.5, "CP", 1, "late", action="Authorize", number=2, cause="seed 7")
    journal.injected(1.7, "CP", 0, "turn-away-503")
    journal.frame(2.0, "CP", 1, Direction.TO_CHARGE_POINT, "[3", probe=True)
    error = unmet("C", "none", tag("C"), journal.requests_sent(), journal.evidence())
    assert error.excerpt[2:] == (
        "1970-01-01T00:00:01.500Z CP !!! injected late for Authorize number 2 (seed 7)",
        "1970-01-01T00:00:01.700Z CP !!! injected turn-away-503 (stub)",
    )


def tag(name: str) -> Match:
    return match("Authorize", idTag=name)


def names(exchanges: tuple[Exchange, ...]) -> str:
    return "".join(exchange.payload["idTag"] for exchange in exchanges)


@pytest.mark.parametrize(
    ("times", "held", "settled", "said"),
    [
        (Times(), [False, True, True, True], [False, True, True, True], "at least once"),
        (Times(2), [False, False, True, True], [False, False, True, True], "at least 2 times"),
        (Times.exactly(2), [False, False, True, False], [False] * 3 + [True], "exactly 2 times"),
        (Times.exactly(0), [True] + [False] * 3, [False] + [True] * 3, "never"),
        (Times(1, 2), [False, True, True, False], [False] * 3 + [True], "1 to 2 times"),
    ],
)
def test_how_often_is_enough_and_when_that_is_final(
    times: Times, held: list[bool], settled: list[bool], said: str
) -> None:
    assert [times.hold(count) for count in range(4)] == held
    assert [times.are_settled(count) for count in range(4)] == settled
    assert str(times) == said


@pytest.mark.parametrize(("least", "most"), [(-1, None), (2, 1)])
def test_ranges_that_are_none_are_refused(least: int, most: int | None) -> None:
    with pytest.raises(ValueError, match="choose"):
        Times(least, most)


@pytest.mark.parametrize(
    ("sent", "steps", "seen", "missing"),
    [
        ("abc", "abc", "abc", ""),
        ("axbxc", "abc", "abc", ""),
        ("acb", "abc", "ab", "c"),
        ("ba", "ab", "a", "b"),
        ("", "ab", "", "ab"),
        ("a", "aa", "a", "a"),
    ],
)
def test_a_sequence_is_followed_as_far_as_it_goes(
    sent: str, steps: str, seen: str, missing: str
) -> None:
    progress = follow([tag(name) for name in steps], journal_of(*sent).exchanges)
    assert names(progress.seen) == seen
    assert list(progress.missing) == [tag(name) for name in missing]


def test_the_order_within_a_group_does_not_matter_but_that_of_groups_does() -> None:
    steps = [tag("a"), in_any_order(tag("b"), tag("c")), tag("d")]
    assert names(follow(steps, journal_of(*"acbd").exchanges).seen) == "abcd"
    early = follow(steps, journal_of(*"abdc").exchanges)
    assert (names(early.seen), early.missing) == ("abc", (tag("d"),))


def test_one_call_does_not_count_twice_and_gives_way_to_a_choosier_match() -> None:
    anybody = match("Authorize")
    group = in_any_order(anybody, tag("a"))
    assert follow([group], journal_of("a").exchanges).missing == (tag("a"),)
    assert names(follow([group], journal_of("a", "b").exchanges).seen) == "ba"


@given(st.permutations("aabcd"), st.integers(0, 5))
def test_a_group_is_complete_exactly_when_all_of_it_came(sent: list[str], count: int) -> None:
    progress = follow([in_any_order(*map(tag, "aabcd"))], journal_of(*sent[:count]).exchanges)
    assert sorted(names(progress.seen)) == sorted(sent[:count])
    assert len(progress.missing) == 5 - count


def test_a_tally_counts_by_action() -> None:
    assert tally(journal_of("a", "b").exchanges) == "2 x Authorize"
    assert tally([]) == "nothing"


@pytest.mark.parametrize(
    ("index", "shown"), [(None, "klmnopqr"), (0, "abcdefgh"), (9, "ghijklmn"), (17, "klmnopqr")]
)
def test_the_excerpt_lies_around_the_frame(index: int | None, shown: str) -> None:
    frames = list(journal_of(*"abcdefghijklmnopqr").frames())
    entry = None if index is None else frames[index]
    assert "".join(frame.text[-4] for frame in around(entry, frames)) == shown


def test_what_is_unmet_shows_the_nearest_miss_and_the_frames() -> None:
    journal = journal_of("a", "b")
    error = unmet("c", "others", tag("c"), journal.exchanges, journal.frames())
    first, *rest = error.evidence().splitlines()
    assert first.startswith("nearest miss: ")
    assert "idTag: expected c, seen 'a'" in first
    assert rest[0] == "frames:"
    assert [line.split()[-1] for line in rest[1:]] == [f.text for f in journal.frames()]
    assert unmet("c", "nothing", tag("c"), [], []).evidence() == "nothing was recorded"


def test_a_frame_of_great_length_is_not_shown_whole() -> None:
    journal = journal_of("x" * 100_000)
    evidence = unmet("c", "others", tag("c"), [], journal.frames()).evidence()
    assert len(evidence) < 3000
    assert "more characters)" in evidence
