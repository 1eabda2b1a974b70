"""`simulate`: the reference station driven by lines, against the mock central system."""

from __future__ import annotations

import asyncio
import io
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from conformance.commands import station_watch
from conformance.commands.endpoints import check_url
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.simulate import (
    NEVER_CONNECTED,
    Simulation,
    kept_in,
    simulate,
)
from conformance.commands.usage import UsageProblem
from conformance.sut.certificates import self_signed
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from ocpp16.journal import Direction
from reference_impl.station import Station, StationSettings
from reference_impl.zappi import zappi

START = "import typer; from conformance.commands.simulate import simulate; typer.run(simulate)"


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(station_watch, "QUIET", 0.03)
    monkeypatch.setattr(station_watch, "PATIENCE", 2.0)


async def script(*lines: str) -> AsyncIterator[str]:
    for line in lines:
        yield line


class Session:
    """One script against one central system, and what came of it."""

    def __init__(
        self,
        *lines: str,
        key: str | None = None,
        password: str | None = None,
        store: Path | None = None,
    ) -> None:
        keys = {"CP 1": key} if key else {}
        self.system = CentralSystem(access=Access(keys=keys))
        self.screen = io.StringIO()
        self.lines = lines
        self.password = password
        self.store = store
        self.code = asyncio.run(asyncio.wait_for(self._play(), 15))

    async def _play(self) -> int:
        async with Server(self.system) as server:
            settings = StationSettings(url=server.url, identity="CP 1", password=self.password)
            printer = FramePrinter(Console(file=self.screen, width=200))
            with kept_in(self.store) as store:
                simulation = Simulation(Station(settings, store=store), None, printer)
                return await simulation.play(script(*self.lines), paced=True)

    @property
    def actions(self) -> list[str]:
        return [exchange.action for exchange in self.system.journal.exchanges]


def test_a_charge_from_plug_to_unplug() -> None:
    session = Session("plug", "", "pin 12345", "status", "unplug")
    assert session.code == 0
    assert session.actions[0] == "BootNotification"
    transaction = [action for action in session.actions if "Transaction" in action]
    assert transaction == ["StartTransaction", "StopTransaction"]
    assert all(exchange.answer for exchange in session.system.journal.exchanges)
    output = session.screen.getvalue()
    assert "CALL StartTransaction" in output
    assert "RESULT StopTransaction" in output
    assert "plugged in: yes" in output


def test_a_session_left_open_by_one_run_is_ended_by_the_next(tmp_path: Path) -> None:
    first = Session("plug", "pin 12345", store=tmp_path / "kept.sqlite")
    assert "StopTransaction" not in first.actions
    second = Session("wait 0.1", store=tmp_path / "kept.sqlite")
    assert "StartTransaction" not in second.actions
    (stop,) = second.system.journal.requests_sent("StopTransaction")
    assert (stop.payload["transactionId"], stop.payload["reason"]) == (1, "EVDisconnected")


def test_a_store_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("no database")
    with (
        pytest.raises(UsageProblem, match=r"--store .*kept\.sqlite"),
        kept_in(tmp_path / "kept.sqlite"),
    ):
        pass


def test_every_other_command_is_understood() -> None:
    session = Session("plug", "fault GroundFailure", "clear", "full", "ready", "wait 0.01", "help")
    assert session.code == 0
    assert "fault [code]" in session.screen.getvalue()


def test_the_screen_of_a_faulty_device_is_shown() -> None:
    session = Session("fault GroundFailure", "screen", "quit")
    assert session.code == 0
    assert "Fault" in session.screen.getvalue().splitlines()


def test_a_fault_reaches_the_central_system() -> None:
    session = Session("fault GroundFailure")
    received = session.system.journal.calls(Direction.TO_CENTRAL_SYSTEM, "StatusNotification")
    assert "GroundFailure" in [exchange.payload["errorCode"] for exchange in received]


