import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from reports.folder import ReportFolderError
from reports.writer import write

SCHEMA = Path(__file__).parents[2] / "reports" / "report.schema.json"


def content(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def report(folder: Path) -> dict:
    return json.loads((folder / "report.json").read_bytes())


def cases(folder: Path) -> dict[str, ElementTree.Element]:
    root = ElementTree.parse(folder / "junit.xml").getroot()
    return {case.attrib["name"]: case for case in root.iter("testcase")}


def test_the_folder_holds_what_is_promised(run, tmp_path):
    write(run, tmp_path / "deep" / "report")
    assert set(content(tmp_path)) == {
        f"deep/report/{name}"
        for name in (
            "report.json",
            "junit.xml",
            "summary.md",
            "traces/a-reboot-is-announced.jsonl",
            "traces/a-reconnection-is-announced.jsonl",
            "traces/an-outage.jsonl",
            "traces/a-handshake.jsonl",
            "traces/a-broken-one.jsonl",
        )
    }


def test_the_document_satisfies_the_published_schema(run, tmp_path):
    write(run, tmp_path / "report")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report(tmp_path / "report"), schema)


def test_the_schema_notices_what_is_missing_or_unknown(run, tmp_path):
    write(run, tmp_path / "report")
    schema, document = json.loads(SCHEMA.read_text(encoding="utf-8")), report(tmp_path / "report")
    validator = jsonschema.Draft202012Validator(schema)
    without = {name: value for name, value in document.items() if name != "exit_code"}
    assert not validator.is_valid(without)
    assert not validator.is_valid({**document, "colour": "red"})
    assert not validator.is_valid({**document, "exit_code": 2})


def test_a_behaviour_lists_its_scenarios_with_the_files_of_their_frames(run, tmp_path):
    write(run, tmp_path / "report")
    second = report(tmp_path / "report")["results"][1]
    assert [each["name"] for each in second["scenarios"]] == [
        "A reboot is announced",
        "A reconnection is announced",
    ]
    assert second["scenarios"][1]["failure"]["seen"] == "Heartbeat"
    assert (tmp_path / "report" / second["scenarios"][1]["trace"]).is_file()
    assert "scenarios" not in report(tmp_path / "report")


def test_a_scenario_without_behaviour_is_not_lost(run, tmp_path):
    write(run, tmp_path / "report")
    assert [s["name"] for s in report(tmp_path / "report")["other_scenarios"]] == ["A broken one"]


def test_two_equal_runs_differ_in_the_header_only(run, tmp_path):
    write(run, tmp_path / "one")
    write({**run, "header": {**run["header"], "elapsed": 7}}, tmp_path / "two")
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert {name for name in one if one[name] != two[name]} == {"report.json"}
    first, second = report(tmp_path / "one"), report(tmp_path / "two")
    assert first.pop("header") != second.pop("header")
    assert first == second


def test_scenarios_of_one_name_get_files_of_their_own(run, tmp_path):
    for scenario in run["scenarios"]:
        scenario["name"] = "Über / ../ uns"
    write(run, tmp_path / "report")
    names = sorted(file.name for file in (tmp_path / "report" / "traces").iterdir())
    assert names == [f"uber-uns{suffix}.jsonl" for suffix in ("-2", "-3", "-4", "-5", "")]


def test_a_trace_has_a_frame_a_line_with_the_password_masked(run, tmp_path):
    write(run, tmp_path / "report")
    lines = (tmp_path / "report/traces/a-reboot-is-announced.jsonl").read_text().splitlines()
    assert [json.loads(json.loads(line)["raw"])[3]["value"] for line in lines] == ["***"]
    assert not [name for name, text in content(tmp_path).items() if b"hunter2" in text]


def test_junit_tells_failure_error_and_skip_apart(run, tmp_path):
    write(run, tmp_path / "report")
    found = cases(tmp_path / "report")
    kinds = {name: [child.tag for child in case] for name, case in found.items()}
    assert list(kinds.values()) == [[], ["failure"], ["error"], ["skipped"], ["error"]]
    failure = found["A reconnection is announced"][0]
    for part in ("expected: ", "seen: Heartbeat", "nearest miss: StatusNotification", "cp-to-csms"):
        assert part in (failure.text or "")
    assert found["A handshake"][0].attrib["message"] == "about sockets"
    assert found["A reboot is announced"].attrib["classname"] == "ZAP-BOOT-001"
    assert found["A reboot is announced"].attrib["time"] == "12.5"


