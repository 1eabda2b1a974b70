import io
import re

import pytest
from rich.console import Console

from reports.console import PLAIN_WIDTH, console, show_run
from reports.markdown import deviations_table
from reports.tables import show_catalogue, show_deviations

LONG = '[2,"1","StatusNotification",' + '{"info":"' + "x" * 150 + '"}]'


def shown(show, width: int = 80, *, terminal: bool = False, colour: bool = False) -> str:
    out = io.StringIO()
    show(
        Console(
            file=out,
            width=width,
            force_terminal=terminal,
            no_color=not colour,
            highlight=False,
            markup=False,
            emoji=False,
        )
    )
    return out.getvalue()


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("width", [80, 140])
@pytest.mark.parametrize("terminal", [True, False])
def test_each_behaviour_has_its_verdict_beside_it(run, width, terminal):
    text = shown(lambda out: show_run(run, out), width, terminal=terminal)
    for result in run["results"]:
        (line,) = [line for line in lines(text) if line.startswith(f" {result['behaviour']}  ")]
        assert result["verdict"] in line


@pytest.mark.parametrize("width", [80, 140])
def test_a_terminal_is_never_overrun(run, width):
    run["scenarios"][1]["failure"]["excerpt"] = [LONG]
    text = shown(lambda out: show_run(run, out), width, terminal=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(map(len, plain.splitlines())) <= width
    assert plain.count("x") >= 150


def test_a_failure_says_expected_seen_and_nearest_miss(run):
    text = lines(shown(lambda out: show_run(run, out)))
    assert "FAIL  A reconnection is announced" in text
    assert '  expected      a "BootNotification" within 2 s' in text
    assert "  seen          Heartbeat" in text
    assert "  nearest miss  StatusNotification: another action" in text
    assert '    12.4 cp-to-csms [2,"2","Heartbeat",{}]' in text


def test_reasons_totals_and_folder_are_told(run, tmp_path):
    text = lines(shown(lambda out: show_run(run, out, tmp_path), 140))
    assert "  reason  the vehicle never charged" in text
    assert "not applicable  A handshake: about sockets" in text
    assert "not run  ZAP-CFG-001: there is no scenario for it yet" in text
    assert "behaviours  1 PASS, 1 FAIL, 1 INCONCLUSIVE, 1 NOT APPLICABLE" in text
    assert "outcome     could not be judged (exit code 3)" in text
    assert text[-1] == f"report      {tmp_path}"


def test_frames_are_not_broken_where_there_is_no_terminal(run):
    run["scenarios"][1]["failure"]["excerpt"] = [LONG]
    assert f"    {LONG}" in lines(shown(lambda out: show_run(run, out)))


def test_without_a_terminal_there_are_no_frames_around_and_no_escapes(run):
    text = shown(lambda out: show_run(run, out))
    assert "\x1b" not in text
    assert "╭" not in text


def test_colours_follow_the_verdict(run):
    text = shown(lambda out: show_run(run, out), terminal=True, colour=True)
    assert "\x1b[32mPASS" in text
    assert "\x1b[1;31mFAIL" in text


def test_what_the_peer_sent_is_shown_and_not_obeyed(run):
    run["scenarios"][1]["failure"]["seen"] = "[bold]x[/bold] \x1b]0;title\x07 :smile:"
    run["scenarios"][1]["name"] = "[/nothing] \x1b[2J"
    for terminal in (True, False):
        text = shown(lambda out: show_run(run, out), terminal=terminal)
        assert r"[bold]x[/bold] \x1b]0;title\x07 :smile:" in text
        assert r"[/nothing] \x1b[2J" in text


def test_a_password_is_not_shown(run):
    run["scenarios"][1]["failure"]["excerpt"] = [run["scenarios"][0]["trace"][0]["raw"]]
    text = shown(lambda out: show_run(run, out), 140)
    assert "hunter2" not in text
    assert "***" in text


def test_a_failed_should_is_called_a_warning(run):
    run["results"][1] |= {"obligation": "should", "warning": True}
    run["totals"]["warnings"] = 1
    text = shown(lambda out: show_run(run, out))
    assert "ZAP-BOOT-002   FAIL (warning)" in text
    assert "1 failed, but only a 'should'" in text


def test_a_console_without_terminal_is_wide_unless_told(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert console(io.StringIO()).width == PLAIN_WIDTH
    monkeypatch.setenv("COLUMNS", "100")
    assert console(io.StringIO()).width == 100


def deviation(name: str, *caught: str, also: tuple[str, ...] = ()) -> dict:
    return {
        "name": name,
        "behaviour": "ZAP-BOOT-001",
        "sentence": f"What {name} does.",
        "caught_by": caught,
        "also_caught_by": also,
        "survived": not caught,
    }


def test_the_matrix_names_who_caught_what():
    rows = [deviation("silent", "A reboot", also=("An outage",)), deviation("deaf")]
    text = lines(shown(lambda out: show_deviations(rows, out, matrix=True)))
    assert " silent      ZAP-BOOT-001   A reboot    An outage" in text
    assert " deaf        ZAP-BOOT-001   SURVIVED" in text
    assert "  deaf: What deaf does." in text
    assert text[-1] == "2 deviations, 1 caught, 1 survived"
    short = shown(lambda out: show_deviations(rows, out, matrix=False))
    assert "also caught by" not in short


def behaviour(identity: str, scenarios: int = 0, **fields: object) -> dict:
    return {
        "id": identity,
        "subject": "bridge",
        "obligation": "vendor",
        "source": "overview: boot",
        "sentence": "Something is sent.",
        "scenarios": scenarios,
        "todo": False,
        "not_tested": None,
        **fields,
    }


@pytest.mark.parametrize("width", [80, 140])
def test_the_catalogue_tells_what_covers_each_behaviour(width):
    rows = [
        behaviour("ZAP-A-001", 2),
        behaviour("ZAP-A-002", todo=True),
        behaviour("ZAP-A-003", not_tested="advice"),
        behaviour("ZAP-A-004"),
        behaviour("ZAP-A-005", 1),
    ]
    text = lines(shown(lambda out: show_catalogue(rows, out), width))
    said = {line[1:10]: line for line in text if line.startswith(" ZAP-")}
    words = ("2 scenarios", "todo", "not tested", "uncovered", "1 scenario")
    for line, word in zip(said.values(), words, strict=True):
        assert f"  {word} " in line
    assert any("not tested: advice" in line for line in text)
    assert text[-1] == "5 behaviours: 2 covered, 1 todo, 1 not tested, 1 uncovered"


def test_a_cell_names_three_scenarios_and_counts_the_rest_but_the_markdown_names_all():
    names = [f"Scenario number {number}" for number in range(7)]
    row = {
        "name": "late", "behaviour": "ZAP-X-001", "sentence": "It is late.",
        "caught_by": names[:1], "also_caught_by": names, "survived": False,
    }  # fmt: skip
    text = lines(shown(lambda out: show_deviations([row], out, matrix=True)))
    assert "and 4 more" in "\n".join(text) if isinstance(text, list) else "and 4 more" in text
    table = deviations_table([row])
    assert all(name in table for name in names)
    assert "**SURVIVED**" in deviations_table([{**row, "caught_by": [], "survived": True}])
