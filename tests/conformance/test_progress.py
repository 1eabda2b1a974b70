import io

import pytest
from rich.console import Console

from conformance.progress import shown
from conformance.results import ScenarioResult
from conformance.verdict import Verdict


def told(verdict: Verdict, *, terminal: bool) -> str:
    out = io.StringIO()
    console = Console(file=out, width=80, force_terminal=terminal, markup=False, highlight=False)
    with shown(console) as progress:
        progress.started(7)
        progress.finished(ScenarioResult("F", "A [bold]reboot[/bold]", (), verdict, "a.feature:1"))
    return out.getvalue()


def test_without_a_terminal_there_are_lines():
    assert told(Verdict.PASS, terminal=False) == "running 7\n"
    assert told(Verdict.FAIL, terminal=False).endswith("\nFAIL  A [bold]reboot[/bold]\n")


@pytest.mark.parametrize("verdict", [Verdict.PASS, Verdict.NOT_APPLICABLE])
@pytest.mark.parametrize("terminal", [True, False])
def test_what_went_well_is_not_named(verdict, terminal):
    assert "reboot" not in told(verdict, terminal=terminal)


def test_on_a_terminal_a_bar_counts_and_failures_are_named():
    text = told(Verdict.ERROR, terminal=True)
    assert "1/7" in text
    assert "ERROR  A [bold]reboot[/bold]" in text