def test_a_script_can_wait_for_a_reboot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zappi, "BOOT_SECONDS", 0.2)
    session = Session("reboot", "wait 0.4")
    assert session.code == 0
    assert session.actions.count("BootNotification") == 2


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("jump", "'jump' is no command; there are plug, unplug, pin"),
        ("pin", "write: pin 12345"),
        ("plug now", "write: plug"),
        ("fault Nonsense", "'Nonsense' is no error code; there are ConnectorLockFailure"),
        ("wait long", "'long' is no number of seconds from 0 to 86400"),
        ("wait nan", "'nan' is no number of seconds"),
        ("status now", "'status' is no command"),
    ],
)
def test_a_mistake_is_named_and_the_script_goes_on(line: str, remedy: str) -> None:
    session = Session(line, "plug")
    assert session.code == 2
    assert remedy in session.screen.getvalue()
    assert "Preparing" in session.screen.getvalue()


def test_quit_ends_at_once() -> None:
    session = Session("quit", "plug")
    assert session.code == 0
    assert "Preparing" not in session.screen.getvalue()


def test_with_the_right_key_it_is_let_in_and_the_key_is_never_shown() -> None:
    session = Session(key="sesame", password="sesame")
    assert session.code == 0
    assert "sesame" not in session.screen.getvalue()


def test_a_script_that_never_gets_a_connection_says_why() -> None:
    session = Session("plug", key="sesame", password="wrong")
    assert session.code == NEVER_CONNECTED
    assert "could not connect: server rejected WebSocket connection: HTTP 401" in (
        session.screen.getvalue()
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "127.0.0.1:9000",
        "ws://",
        "ws://127.0.0.1:99999/",
        "ws://127.0.0.1:0/",
        "ws://127.0.0.1/x?y=1",
        "ws://[::1",
        "",
    ],
)
def test_what_is_no_endpoint(url: str) -> None:
    with pytest.raises(UsageProblem, match=r"--csms .* is no endpoint; write e\.g\. ws://"):
        check_url(url)


@pytest.mark.parametrize("url", ["ws://127.0.0.1:9000/ocpp", "wss://host/", "WSS://[::1]:1/a/b"])
def test_what_is_an_endpoint(url: str) -> None:
    check_url(url)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"csms": "ws://CP1:secret@127.0.0.1/"}, r"^(?!.*secret)--csms holds credentials"),
        ({"identity": ""}, "--id is empty"),
        ({"username": "CP1"}, "--username needs --password"),
        ({"username": "C:1", "password": "x"}, "--username"),
        ({"ca": Path("ca.pem")}, "--ca is for wss:// only"),
        ({"csms": "wss://127.0.0.1/", "ca": Path("no/ca.pem")}, r"--ca no/ca\.pem is no file"),
    ],
)
def test_a_mistake_in_the_options_is_named(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageProblem, match=problem):
        simulate(**{"csms": "ws://127.0.0.1:9/", "identity": "CP1", **options})


def test_a_ca_file_that_does_not_load(tmp_path: Path) -> None:
    made = self_signed(tmp_path)
    with pytest.raises(UsageProblem, match=r"--ca .* does not load"):
        simulate(csms="wss://127.0.0.1/", identity="CP1", ca=made.key)


def test_commands_come_from_a_pipe(tmp_path: Path) -> None:
    async def scene() -> None:
        made = self_signed(tmp_path)
        system = CentralSystem(access=Access(keys={"CP1": "sesame"}))
        async with Server(system, ssl=made.server_context()) as server:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-W", "error", "-c", START,
                *("--csms", server.url, "--id", "CP1", "--ca", str(made.certificate)),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                env={"PYTHONPATH": ":".join(sys.path), "OCPP_PASSWORD": "sesame"},
            )  # fmt: skip
            output, _ = await process.communicate(b"plug\nstatus")
        assert process.returncode == 0, output.decode()
        assert b"plugged in: yes" in output
        assert b"sesame" not in output
        assert b"Traceback" not in output

    asyncio.run(asyncio.wait_for(scene(), 20))
