"""What the phrases have in common."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conformance import profile
from conformance.benches import OwnBench
from conformance.judgement import Inconclusive
from conformance.plan import Plan
from conformance.testbed import TestBed
from steps import _words


@pytest.fixture
def bed() -> Iterator[TestBed]:
    with OwnBench(profile.load("zappi"), Plan()).open() as made:
        yield made


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1 second", 1),
        ("90 seconds", 90),
        ("2 minutes", 120),
        ("0.5 hours", 1800),
        ("3 days", 259200),
    ],
)
def test_durations_are_read_in_seconds(text: str, seconds: float) -> None:
    assert _words.seconds(text) == seconds


def test_quoted_words_are_told_apart() -> None:
    assert _words.alternatives('"Accepted", "Scheduled" or "Rejected"') == [
        "Accepted", "Scheduled", "Rejected",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("occasions", "times"), [("every", None), ("the next", 1), ("the next 3", 3)]
)
def test_occasions_are_counted(occasions: str, times: int | None) -> None:
    assert _words.times(occasions) == times


def test_requests_get_the_types_of_their_schema(bed: TestBed) -> None:
    table = [["field", "value"], ["connectorId", "1"], ["idTag", "123"]]
    assert _words.request(bed, "RemoteStartTransaction", table) == {
        "connectorId": 1,
        "idTag": "123",
    }


def test_a_running_transaction_stands_for_its_id_or_is_a_missing_precondition(bed: TestBed) -> None:
    table = [["field", "value"], ["transactionId", "(running)"]]
    with pytest.raises(Inconclusive):
        _words.request(bed, "RemoteStopTransaction", table)
    bed.power_on()
    bed.drive("plug in")
    bed.require_answer("RemoteStartTransaction", {"connectorId": 1, "idTag": "A"}, "Accepted")
    assert _words.request(bed, "RemoteStopTransaction", table) == {"transactionId": 1}
    assert _words.fields(bed, table) == {"transactionId": "1"}


def test_new_stands_for_what_was_not_there_before_the_first_stimulus(bed: TestBed) -> None:
    table = [["field", "value"], ["idTag", "(new)"]]
    bed.power_on()
    bed.drive("plug in")
    bed.require_answer("RemoteStartTransaction", {"connectorId": 1, "idTag": "A"}, "Accepted")
    assert _words.fields(bed, table) == {"idTag": "≠ "}
    bed.begin_step("when")
    assert _words.fields(bed, table) == {"idTag": "≠ A"}


def test_a_request_of_no_known_action_is_put_together_all_the_same(bed: TestBed) -> None:
    assert _words.request(bed, "FooBar", [["field", "value"], ["x", "1"]]) == {"x": 1}


def test_empty_cells_are_left_out() -> None:
    table = [["id", "level"], ["1", ""], ["2", "3"]]
    assert _words.rows(table) == [{"id": "1"}, {"id": "2", "level": "3"}]


def test_now_stands_for_the_moment_of_the_latest_stimulus(bed: TestBed) -> None:
    table = [["field", "value"], ["timestamp", "(now)"]]
    assert _words.fields(bed, table) == {"timestamp": "2026-01-05T00:00:00.000Z ± 2"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("+600 s", "2026-01-05T00:10:00.000Z"),
        ("+600 s (+02:00)", "2026-01-05T02:10:00.000+02:00"),
        ("+0 s (no zone)", "2026-01-05T00:00:00.000"),
        ("-600 s", "2026-01-04T23:50:00.000Z"),
    ],
)
def test_moments_are_written_in_the_zone_that_is_named(
    bed: TestBed, value: str, written: str
) -> None:
    table = [["field", "value"], ["retrieveDate", value], ["location", value]]
    request = _words.request(bed, "UpdateFirmware", table)
    assert request == {"retrieveDate": written, "location": value}


@pytest.mark.parametrize(
    ("text", "length", "start"),
    [
        ("https://pay.example/(501 characters)", 501, "https://pay.example/x"),
        ("(3 characters)", 3, "xxx"),
        ("12 characters", 13, "12 characters"),
    ],
)
def test_long_values_are_spelt_out(text: str, length: int, start: str) -> None:
    spelt = _words.spelt_out(text)
    assert (len(spelt), spelt[: len(start)]) == (length, start)


def test_a_tag_can_be_meant_in_the_other_case(bed: TestBed) -> None:
    assert _words.named_tag(bed, "(valid tag)") == "VALID-1"
    assert _words.named_tag(bed, "(valid tag, in the other case)") == "valid-1"
    assert _words.named_tag(bed, "(valid tag 2, in the other case)") == "valid-2"
    assert _words.named_tag(bed, "in the other case") == "in the other case"
