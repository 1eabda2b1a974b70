"""Suite seconds and OCPP timestamps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocpp16.timestamps import is_utc, to_seconds, to_text

EIGHT_O_CLOCK = 1_767_600_000.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (EIGHT_O_CLOCK, "2026-01-05T08:00:00.000Z"),
        (EIGHT_O_CLOCK + 0.25, "2026-01-05T08:00:00.250Z"),
        (EIGHT_O_CLOCK + 0.9996, "2026-01-05T08:00:01.000Z"),
    ],
)
def test_a_moment_is_written_in_utc_with_milliseconds(seconds, text):
    assert to_text(seconds) == text


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05T08:00:00Z",
        "2026-01-05T08:00:00.000Z",
        "2026-01-05t08:00:00z",
        "2026-01-05T09:00:00+01:00",
        "2026-01-05T02:30:00-05:30",
        "2026-01-05T08:00:00.000000000+00:00",
    ],
)
def test_every_form_of_rfc_3339_is_read(text):
    assert to_seconds(text) == EIGHT_O_CLOCK


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2026-01-05",
        "2026-01-05T08:00:00",
        "2026-01-05 08:00:00Z",
        "2026-01-05T08:00Z",
        "2026-01-05T08:00:00+0100",
        "2026-01-05T08:00:00.Z",
        "2026-13-05T08:00:00Z",
        "2026-02-30T08:00:00Z",
        "20260105T080000Z",
        "1767600000",
        " 2026-01-05T08:00:00Z",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the words are partly those of datetime
        to_seconds(text)


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_milliseconds_survive_the_round_trip(milliseconds):
    assert round(to_seconds(to_text(milliseconds / 1000)) * 1000) == milliseconds


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-01-05T08:00:00Z", True),
        ("2026-01-05T08:00:00z", True),
        ("2026-01-05T08:00:00+00:00", True),
        ("2026-01-05T08:00:00-00:00", True),
        ("2026-01-05T09:00:00+01:00", False),
        ("2026-01-05T08:00:00", False),
    ],
)
def test_utc_is_recognised(text, utc):
    assert is_utc(text) is utc
