"""How peers are installed, started and stopped, shown with programs of this machine."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from conformance.statement import load
from examples.peers import (
    PEERS,
    CannotInstallError,
    CannotStartError,
    Kind,
    PeerGoneError,
    Role,
    installation,
    process,
)
from examples.peers.__main__ import main
from examples.peers.process import running

ECHO = "import sys\nfor line in sys.stdin: print('ok', flush=True)"
LISTENER = (
    "import socket, sys, time\n"
    "with socket.create_server(('127.0.0.1', int(sys.argv[1]))): time.sleep(60)"
)


def kind(role: Role, *command: str) -> Kind:
    return Kind("made-up", role, "a program", "PyPI", "made_up", command, port=9399)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache in which nothing needs to be installed."""
    monkeypatch.setattr(process, "install", lambda _name, _cache: tmp_path)
    return tmp_path


def use(monkeypatch: pytest.MonkeyPatch, role: Role, *command: str) -> None:
    monkeypatch.setitem(PEERS, "made-up", kind(role, *command))


@pytest.mark.parametrize("peer", PEERS.values(), ids=list(PEERS))
def test_every_peer_has_a_statement_with_its_own_port(peer: Kind) -> None:
    statement = load(peer.statement)
    assert str(statement.role) == str(peer.role)
    if peer.role is Role.CHARGE_POINT:
        assert statement.connection.listen_port == peer.port
        assert peer.name in statement.driver.options["start"]
    else:
        assert statement.connection.url == peer.url.format(port=peer.port) + "/"
        key = statement.connection.key
        assert (key.reveal() if key else "") == peer.key
        places = {"port": peer.port, "operator_port": peer.operator_port}
        assert statement.operator.options.get("url", "") == peer.operator.format(**places)


def test_every_peer_is_pinned() -> None:
    for peer in PEERS.values():
        for name in installation.LISTS[peer.registry]:
            text = (peer.here / name).read_text("utf-8")
            if name == "requirements.txt":
                assert all("==" in line for line in text.splitlines())
            else:
                assert "://registry" not in text


def test_a_charge_point_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch, made_up: Path) -> None:
    use(monkeypatch, Role.CHARGE_POINT, sys.executable, "-c", ECHO)
    with running("made-up", made_up, url="ws://127.0.0.1:1") as peer:
        assert peer.say("plug in") == "ok"
        assert peer.process.poll() is None
    assert peer.process.returncode is not None
    assert peer.log.is_file()


def test_a_charge_point_that_ends_is_noticed(
    monkeypatch: pytest.MonkeyPatch, made_up: Path
) -> None:
    use(monkeypatch, Role.CHARGE_POINT, sys.executable, "-c", "input(); raise SystemExit('why')")
    with (
        running("made-up", made_up, url="ws://127.0.0.1:1") as peer,
        pytest.raises(PeerGoneError, match="plug in"),
    ):
        peer.say("plug in")


def test_a_charge_point_needs_a_url(monkeypatch: pytest.MonkeyPatch, made_up: Path) -> None:
    use(monkeypatch, Role.CHARGE_POINT, sys.executable, "-c", ECHO)
    with pytest.raises(ValueError, match="give the url"), running("made-up", made_up):
        pass


def test_a_central_system_is_there_when_the_block_begins(
    monkeypatch: pytest.MonkeyPatch, made_up: Path
) -> None:
    use(monkeypatch, Role.CENTRAL_SYSTEM, sys.executable, "-c", LISTENER, "{port}")
    with running("made-up", made_up) as peer:
        assert peer.url_for("A").startswith("ws://127.0.0.1:")
        assert peer.process.poll() is None
    assert peer.process.returncode is not None


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ([sys.executable, "-c", "raise SystemExit('no port left')"], "no port left"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "does not listen"),
        (["/there/is/no/such/program"], "cannot be started"),
    ],
    ids=["ends", "does not listen", "is not there"],
)
def test_a_central_system_that_does_not_come_up(
    monkeypatch: pytest.MonkeyPatch, made_up: Path, command: list[str], why: str
) -> None:
    monkeypatch.setattr(process, "READY", 1.0)
    use(monkeypatch, Role.CENTRAL_SYSTEM, *command)
    with pytest.raises(CannotStartError, match=why), running("made-up", made_up):
        pass


def test_what_is_installed_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    done: list[Path] = []
    monkeypatch.setitem(installation.INSTALLERS, "PyPI", lambda _kind, home: done.append(home))
    for _ in range(2):
        assert installation.install("ocpp-csms", tmp_path) == tmp_path / "ocpp_csms"
    assert len(done) == 1


def test_what_could_not_be_installed_says_why(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(installation.shutil, "which", lambda _name: None)
    with pytest.raises(CannotInstallError, match=r"needs Node\.js"):
        installation.install("ocpp-rpc-charge-point", tmp_path)
    assert not (tmp_path / "ocpp_rpc" / installation.MARK).exists()


def test_a_failed_installation_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pinned = tmp_path / "requirements.txt"
    pinned.write_text("there-is-no-such-package-at-all==0\n", "utf-8")
    broken = dataclasses.replace(PEERS["ocpp-csms"], folder=str(tmp_path))
    monkeypatch.setitem(PEERS, "broken", broken)
    monkeypatch.setattr(installation, "_run", fails)
    with pytest.raises(CannotInstallError, match="out of reach"):
        installation.install("broken", tmp_path / "cache")


def fails(kind: Kind, command: list[str], home: Path) -> None:
    raise CannotInstallError("out of reach")


def test_the_command_lists_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert all(name in capsys.readouterr().out for name in ("arthexis",))


def test_the_command_says_why_it_could_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installation.shutil, "which", lambda _name: None)
    assert main(["--cache", str(tmp_path), "install", "ocpp-rpc-charge-point"]) == 1
    assert "Node.js" in capsys.readouterr().err


def test_the_name_of_the_interpreter_does_not_matter(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done: list[Path] = []
    monkeypatch.setitem(installation.INSTALLERS, "PyPI", lambda _kind, home: done.append(home))
    for interpreter in ("/somewhere/bin/python", "/somewhere/bin/python3"):
        monkeypatch.setattr(sys, "executable", interpreter)
        installation.install("ocpp-csms", tmp_path)
    assert len(done) == 1
