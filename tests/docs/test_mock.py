"""docs/mock.md and the examples are true: every block and every file runs."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mock_csms.control.bench import bench
from tests.mock_csms.control.bench import run as run_scene

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "mock.md").read_text(encoding="utf-8")
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
MARKED_TO_FAIL = "<!-- fails -->\n"


def blocks() -> dict[str, str]:
    """The Python blocks by their headings, numbered where there are several."""
    found: dict[str, str] = {}
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        heading = section.partition("\n")[0]
        codes = re.findall(r"(<!-- fails -->\n)?```python\n(.*?)```", section, re.DOTALL)
        for number, (mark, code) in enumerate(codes, 1):
            found[f"{heading} {number}"] = mark + code
    return found


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block as a program, or as a file of tests when it has some; warnings are errors."""
    is_suite = re.search(r"^def test_", code, re.MULTILINE) is not None
    file = folder / ("test_block.py" if is_suite else "block.py")
    file.write_text(code.removeprefix(MARKED_TO_FAIL), encoding="utf-8")
    plugin = [
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "ocpp_conformance.pytest_plugin",
    ]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, "-P", "-W", "error", *(plugin if is_suite else []), file.name],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_page_has_its_blocks() -> None:
    headings = {name.rpartition(" ")[0] for name in blocks()}
    assert {
        "First stub",
        "First verification",
        "Calls",
        "Faults",
        "Handshakes",
        "pytest",
    } <= headings
    assert PAGE.count("```python") == len(blocks())


@pytest.mark.parametrize("name", [n for n, c in blocks().items() if MARKED_TO_FAIL not in c])
def test_a_block_runs(name: str, tmp_path: Path) -> None:
    done = run(blocks()[name], tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_failure_shown_is_the_failure_printed(tmp_path: Path) -> None:
    [code] = [code for code in blocks().values() if MARKED_TO_FAIL in code]
    done = run(code, tmp_path)
    assert done.returncode == 1
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert shown is not None
    assert [line for line in shown[1].splitlines() if line not in done.stderr] == []


WRAPPING = """jq --raw-input --slurp '{as: "charge-point", trace: ., pace: null}' trace.jsonl"""


def wrapped(trace: str) -> str:
    """What ``WRAPPING`` makes of a trace."""
    assert f"\n{WRAPPING} > playback.json\n" in PAGE
    return json.dumps({"as": "charge-point", "trace": trace, "pace": None})


def test_the_http_requests_are_taken() -> None:
    requests = re.findall(
        r"^curl -X (\w+) http://127\.0\.0\.1:9001(\S+)(?: --json (?:'(.*)'|@(\S+))| > (\S+))?$",
        PAGE,
        re.MULTILINE,
    )
    assert len(requests) == PAGE.count("\ncurl ") >= 5
    files: dict[str, str] = {}

    async def scene() -> None:
        async with bench() as control:
            connection = control.dial("CP001")
            control.answering(connection, {"status": "Accepted"})
            for method, path, body, source, target in requests:
                text = body or wrapped(files["trace.jsonl"]) if body or source else "null"
                answer = await control.client.request(method, path, json=json.loads(text))
                assert answer.is_success, f"{method} {path}: {answer.text}"
                files[target] = answer.text
                control.send(connection, "Heartbeat", {})
                if "CP001" in path:
                    assert answer.json()["outcome"] == "answered"
            await control.control.forget_playback()

    run_scene(scene())


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_an_example_runs(file: Path, tmp_path: Path) -> None:
    done = run(file.read_text(encoding="utf-8"), tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 2


def test_the_links_within_the_page_lead_to_its_sections() -> None:
    headings = re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    anchors = re.findall(r"^- \[(.*?)\]\(#(.*?)\)$", PAGE, re.MULTILINE)
    assert [title for title, _ in anchors] == headings
    assert [anchor for _, anchor in anchors] == [h.lower().replace(" ", "-") for h in headings]


@pytest.mark.parametrize("command", ["serve", "simulate", "record", "judge", "playback"])
def test_the_commands_exist_with_their_options(command: str) -> None:
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); from conformance.cli import main; main()"
    )
    arguments = [sys.executable, "-c", start, command, "--help"]
    done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=False)
    lines = [line for line in PAGE.splitlines() if line.startswith(f"ocpp-conformance {command}")]
    for option in (word for line in lines for word in shlex.split(line) if word.startswith("--")):
        assert option in done.stdout
    assert done.returncode == 0
