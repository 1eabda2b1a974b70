"""`init` writes a statement that can be used as it stands, and destroys nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from conformance.cli import app
from conformance.statement import load
from conformance.statement.checks import NEEDED
from conformance.statement.template import template
from ocpp16.actions import Role


def call(*arguments: object):
    return CliRunner().invoke(app, ["init", *map(str, arguments)])


@pytest.mark.parametrize("role", list(Role))
def test_what_is_written_loads_as_it_stands(tmp_path: Path, role: Role) -> None:
    file = tmp_path / "conformance.toml"
    result = call("--role", role, file)
    assert result.exit_code == 0
    assert str(file) in result.stdout
    assert load(file, {}).role is role


@pytest.mark.parametrize("role", list(Role))
def test_what_is_commented_out_loads_too(tmp_path: Path, role: Role) -> None:
    for name in ("server.pem", "server.key", "ca.pem"):
        (tmp_path / name).write_text("PEM")
    lines = template(role).splitlines()
    text = "\n".join(
        line[2:] if line.startswith("# ") and " = " in line else line for line in lines
    )
    assert text != "\n".join(lines)
    file = tmp_path / "conformance.toml"
    file.write_text(text, encoding="utf-8")
    found = load(file, {"CP_KEY": "secret"})
    assert found.connection.key is not None
    assert found.timing.budget


def test_a_statement_that_is_there_is_kept_unless_forced(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("mine")
    result = call(file)
    assert result.exit_code == 2
    assert result.stderr == f"error: {file} is there already; --force replaces it\n"
    assert file.read_text() == "mine"
    assert call(file, "--force").exit_code == 0
    assert load(file, {}).role is Role.CHARGE_POINT


def test_without_a_name_it_is_conformance_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call().exit_code == 0
    assert [each.name for each in tmp_path.iterdir()] == ["conformance.toml"]


def test_a_wrong_role_or_place_is_one_line(tmp_path: Path) -> None:
    result = call("--role", "charger", tmp_path / "a")
    assert result.exit_code == 2
    assert "unknown role 'charger'; there is central-system, charge-point" in result.stderr
    result = call(tmp_path / "absent" / "a")
    assert result.exit_code == 2
    assert "cannot be written: No such file or directory" in result.stderr
    assert call(tmp_path, "--force").exit_code == 2


def test_every_role_says_what_it_needs() -> None:
    assert set(NEEDED) == set(Role)
