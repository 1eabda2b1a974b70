"""`serve`, as a person starts and ends it."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import connect

from conformance.commands.serve import keys_by_identity, serve
from conformance.commands.usage import UsageProblem
from conformance.sut.certificates import self_signed

START = "import typer; from conformance.commands.serve import serve; typer.run(serve)"


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"port": 65_536}, r"--port 65536 is out of range; choose 0 to 65535"),
        ({"port": -1}, r"--port -1 is out of range"),
        ({"host": "192.0.2.1", "port": 0}, r"--host 192\.0\.2\.1 is no address of this machine"),
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


def test_a_port_in_use_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(UsageProblem, match=f"--port {port} on 127.0.0.1 is in use"):
            serve(port=port)


def test_a_certificate_that_does_not_load_is_named(tmp_path: Path) -> None:
    made = self_signed(tmp_path)
    with pytest.raises(UsageProblem, match="do not load"):
        serve(tls_cert=made.key, tls_key=made.certificate)


def test_keys_may_hold_colons() -> None:
    assert keys_by_identity(["CP1:a:b", "CP2:c"]) == {"CP1": "a:b", "CP2": "c"}


def test_it_serves_until_interrupted(tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    options = ["--port", "0", "--basic-auth", "CP1:sesame", "--journal", str(journal)]
    with subprocess.Popen(
        [sys.executable, "-u", "-W", "error", "-c", START, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
    ) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"e\.g\. (ws://127\.0\.0\.1:\d+/ocpp/)", process.stdout.readline())
            assert found is not None
            credentials = found[1].replace("//", "//CP1:sesame@") + "CP1"
            with connect(credentials, subprotocols=["ocpp1.6"], proxy=None) as charge_point:  # type: ignore[list-item]
                charge_point.send('[2,"1","Heartbeat",{}]')
                assert json.loads(charge_point.recv(timeout=10))[0] == 3
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "CALL Heartbeat {}" in output
    assert "Traceback" not in output
    kept = journal.read_text("utf-8")
    assert [json.loads(line)["kind"] for line in kept.splitlines()] == [
        "opened",
        "frame",
        "frame",
        "closed",
    ]
    assert "sesame" not in output + kept
