"""A baseline is read whole, or refused with every mistake; it excuses what it justifies, and no more."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from conformance.baseline import Baseline, BaselineError, Standing, load, template
from conformance.catalogue import load as load_catalogue
from conformance.verdict import Verdict

CATALOGUE = load_catalogue()
TODAY = date(2026, 6, 15)
ENTRIES = """\
# what is known of it
[[deviation]]
behaviour = "ZAP-BOOT-001"
reason = "The maker ships no fix for this line."
finding = "https://example.org/1"
until = 2026-12-31

[[deviation]]
behaviour = "ZAP-BOOT-002"
reason = "Accepted."
finding = "T-2"
"""


def read(tmp_path: Path, text: str) -> Baseline:
    file = tmp_path / "baseline.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, CATALOGUE)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(BaselineError) as caught:
        read(tmp_path, text)
    return [f"{each.line}: {each.words}" for each in caught.value.mistakes]


def entry(**fields: str) -> str:
    given = {"behaviour": '"ZAP-BOOT-001"', "reason": '"R"', "finding": '"F"', **fields}
    return "[[deviation]]\n" + "".join(f"{key} = {value}\n" for key, value in given.items())


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        (Verdict.FAIL, Standing.KNOWN),
        (Verdict.PASS, Standing.STALE),
        (Verdict.ERROR, Standing.UNJUDGED),
        (Verdict.INCONCLUSIVE, Standing.UNJUDGED),
        (Verdict.NOT_APPLICABLE, None),
    ],
)
def test_the_standing_of_what_is_listed(
    tmp_path: Path, verdict: Verdict, standing: Standing | None
) -> None:
    assert read(tmp_path, ENTRIES).standing("ZAP-BOOT-002", verdict, TODAY) == standing


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_standing_of_what_is_not_listed(tmp_path: Path, verdict: Verdict) -> None:
    expected = Standing.NEW if verdict is Verdict.FAIL else None
    assert read(tmp_path, ENTRIES).standing("ZAP-BOOT-003", verdict, TODAY) == expected
    assert read(tmp_path, "").standing("ZAP-BOOT-003", verdict, TODAY) == expected


def test_an_entry_counts_until_the_end_of_its_last_day(tmp_path: Path) -> None:
    found = read(tmp_path, ENTRIES)
    last, after = date(2026, 12, 31), date(2027, 1, 1)
    assert found.standing("ZAP-BOOT-001", Verdict.FAIL, last) is Standing.KNOWN
    assert found.standing("ZAP-BOOT-001", Verdict.FAIL, after) is Standing.NEW
    assert found.standing("ZAP-BOOT-001", Verdict.PASS, after) is None
    assert found.expired(last) == ()
    assert [each.behaviour for each in found.expired(after)] == ["ZAP-BOOT-001"]


@pytest.mark.parametrize("missing", [{"reason": '""'}, {"finding": '"  "'}])
def test_without_reason_or_finding_nothing_is_excused(
    tmp_path: Path, missing: dict[str, str]
) -> None:
    found = read(tmp_path, entry(**missing))
    assert [each.line for each in found.unjustified] == [1]
    assert found.standing("ZAP-BOOT-001", Verdict.FAIL, TODAY) is Standing.UNJUSTIFIED
    assert found.standing("ZAP-BOOT-001", Verdict.PASS, TODAY) is Standing.STALE


def test_a_reason_left_out_is_an_empty_one(tmp_path: Path) -> None:
    found = read(tmp_path, '[[deviation]]\nbehaviour = "ZAP-BOOT-001"\n')
    assert [each.behaviour for each in found.unjustified] == ["ZAP-BOOT-001"]


def test_a_day_may_be_written_as_text(tmp_path: Path) -> None:
    found = read(tmp_path, entry(until='"2026-12-31"'))
    assert found.entries["ZAP-BOOT-001"].until == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (entry(behaviour='"ZAP-BOOT-999"'),
         "2: no behaviour ZAP-BOOT-999 in the catalogue; did you mean ZAP-BOOT-0"),
        (entry(behaviour='"boot"'), "2: no behaviour boot in the catalogue"),
        (entry(behaviour="3"), "2: behaviour has to be a text in quotes"),
        ('[[deviation]]\nreason = "R"\n', "1: behaviour is missing"),
        (entry(reason="[1]"), "3: reason has to be a text in quotes"),
        (entry(finding="true"), "4: finding has to be a text in quotes"),
        (entry(until='"soon"'), "5: until has to be a day such as 2026-12-31"),
        (entry(until="2026-12-31T10:00:00Z"), "5: until has to be a day such as 2026-12-31"),
        (entry(until="20261231"), "5: until has to be a day such as 2026-12-31"),
        (entry(resaon='"R"'), "5: resaon is unknown; did you mean reason?"),
        (entry() + entry(), "6: ZAP-BOOT-001 is listed already, in line 1"),
        ("[deviation]\n", "1: [deviation] has to be [[deviation]]"),
        ("deviation = [3]\n", "1: an entry has to be a table, headed [[deviation]]"),
        ("[[deviations]]\n", "1: deviations is unknown; an entry is headed [[deviation]]"),
        ("[[deviation]\n", "1: this is not TOML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    found = mistakes(tmp_path, text)
    assert [each for each in found if each.startswith(said)], found


def test_several_mistakes_are_listed_at_once(tmp_path: Path) -> None:
    text = entry(reason="1", until="1") + entry(behaviour='"X"')
    assert [each.split(":")[0] for each in mistakes(tmp_path, text)] == ["3", "5", "7"]


def test_without_a_file_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="no such file; run with --write-baseline prints one"):
        load(tmp_path / "baseline.toml", CATALOGUE)


def result(identity: str, verdict: str, **fields: object) -> dict[str, object]:
    return {
        "behaviour": identity,
        "sentence": CATALOGUE[identity].sentence,
        "verdict": verdict,
        "warning": False,
        "listed": None,
        **fields,
    }


def test_the_entries_that_are_written_do_not_count_yet(tmp_path: Path) -> None:
    text = template(
        [
            result("ZAP-BOOT-001", "FAIL"),
            result("ZAP-BOOT-002", "PASS"),
            result("ZAP-BOOT-003", "FAIL", warning=True),
            result("ZAP-BOOT-004", "FAIL", listed={"reason": "R"}),
            result("ZAP-BOOT-005", "ERROR"),
            result("ZAP-BOOT-006", "FAIL"),
        ]
    )
    assert [each["behaviour"] for each in tomllib.loads(text)["deviation"]] == [
        "ZAP-BOOT-001",
        "ZAP-BOOT-006",
    ]
    assert CATALOGUE["ZAP-BOOT-001"].sentence in text
    found = read(tmp_path, text)
    assert len(found.unjustified) == 2
    assert found.standing("ZAP-BOOT-001", Verdict.FAIL, TODAY) is Standing.UNJUSTIFIED


def test_where_nothing_failed_that_is_said(tmp_path: Path) -> None:
    text = template([result("ZAP-BOOT-001", "PASS")])
    assert text == "# nothing failed that is not listed\n"
    assert read(tmp_path, text).entries == {}
