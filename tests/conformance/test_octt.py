from pathlib import Path

import pytest

from conformance.catalogue import CatalogueError
from conformance.octt import Purpose, load, rows

FILE = """\
cases = ["TC_001_CS", "TC_002_CS", "TC_003_CS"]

["TC_001_CS"]
title = "A cold start"
covered_by = ["a.feature: It starts"]
not_applicable = { older = "it never stops" }

["TC_002_CS"]
title = "A reservation"
not_applicable = { zappi = "nobody reserves" }

["TC_003_CS"]
title = "Something else"
todo = true
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "octt.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_is_read(tmp_path):
    purposes = load(written(tmp_path, FILE))
    assert purposes.cases == ("TC_001_CS", "TC_002_CS", "TC_003_CS")
    assert [purpose.id for purpose in purposes] == list(purposes.cases)
    assert purposes.entries["TC_003_CS"] == Purpose("TC_003_CS", "Something else", todo=True)


def test_a_profile_is_named_only_where_it_differs(tmp_path):
    entries = load(written(tmp_path, FILE)).entries
    assert entries["TC_001_CS"].reason("zappi") is None
    assert entries["TC_001_CS"].reason("older") == "it never stops"
    assert entries["TC_002_CS"].reason("older") == "nobody reserves"


def test_rows_are_those_of_one_profile(tmp_path):
    purposes = load(written(tmp_path, FILE))
    assert [row["covered_by"] for row in rows(purposes, "zappi")] == [
        ["a.feature: It starts"],
        [],
        [],
    ]
    assert [row["not_applicable"] for row in rows(purposes, "older")] == [
        "it never stops",
        "nobody reserves",
        None,
    ]


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("TC_001_CS = 3", "not a table"),
        ('["TC_001_CS"]\ntodo = true', "title is missing"),
        ('["TC_001_CS"]\ntitle = ""', "title is empty"),
        ('["TC_001_CS"]\ntitle = "A start"\ncovered_by = []', "covered_by is empty"),
        ('["TC_001_CS"]\ntitle = "A start"\ncovered = []', "unknown field covered"),
        ('["TC_001_CS"]\ntitle = "A start"\ntodo = "yes"', "todo is of the wrong type"),
        ('["TC_001_CS"]\n["TC_001_CS"]', "not TOML"),
    ],
)
def test_what_cannot_be_understood_is_told(tmp_path, entry, problem):
    with pytest.raises(CatalogueError, match=problem):
        load(written(tmp_path, entry))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CatalogueError, match="cannot be read"):
        load(tmp_path / "none.toml")
