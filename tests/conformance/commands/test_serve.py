"""`serve`, as a person starts and ends it."""

from __future__ import annotations

import errno
import io
import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from rich.console import Console
from websockets.sync.client import connect

import conformance.commands.serve as command
from conformance.commands.control_token import FILE_VARIABLE, PUBLISH_VARIABLE, TOKEN_VARIABLE
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.serve import keys_by_identity, serve
from conformance.commands.usage import UsageProblem
from conformance.sut.certificates import self_signed
from ocpp16.journal import Journal

START = "import typer; from conformance.commands.serve import serve; typer.run(serve)"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"port": 65_536}, r"--port 65536 is out of range; choose 0 to 65535"),
        ({"port": -1}, r"--port -1 is out of range"),
        ({"host": "192.0.2.1", "port": 0}, r"--host 192\.0\.2\.1 is no address of this machine"),
        ({"control_port": 65_536}, r"--control-port 65536 is out of range"),
        (
            {"control_host": "0.0.0.0", "port": 0},
            r"--control-host 0\.0\.0\.0 can be reached by others: give a --control-token",
        ),
        (
            {"control_host": "192.0.2.1", "control_token": "x", "control_port": 0, "port": 0},
            r"--control-host 192\.0\.2\.1 is no address of this machine",
        ),
        (
            {"control_token": "x", "control_token_file": Path("t")},
            r"--control-token and --control-token-file .* are both given; leave one out",
        ),
        ({"control_token_file": Path("no/t")}, r"--control-token-file no/t cannot be read"),
        ({"basic_auth": ["CP1:secret", "CP2"]}, r"--basic-auth number 2 is not of the form ID:KEY"),
        ({"basic_auth": [":secret"]}, r"^(?!.*secret)--basic-auth number 1"),
        ({"tls_cert": Path("c.pem")}, r"--tls-cert and --tls-key belong together"),
        ({"tls_key": Path("c.pem")}, r"--tls-cert and --tls-key belong together"),
        (
            {"tls_cert": Path("no/c.pem"), "tls_key": Path("no/k.pem")},
            r"--tls-cert no/c\.pem is no file",
        ),
        ({"journal": Path("no/such/folder.jsonl"), "port": 0}, r"--journal no/such"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageProblem, match=problem):
        serve(**options)


@pytest.mark.parametrize(
    "content", [b"", b" \n", b"a\nb", b"\xff", b"\x1bsesame", b"sesame" * 1000]
)
def test_a_file_without_a_token_is_named_and_not_repeated(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(UsageProblem, match="holds no token; write one line") as problem:
        serve(control_token_file=file)
    assert "sesame" not in str(problem.value)


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageProblem, match=f"--port {port} on 127.0.0.1 is in use"):
            serve(port=port)


def test_a_port_of_the_control_api_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageProblem, match=f"--control-port {port} on 127.0.0.1 is in use"):
            serve(port=0, control_port=port)


def test_a_certificate_that_does_not_load_is_named(tmp_path: Path) -> None:
    made = self_signed(tmp_path)
    with pytest.raises(UsageProblem, match="do not load"):
        serve(tls_cert=made.key, tls_key=made.certificate)


def test_strays_and_faults_are_printed() -> None:
    journal, screen = Journal(), io.StringIO()
    journal.stray(0.0, "192.0.2.1:50000", "\\x16\\x03", 517, "a TLS handshake")
    journal.injected(1.0, "CP1", 1, "late", action="Heartbeat", number=2)
    journal.injected(2.0, "CP1", 0, "turn-away-503", cause="admits nobody")
    printer = FramePrinter(Console(file=screen, width=40, color_system=None))
    for entry in journal.entries:
        command.show(printer, entry)
    assert [line[15:] for line in screen.getvalue().splitlines()] == [
        "? * 192.0.2.1:50000 sent no HTTP: a TLS handshake",
        "CP1 * injected late for Heartbeat number 2, by stub",
        "CP1 * injected turn-away-503, by admits nobody",
    ]


def test_keys_may_hold_colons() -> None:
    assert keys_by_identity(["CP1:a:b", "CP2:c"]) == {"CP1": "a:b", "CP2": "c"}