def test_junit_counts_and_knows_no_time_of_day(run, tmp_path):
    run["scenarios"][3]["location"] = "features/zappi/sockets.feature:3"
    run["scenarios"].sort(key=lambda scenario: scenario["location"])
    write(run, tmp_path / "report")
    root = ElementTree.parse(tmp_path / "report" / "junit.xml").getroot()
    assert [suite.attrib["name"] for suite in root] == [
        "features/zappi/boot.feature",
        "features/zappi/sockets.feature",
    ]
    assert [root.attrib[name] for name in ("tests", "failures", "errors", "skipped")] == list(
        "5121"
    )
    assert not [element for element in root.iter() if "timestamp" in element.attrib]


def test_what_xml_and_utf8_cannot_hold_is_escaped(run, tmp_path):
    odd = "nul \x00 escape \x1b[31m surrogate \ud800 end"
    run["scenarios"][1]["failure"] = {
        **run["scenarios"][1]["failure"],
        "expected": odd,
        "excerpt": [odd],
    }
    run["scenarios"][1]["trace"] = [{"raw": odd}]
    write(run, tmp_path / "report")
    text = cases(tmp_path / "report")["A reconnection is announced"][0].text or ""
    assert r"nul \x00 escape \x1b[31m surrogate \ud800 end" in text
    assert "\x1b" not in (tmp_path / "report" / "summary.md").read_text(encoding="utf-8")
    trace = (tmp_path / "report/traces/a-reconnection-is-announced.jsonl").read_bytes()
    assert json.loads(trace)["raw"] == odd


def test_the_summary_has_a_line_for_each_behaviour(run, tmp_path):
    run["results"][0]["sentence"] = "a | b\nc <i>"
    write(run, tmp_path / "report")
    lines = (tmp_path / "report" / "summary.md").read_text(encoding="utf-8").splitlines()
    assert r"| ZAP-BOOT-001 | PASS | vendor | a \| b c \<i\> |" in lines
    assert sum(line.startswith("| ZAP-") for line in lines) == len(run["results"])
    assert "## FAIL: A reconnection is announced" in lines
    assert "- **nearest miss**: StatusNotification: another action" in lines
    assert "- ZAP-CFG-001: there is no scenario for it yet" in lines


def test_a_trace_cannot_end_the_block_that_quotes_it(run, tmp_path):
    run["scenarios"][1]["failure"]["excerpt"] = ["```", "# not a heading"]
    write(run, tmp_path / "report")
    text = (tmp_path / "report" / "summary.md").read_text(encoding="utf-8")
    assert "````text\n```\n# not a heading\n````" in text


def test_an_earlier_report_is_replaced_as_a_whole(run, tmp_path):
    folder = tmp_path / "report"
    write(run, folder)
    (folder / "traces" / "of-a-scenario-that-is-gone.jsonl").write_text("old")
    write(run, folder)
    assert "traces/of-a-scenario-that-is-gone.jsonl" not in content(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


def test_an_empty_folder_is_taken(run, tmp_path):
    (tmp_path / "report").mkdir()
    write(run, tmp_path / "report")
    assert report(tmp_path / "report")["exit_code"] == 3


def test_a_report_that_cannot_be_finished_leaves_the_earlier_one(run, tmp_path):
    write(run, tmp_path / "report")
    before = content(tmp_path)
    run["results"][-1]["scenarios"] = [99]
    with pytest.raises(IndexError):
        write(run, tmp_path / "report")
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    "marker", [None, "{}", "not json", '{"format": "pytest-json"}', "[]"], ids=str
)
def test_a_folder_of_somebody_else_is_left_alone(run, tmp_path, marker):
    (tmp_path / "notes.txt").write_text("mine")
    if marker is not None:
        (tmp_path / "report.json").write_text(marker)
    before = content(tmp_path)
    with pytest.raises(ReportFolderError, match="left alone"):
        write(run, tmp_path)
    assert content(tmp_path) == before


def test_a_file_is_no_folder(run, tmp_path):
    (tmp_path / "report").write_text("a file")
    with pytest.raises(ReportFolderError, match="is a file, not a folder"):
        write(run, tmp_path / "report")
    with pytest.raises(ReportFolderError, match="cannot be"):
        write(run, tmp_path / "report" / "below")


def test_a_folder_that_cannot_be_put_in_place_gives_the_earlier_one_back(
    run, tmp_path, monkeypatch
):
    write(run, tmp_path / "report")
    before, rename = content(tmp_path), Path.rename

    def refuse(source: Path, target: Path) -> Path:
        if source.name.endswith(".old") or source.name == "report":
            return rename(source, target)
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(ReportFolderError, match="cannot be replaced: Permission denied"):
        write(run, tmp_path / "report")
    assert content(tmp_path) == before


def test_a_link_to_itself_is_no_folder(run, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(ReportFolderError, match="cannot be"):
        write(run, tmp_path / "loop")


def test_the_current_folder_is_not_pulled_from_under_the_caller(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReportFolderError, match="name a folder inside of it"):
        write(run, Path())
    write(run, Path("inside"))
    assert (tmp_path / "inside" / "report.json").is_file()
