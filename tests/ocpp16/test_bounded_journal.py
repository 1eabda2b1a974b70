"""A bounded journal says what an unbounded one says, and keeps no more than it may."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ocpp16.actions import Role
from ocpp16.entries import Entry, Exchange, FrameEntry
from ocpp16.journal import Direction, Journal
from ocpp16.prompt import Kept, unfolded

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT


class Shelf:
    """An archive in memory that counts how often it is asked."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.reads = 0

    def add(self, kept: Sequence[Kept]) -> None:
        entries = list(unfolded(kept))
        assert [entry.index for entry in entries] == list(
            range(len(self.entries), len(self.entries) + len(entries))
        )
        self.entries += entries

    def read(self, start: int, stop: int) -> Iterable[Entry]:
        self.reads += 1
        return [entry for entry in self.entries if start <= entry.index < stop]


CALLS = st.builds(
    lambda connection, way, number: ("frame", connection, way, f'[2,"{number}","Heartbeat",{{}}]'),
    st.integers(1, 2), st.sampled_from([UP, DOWN]), st.integers(0, 3),
)  # fmt: skip
ANSWERS = st.builds(
    lambda connection, way, number: ("frame", connection, way, f'[3,"{number}",{{}}]'),
    st.integers(1, 2), st.sampled_from([UP, DOWN]), st.integers(0, 3),
)  # fmt: skip
OTHERS = st.sampled_from(
    [("opened",), ("turned away",), ("stray",), ("observed",), ("frame", 1, UP, "no JSON")]
)
PROMPT = st.tuples(st.just("exchanged"), st.integers(1, 2), st.integers(0, 3))
"""Each makes two entries."""
HISTORIES = st.lists(
    CALLS | ANSWERS | OTHERS | PROMPT | st.tuples(st.just("closed"), st.integers(1, 2))
)


def record(journal: Journal, history: Iterable[tuple]) -> Journal:
    """Write a history down, a second apart."""
    for at, (what, *rest) in enumerate(history):
        match what:
            case "frame":
                journal.frame(float(at), "CP1", *rest)
            case "exchanged":
                connection, number = rest
                journal.exchanged(
                    float(at), "CP1", connection, "Heartbeat",
                    f'[2,"{number}","Heartbeat",{{}}]', f'[3,"{number}",{{"currentTime":"now"}}]',
                )  # fmt: skip
            case "closed":
                journal.closed(float(at), "CP1", *rest, code=1000, by=Role.CHARGE_POINT)
            case "opened":
                journal.opened(float(at), "CP1", "/CP1")
            case "turned away":
                journal.turned_away(float(at), "CP2", "/CP2", 404)
            case "stray":
                journal.stray(float(at), "[::1]:50000", "x", 1, "no HTTP")
            case "observed":
                journal.observed(float(at), "CP1", "display", "Charging")
    return journal


def plain(entries: Iterable[Entry]) -> list[Entry]:
    """Without the action answered, which is not known when the CALL had left memory before."""
    return [
        replace(entry, answers=None) if isinstance(entry, FrameEntry) else entry
        for entry in entries
    ]


@given(HISTORIES, st.integers(1, 12), st.integers(0, 40))
def test_every_question_has_the_same_answer(history, limit, since):
    bounded = record(Journal(limit=limit, archive=Shelf()), history)
    unbounded = record(Journal(), history)
    count, expected = len(unbounded.entries), plain(unbounded.entries)
    assert plain(bounded.entries) == expected
    assert plain(bounded.entries[since:]) == expected[since:]
    assert plain(bounded.entries[::-2]) == expected[::-2]
    assert plain(bounded.entries[i] for i in range(count)) == expected
    assert plain(bounded.entries[-i] for i in range(1, count + 1)) == expected[::-1]
    assert plain(bounded.frames(since)) == plain(unbounded.frames(since))
    whole = bounded.whole().exchanges
    assert [both(exchange) for exchange in whole] == [both(each) for each in unbounded.exchanges]
    for way in (UP, DOWN):
        found, sought = (
            bounded.calls(way, "Heartbeat", since),
            unbounded.calls(way, "Heartbeat", since),
        )
        assert [both(exchange) for exchange in found] == [both(exchange) for exchange in sought]


def both(exchange: Exchange) -> list[Entry]:
    """The CALL and its answer."""
    return plain(filter(None, (exchange.call, exchange.answer)))


@given(HISTORIES, st.integers(1, 12))
def test_never_more_in_memory_than_the_limit(history, limit):
    shelf = Shelf()
    journal = Journal(limit=limit, archive=shelf)
    for event in history:
        record(journal, [event])
        assert len(journal.entries) - len(shelf.entries) <= limit
        assert len(journal.exchanges) <= limit
        assert journal.open_count <= len(journal.exchanges)