@contextmanager
def serving(*options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """The command as a process of its own."""
    environment = {
        "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **variables,
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-u", "-W", "error", "-c", START, "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def found_in(process: subprocess.Popen[str], pattern: str) -> str:
    """What a line that the process writes says."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(pattern, line)
        if found is not None:
            return found[1]
    raise AssertionError(f"no line with {pattern}")


def ended(process: subprocess.Popen[str]) -> str:
    """What it writes on its way to the end, which Ctrl-C brings about."""
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=10)
    return output


def test_where_nothing_can_be_written_the_latest_entries_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unwritable() -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    monkeypatch.setattr(command, "ArchiveFile", unwritable)
    console = Console(file=io.StringIO())
    with ExitStack() as stack:
        assert command._archive(stack, console, 10) is None
    assert "only the latest 10 entries" in console.file.getvalue()  # type: ignore[attr-defined]


@pytest.mark.parametrize("more", [[], ["--quiet"], ["--keep", "1"]], ids=" ".join)
def test_it_serves_until_interrupted(more: list[str], tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    options = ["--basic-auth", "CP1:sesame", "--journal", str(journal), "--no-control", *more]
    with serving(*options) as process:
        url = found_in(process, r"e\.g\. (ws://127\.0\.0\.1:\d+/ocpp/)")
        credentials = url.replace("//", "//CP1:sesame@") + "CP1"
        with connect(credentials, subprotocols=["ocpp1.6"], proxy=None) as charge_point:  # type: ignore[list-item]
            charge_point.send('[2,"1","Heartbeat",{}]')
            assert json.loads(charge_point.recv(timeout=10))[0] == 3
        output = ended(process)
    assert process.returncode == 0
    assert ("CALL Heartbeat {}" in output) == ("--quiet" not in more)
    assert "Traceback" not in output
    assert "Console" not in output
    kept = journal.read_text("utf-8")
    assert [json.loads(line)["kind"] for line in kept.splitlines()] == [
        "opened",
        "frame",
        "frame",
        "closed",
    ]
    assert "sesame" not in output + kept


def test_the_control_api_is_served_until_interrupted() -> None:
    with serving("--control-port", "0", OCPP_CONFORMANCE_TOKEN="open sesame") as process:
        url = found_in(process, r"Console and control API: (http://127\.0\.0\.1:\d+)/")
        headers = {"Authorization": "Bearer open sesame"}
        with httpx.Client(base_url=url, trust_env=False, timeout=10) as client:
            assert client.get("/health").json()["status"] == "ok"
            assert client.get("/api/v1/settings").status_code == 401
            path = "/api/v1/journal/follow"
            with client.stream("GET", path, headers=headers) as follower:
                assert follower.status_code == 200
                output = ended(process)
    assert process.returncode == 0
    assert "Traceback" not in output
    assert "sesame" not in output


@pytest.mark.parametrize(
    ("options", "variables", "is_published"),
    [
        ([], {}, False),
        ([], {PUBLISH_VARIABLE: "1"}, False),
        ([], {TOKEN_VARIABLE: "open sesame"}, False),
        ([], {TOKEN_VARIABLE: "open sesame", PUBLISH_VARIABLE: "1"}, True),
        (["--publish-control"], {FILE_VARIABLE: "{file}"}, True),
        (
            ["--control-host", "127.0.0.1"],
            {FILE_VARIABLE: "{file}", PUBLISH_VARIABLE: "1"},
            False,
        ),
    ],
)
def test_the_control_api_is_published_only_if_asked_for_and_with_a_token(
    options: list[str], variables: dict[str, str], is_published: bool, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    file.write_text("open sesame\n", encoding="utf-8")
    given = {name: value.format(file=file) for name, value in variables.items()}
    more = ["--host", "0.0.0.0", "--control-port", "0", *options]
    with serving(*more, **given) as process:
        url = found_in(process, r"Console and control API: (http://127\.0\.0\.1:\d+)/")
        assert is_everywhere(int(url.rpartition(":")[2])) is is_published
        is_guarded = {TOKEN_VARIABLE, FILE_VARIABLE} & {*variables}
        with httpx.Client(base_url=url, trust_env=False, timeout=10) as client:
            assert client.get("/api/v1/settings").status_code == (401 if is_guarded else 200)
            headers = {"Authorization": "Bearer open sesame"}
            assert client.get("/api/v1/settings", headers=headers).status_code == 200
        assert "sesame" not in ended(process)


def is_everywhere(port: int) -> bool:
    """Whether somebody listens on all addresses: then on another one of this machine, too."""
    try:
        socket.create_connection(("127.0.0.2", port), timeout=10).close()
    except ConnectionRefusedError:
        return False
    return True
