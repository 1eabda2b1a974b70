"""The command driver: what is filled in, what exit codes mean, and that nothing is left running."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from conformance.sut.driver import Driver, DriverError, NotDrivable
from conformance.sut.drivers import OptionsError, make, problems

URL = "ws://127.0.0.1:9000/ocpp/"


def python(code: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", code, *arguments]


def driver(**options: Any) -> Driver:
    made = make("command", "CP 1", {"timeout": 20, **options})
    made.configure({"url": URL})
    return made


def written(folder: Path) -> list[str]:
    """A program that writes its arguments into a file, and the environment variable COLOUR."""
    code = (
        "import os, sys, pathlib; "
        "words = [*sys.argv[1:], os.environ.get('COLOUR', '')]; "
        "pathlib.Path('seen').write_text('\\n'.join(words))"
    )
    return python(code)


def test_placeholders_are_filled_in_and_no_shell_reads_them(tmp_path: Path) -> None:
    template = ["{identity}", "{url}", "{endpoint}", "{host}:{port}", "{pin}", "{", "{}", "$HOME;"]
    made = driver(
        commands={"enter pin": [*written(tmp_path), *template]},
        environment={"COLOUR": "{identity} red"},
        folder=str(tmp_path),
    )
    made.act(0.0, "enter pin", pin="0 1;2")
    assert (tmp_path / "seen").read_text().split("\n") == [
        "CP 1",
        URL,
        "ws://127.0.0.1:9000/ocpp/CP%201",
        "127.0.0.1:9000",
        "0 1;2",
        "{",
        "{}",
        "$HOME;",
        "CP 1 red",
    ]


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({"seconds": 10.0}, "10"),
        ({"seconds": True}, "on"),
        ({"seconds": None}, ""),
        ({"seconds": [(1.0, 2.0)]}, "[[1.0, 2.0]]"),
        ({"seconds": {"EV plugged": "off"}}, '{"EV plugged": "off"}'),
    ],
)
def test_details_are_written_as_people_write_them(
    tmp_path: Path, details: dict[str, Any], text: str
) -> None:
    made = driver(
        commands={"report every": [*written(tmp_path), "{seconds}"]}, folder=str(tmp_path)
    )
    made.act(0.0, "report every", **details)
    assert (tmp_path / "seen").read_text().split("\n")[0] == text


def test_moments_are_told_as_seconds_from_now(tmp_path: Path) -> None:
    made = driver(commands={"vehicle": [*written(tmp_path), "{waits_for}"]}, folder=str(tmp_path))
    made.act(1000.0, "vehicle", waits_until=1060.0)
    assert (tmp_path / "seen").read_text().split("\n")[0] == "60"


def test_a_placeholder_nobody_knows_is_named() -> None:
    made = driver(commands={"plug in": python("pass", "{colour}")})
    with pytest.raises(DriverError, match=r"\{colour\}; there are .*endpoint"):
        made.act(0.0, "plug in")


def test_settings_that_a_template_uses_are_taken_and_secrets_not_told(tmp_path: Path) -> None:
    shout = "import sys; sys.exit('key is ' + sys.argv[1])"
    made = driver(commands={"power on": python(shout, "{password}")})
    with pytest.raises(NotDrivable, match="users"):
        made.configure({"users": [{"name": "Alice"}]})
    made.configure({"password": "geheim-1"})
    with pytest.raises(DriverError, match="ended with code 1: key is …") as error:
        made.power_on(0.0)
    assert "geheim" not in str(error.value)


def test_the_stated_exit_code_says_that_it_cannot_be_done() -> None:
    code = "import sys; print('no socket', file=sys.stderr); sys.exit(int(sys.argv[1]))"
    made = driver(commands={"plug in": python(code, "69"), "unplug": python(code, "3")}, cannot=3)
    with pytest.raises(NotDrivable, match="no socket"):
        made.act(0.0, "unplug")
    with pytest.raises(DriverError, match="code 69: no socket"):
        made.act(0.0, "plug in")


def test_a_program_that_is_not_there_is_an_error() -> None:
    made = driver(commands={"plug in": ["no-such-program-here"]}, start=["neither-this"])
    with pytest.raises(DriverError, match="neither-this could not be started"):
        made.power_on(0.0)
    with pytest.raises(DriverError, match="no-such-program-here could not be started"):
        made.act(0.0, "plug in")


def test_a_reading_has_an_end() -> None:
    flood = "import sys; sys.stdout.write('7' * 200_000)"
    made = driver(commands={"plug in": python("pass")}, readings={"mode": python(flood)})
    with pytest.raises(DriverError, match="wrote more than a reading has"):
        made.observe(0.0, "mode")


def test_nothing_read_is_nothing() -> None:
    made = driver(commands={"plug in": python("pass")}, readings={"QR code": python("pass")})
    assert made.observe(0.0, "QR code") is None


def test_power_on_without_a_program_is_not_drivable() -> None:
    with pytest.raises(NotDrivable, match="power on"):
        driver(commands={"plug in": python("pass")}).power_on(0.0)


def test_a_started_program_that_cannot_or_breaks_says_so() -> None:
    made = driver(start=python("import sys; print('no licence'); sys.exit(69)"))
    with pytest.raises(NotDrivable, match="no licence"):
        made.power_on(0.0)
    made = driver(start=python("import sys; sys.exit('out of fuel')"))
    with pytest.raises(DriverError, match="code 1: out of fuel"):
        made.power_on(0.0)


def test_a_program_that_does_not_read_is_not_waited_for() -> None:
    made = driver(
        start=python("import time; time.sleep(600)"),
        stdin=True,
        lines={"enter pin": "{pin}"},
    )
    try:
        made.power_on(0.0)
        with pytest.raises(DriverError, match="does not read its input"):
            made.act(0.0, "enter pin", pin="1" * 1_000_000)
        with pytest.raises(DriverError, match="would be two"):
            made.act(0.0, "enter pin", pin="1\n2")
    finally:
        made.close()


def test_a_station_that_must_be_on_is_asked_for() -> None:
    made = driver(start=python("pass"), stdin=True, lines={"plug in": "plug"})
    with pytest.raises(NotDrivable, match="switched on first"):
        made.act(0.0, "plug in")


TOLD = {"start": ["true"], "stdin": True}


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({}, "name a program for each verb"),
        ({"commands": {"plugin": ["x"]}}, "there is no verb 'plugin'; did you mean 'plug in'?"),
        ({"commands": {"plug in": []}}, "commands.plug in: List should have at least 1 item"),
        ({"commands": {"plug in": "plug.sh"}}, "commands.plug in: Input should be a valid list"),
        ({"commands": {"plug in": ["x"]}, "stdin": True}, "name it in start"),
        ({"start": ["x"], "lines": {"plug in": "plug"}}, "add stdin = true"),
        ({**TOLD, "cannot": 0}, "cannot: Input should be greater than or equal to 1"),
        ({**TOLD, "timeout": 1e9}, "timeout: Input should be less than or equal to 3600"),
        ({"start": ["x"], "readings": {"moode": ["x"]}}, "did you mean 'mode'?"),
    ],
)
def test_mistakes_are_named(options: dict[str, Any], mistake: str) -> None:
    (found,) = problems("command", options)
    assert mistake in found
    with pytest.raises(OptionsError):
        make("command", "CP-1", options)
