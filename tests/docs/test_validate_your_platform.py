"""The page "Validate your platform": its commands are run, its tables are those of the code."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from conformance.cli import app
from conformance.negative.selection import all_cases
from conformance.statement import OPERATORS
from conformance.sut.operators import problems
from conformance.verdict import ExitCode
from mock_csms import MockCsms

PAGE = (Path(__file__).parents[2] / "docs" / "validate-your-platform.md").read_text("utf-8")
FEW = ("--select", "CSM-CONN-001", "--negatives", "3")
"""All of it is run by the tests of the command; here it is about what the page says."""


def block(name: str) -> list[str]:
    found = re.search(rf"<!-- {name} -->\n```sh\n(.*?)\n```", PAGE, re.DOTALL)
    assert found, f"no block {name}"
    program, *arguments = shlex.split(found[1])
    assert program == "ocpp-conformance"
    return arguments


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    return result.exit_code, result.output


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[MockCsms]:
    monkeypatch.chdir(tmp_path)
    with MockCsms() as csms:
        yield csms


def at(csms: MockCsms, arguments: list[str]) -> list[str]:
    return [csms.url if each == "ws://127.0.0.1:9000/ocpp" else each for each in arguments]


@pytest.mark.parametrize("name", ["first-report", "with-operator"])
def test_the_address_and_an_identity_are_enough(platform: MockCsms, name: str) -> None:
    code, output = run(*at(platform, block(name)), *FEW)
    assert code == 0, output
    assert json.loads(Path("out/platform/report.json").read_text())["exit_code"] == 0


def test_the_mock_is_served_as_the_page_says() -> None:
    code, output = run(block("platform")[0], "--help")
    assert code == 0
    for option in (each for each in block("platform") if each.startswith("--")):
        assert option in output


def test_the_statement_can_be_written_and_read(platform: MockCsms) -> None:
    code, output = run(*block("statement"))
    assert code == 0, output
    stated = Path("platform.toml").read_text("utf-8").replace("ws://127.0.0.1:9000/", platform.url)
    Path("platform.toml").write_text(stated, "utf-8")
    code, output = run("platform", "--statement", "platform.toml", *FEW)
    assert code == 0, output


def test_the_negative_catalogue_is_as_large_as_it_says() -> None:
    code, output = run(*block("negatives"))
    assert code == 0
    assert str(len(all_cases())) in output
    assert len(all_cases()) >= 1900


def test_the_operators_are_those_there_are() -> None:
    table = PAGE[PAGE.index("| `operator.kind` |") :]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(OPERATORS)


def test_the_example_of_an_operator_is_a_right_one() -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert example
    options = tomllib.loads(example[1])["operator"]
    kind = options.pop("kind")
    assert problems(kind, {**options, "token": "t"}) == []


def test_the_exit_codes_are_those_there_are() -> None:
    table = PAGE[PAGE.index("| exit code |") :]
    told = {int(code) for code in re.findall(r"^\| (\d) \|", table, re.MULTILINE)}
    assert told <= set(ExitCode)
