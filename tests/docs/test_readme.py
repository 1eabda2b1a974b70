"""README and docs are true: their commands exist, their excerpts are what is printed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(after: str) -> str:
    """The code block that follows a text of the README."""
    _, _, rest = README.partition(after)
    found = re.search(r"```\w*\n(.*?)```", rest, re.DOTALL)
    assert found, f"no code block after {after!r}"
    return found[1].rstrip("\n")


def ocpp_conformance(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        "from ocpp_conformance.launch import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-c", start, *arguments],
        cwd=folder, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def squeezed(text: str) -> str:
    """A text without the spaces that lay it out."""
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The run command of the README, as it stands there, but for the set-up."""
    folder = tmp_path_factory.mktemp("run")
    command = shlex.split(block("<!-- run-command -->").split("&&")[-1])
    assert command[0] == ".venv/bin/ocpp-conformance"
    done = ocpp_conformance(*command[1:], folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out" / "report"


def test_the_run_command_writes_the_report_it_promises(report: Path) -> None:
    names = {path.name for path in report.iterdir()}
    assert names == {"report.json", "junit.xml", "summary.md", "traces", "allure-results"}


def test_the_excerpt_of_the_summary_is_in_the_summary(report: Path) -> None:
    summary = (report / "summary.md").read_text(encoding="utf-8").splitlines()
    lines = block("A piece of `summary.md`:").splitlines()
    assert len(lines) >= 5
    assert [line for line in lines if line not in summary] == []


def test_the_failure_shown_is_the_failure_printed(tmp_path: Path) -> None:
    text = README.split("`talkative-while-pending` seeded")[0]
    assert text != README
    done = ocpp_conformance(
        *("run", "--behaviour", "ZAP-BOOT-013", "--deviation", "talkative-while-pending"),
        folder=tmp_path,
    )
    assert done.returncode == 1
    shown = block("`talkative-while-pending` seeded")
    assert len(shown.splitlines()) >= 5
    printed = squeezed(done.stdout)
    assert [line for line in shown.splitlines() if squeezed(line).strip() not in printed] == []


def test_the_feature_quoted_is_a_feature_of_the_suite() -> None:
    quoted = squeezed(block("judged by what crossed the wire:"))
    features = (ROOT / "features").rglob("*.feature")
    assert any(quoted.strip() in squeezed(file.read_text()) for file in features)


def test_ci_runs_the_test_command_of_the_readme() -> None:
    command = block("<!-- test-command -->")
    assert command.endswith("tox")
    extraction = next(
        line for line in (ROOT / ".ci" / "run").read_text().splitlines() if "sed -n" in line
    )
    script = f'cd {shlex.quote(str(ROOT))}; {extraction}; printf %s "$command"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == command


@pytest.mark.parametrize(
    "command", ["run", "deviations", "catalogue", "serve", "simulate", "health"]
)
def test_every_command_of_the_table_exists_and_explains_itself(
    command: str, tmp_path: Path
) -> None:
    row = next(
        line for line in README.splitlines() if line.startswith(f"| `ocpp-conformance {command}`")
    )
    done = ocpp_conformance(command, "--help", folder=tmp_path)
    assert done.returncode == 0
    for option in re.findall(r"--[a-z-]+", row):
        assert option in done.stdout


@pytest.mark.parametrize(
    "page",
    [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md"],
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