def test_calls_that_are_never_answered_are_given_up():
    journal = Journal(limit=10)
    for number in range(1000):
        journal.frame(0.0, "CP1", 1, DOWN, f'[2,"{number}","ClearCache",{{}}]')
    assert journal.open_count <= 10


def test_answers_are_waited_for_as_long_as_the_connection_lasts():
    journal = Journal()
    journal.frame(0.0, "CP1", 1, DOWN, '[2,"1","ClearCache",{}]')
    journal.frame(0.0, "CP2", 2, DOWN, '[2,"1","ClearCache",{}]')
    assert journal.open_count == 2
    journal.closed(1.0, "CP1", 1, 1006, Role.CHARGE_POINT)
    assert journal.open_count == 1
    journal.frame(2.0, "CP2", 2, UP, '[3,"1",{}]')
    assert journal.open_count == 0


def test_an_answer_whose_call_has_left_memory_still_belongs_to_it():
    journal = Journal(limit=2, archive=Shelf())
    journal.frame(0.0, "CP1", 1, DOWN, '[2,"late","ClearCache",{}]')
    for _ in range(5):
        journal.frame(1.0, "CP1", 1, UP, "no JSON")
    answer = journal.frame(2.0, "CP1", 1, UP, '[3,"late",{"status":"Accepted"}]')
    (exchange,) = journal.requests_received("ClearCache")
    assert (exchange.answer, exchange.status) == (answer, "Accepted")
    assert answer.answers is None  # it is found when somebody asks, not kept in mind until then
    assert journal.exchanges == []


def test_what_is_in_memory_needs_no_archive():
    shelf = Shelf()
    journal = record(Journal(limit=10, archive=shelf), [("observed",)] * 100)
    assert [entry.index for entry in journal.entries[95:]] == [95, 96, 97, 98, 99]
    assert len([*journal.frames(95), *journal.calls(UP, since=95)]) == 0
    assert journal.entries[-1].index == 99
    assert shelf.reads == 0


def test_without_an_archive_earlier_entries_are_gone():
    journal = record(Journal(limit=8), [("observed",)] * 100)
    assert len(journal.entries) == 100
    assert 1 <= len(list(journal.entries)) <= 8
    assert journal.entries[:10] == []
    with pytest.raises(IndexError, match="no entry 3, or it is no longer kept"):
        journal.entries[3]


def test_a_place_beyond_the_end_is_an_index_error():
    journal = record(Journal(limit=8, archive=Shelf()), [("observed",)] * 10)
    for place in (10, -11):
        with pytest.raises(IndexError):
            journal.entries[place]


def test_a_list_of_entries_taken_earlier_does_not_change():
    journal = record(Journal(limit=8, archive=Shelf()), [("observed",)] * 8)
    reader = iter(journal.entries)
    first = next(reader)
    record(journal, [("observed",)] * 20)
    assert [first, *reader] == journal.entries[:8]


def test_a_limit_is_at_least_one():
    with pytest.raises(ValueError, match="limit is 0, must be at least 1"):
        Journal(limit=0)


def test_what_is_exchanged_promptly_is_kept_packed_until_somebody_asks():
    journal = Journal(limit=1000)
    for number in range(100):
        journal.exchanged(0.0, "CP1", 1, "Heartbeat", f'[2,"{number}","Heartbeat",{{}}]', "[3]")
    assert journal._exchanges.all == []
    assert len(journal.exchanges) == 100
    assert journal.exchanges[7].call is journal.entries[14]
    journal.exchanged(0.0, "CP1", 1, "Heartbeat", '[2,"100","Heartbeat",{}]', "[3]")
    assert [each.call.index for each in journal.exchanges] == list(range(0, 202, 2))


def test_who_listens_hears_of_each_text_at_once():
    journal, heard = Journal(limit=100), []
    journal.exchanged(0.0, "CP1", 1, "Heartbeat", '[2,"1","Heartbeat",{}]', '[3,"1",{}]')
    journal.on_entry = heard.append
    journal.exchanged(1.0, "CP1", 1, "Heartbeat", '[2,"2","Heartbeat",{}]', '[3,"2",{}]')
    assert heard == list(journal.entries[2:])
    assert [entry.index for entry in heard] == [2, 3]


def test_exchanges_come_in_the_order_of_their_calls():
    journal = Journal(limit=100)
    for number in range(3):
        journal.exchanged(0.0, "CP1", 1, "Heartbeat", '[2,"1","Heartbeat",{}]', '[3,"1",{}]')
        journal.frame(0.0, "CP1", 1, DOWN, f'[2,"{number}","ClearCache",{{}}]')
    assert [each.call.index for each in journal.exchanges] == [0, 2, 3, 5, 6, 8]
