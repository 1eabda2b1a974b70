"""`record`, as a person starts and ends it."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from conformance.commands.endpoints import check_url, listening_address
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.record import RecordingSession, record
from conformance.commands.trace_file import TraceFile, read_trace_file
from conformance.commands.usage import UsageProblem
from mock_csms.access import Access
from mock_csms.central_system import CentralSystem
from mock_csms.server import Server
from ocpp16.journal import Noted
from tests.recorded import KEY, TAG, a_new_key, record_session

START = "import typer; from conformance.commands.record import record; typer.run(record)"
UPSTREAM = "ws://127.0.0.1:1/ocpp"


def rows_of(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_a_recorded_session_is_the_central_systems_journal(tmp_path: Path) -> None:
    file = tmp_path / "trace.jsonl"
    system = record_session(file, redacted=False)
    (recording,) = read_trace_file(file).recordings.values()
    assert [entry.text for entry in recording.journal.frames()] == [
        entry.text for entry in system.journal.frames()
    ]
    assert not read_trace_file(file).is_redacted
    assert TAG in file.read_text("utf-8")


def test_by_default_credentials_and_tags_are_not_written(tmp_path: Path) -> None:
    for number, story in enumerate([{}, {"story": a_new_key}]):
        file = tmp_path / f"trace{number}.jsonl"
        record_session(file, **story)
        content = file.read_text("utf-8")
        assert TAG not in content
        assert KEY not in content
        first, *rest = rows_of(file)
        assert first["meta"]["redacted"] is True
        assert any(row["meta"].get("redacted") for row in rest)
    assert '"authorization":"Basic"' in content


def test_a_trace_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "trace.jsonl"
    with TraceFile(file, 0.0, redacted=True, overwrite=False):
        assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"listen": "9000"}, r"--listen '9000' is no address; write HOST:PORT"),
        ({"listen": "localhost:http"}, r"--listen 'localhost:http' is no address"),
        ({"listen": "127.0.0.1:65536"}, r"with a port from 0 \(takes a free one\) to 65535"),
        ({"listen": "127.0.0.1:-1"}, r"is no address"),
        ({"listen": ":9000"}, r"is no address"),
        ({"listen": "192.0.2.1:0"}, r"--listen 192\.0\.2\.1:0 is no address of this machine"),
        ({"upstream": "http://x/"}, r"--upstream 'http://x/' is no endpoint; write e.g. ws://"),
        ({"upstream": "ws://x:0/"}, r"--upstream 'ws://x:0/' is no endpoint"),
        ({"upstream": "ws://x:99999/"}, r"--upstream 'ws://x:99999/' is no endpoint"),
        ({"upstream": "ws://me:secret@x/"}, r"^(?!.*secret)--upstream holds credentials; leave"),
        ({"ca": Path("c.pem")}, r"--ca is for wss:// only"),
        ({"tls_cert": Path("c.pem")}, r"--tls-cert and --tls-key belong together"),
        ({"output": Path("no/such/t.jsonl")}, r"--output no/such/t\.jsonl cannot be written"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(
    options: dict[str, Any], problem: str, tmp_path: Path
) -> None:
    usual = {"upstream": UPSTREAM, "listen": "127.0.0.1:0", "output": tmp_path / "t.jsonl"}
    with pytest.raises(UsageProblem, match=problem):
        record(**{**usual, **options})


def test_addresses() -> None:
    assert listening_address("[::1]:0") == ("::1", 0)
    assert listening_address("0.0.0.0:9000") == ("0.0.0.0", 9000)
    check_url("wss://csms.example/ocpp", "--upstream", None)


def test_a_file_is_replaced_only_on_demand(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text("what was before", encoding="utf-8")
    with pytest.raises(UsageProblem, match="--overwrite"):
        TraceFile(file, 0.0, redacted=True, overwrite=False)
    assert file.read_text("utf-8") == "what was before"
    with TraceFile(file, 0.0, redacted=True, overwrite=True):
        pass
    assert [row["meta"]["event"] for row in rows_of(file)] == ["trace"]


class FullDisk:
    """A trace file on a disk without room."""

    def write(self, _entry: object) -> None:
        raise OSError(28, "No space left on device")


def test_a_full_disk_ends_the_recording_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    async def scene() -> RecordingSession:
        session = RecordingSession(FullDisk(), FramePrinter(Console()))  # type: ignore[arg-type]

        class Deaf:
            url, upstream = "ws://x", "ws://y"

            async def __aenter__(self) -> None:
                note = Noted(index=0, at=0.0, identity="CP1", connection=1, note="n")
                session.take(note)
                session.take(note)

            async def __aexit__(self, *_: object) -> None: ...

        await asyncio.wait_for(session.run(Deaf()), 5)  # type: ignore[arg-type]
        return session

    session = asyncio.run(scene())
    with pytest.raises(typer.Exit) as end:
        session.report(Path("t.jsonl"))
    assert end.value.exit_code == 3
    assert "t.jsonl cannot be written any more (No space left" in capsys.readouterr().err


def test_it_records_until_interrupted(tmp_path: Path) -> None:
    async def scene(port: int) -> None:
        system = CentralSystem(access=Access(keys={"CP1": "sesame"}))
        async with Server(system, port=port):
            good = connect(url.replace("//", "//CP1:sesame@"), subprotocols=["ocpp1.6"], proxy=None)
            async with good as charge_point:
                await charge_point.send('[2,"1","Authorize",{"idTag":"SEKRET"}]')
                assert json.loads(await charge_point.recv())[0] == 3
            with pytest.raises(InvalidStatus, match="401"):
                await connect(url, subprotocols=["ocpp1.6"], proxy=None)
        with pytest.raises(InvalidStatus, match="502"):
            await connect(url, subprotocols=["ocpp1.6"], proxy=None)

    output = tmp_path / "trace.jsonl"
    port = free_port()
    options = ["--listen", "127.0.0.1:0", "--upstream", f"ws://127.0.0.1:{port}/ocpp"]
    with subprocess.Popen(
        [sys.executable, "-u", "-W", "error", "-c", START, *options, "--output", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"},
    ) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            found = re.search(r"e\.g\. (ws://127\.0\.0\.1:\d+/CP)001\.", process.stdout.readline())
            assert found is not None
            url = found[1] + "1"
            asyncio.run(asyncio.wait_for(scene(port), 10))
            process.send_signal(signal.SIGINT)
            shown, _ = process.communicate(timeout=10)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
    assert process.returncode == 0, shown
    assert "Traceback" not in shown
    assert "CALL Authorize" in shown
    assert "the central system cannot be reached" in shown
    content = output.read_text("utf-8")
    assert "SEKRET" not in content
    assert "sesame" not in content + shown
    events = [row["meta"].get("event", "frame") for row in rows_of(output)]
    assert events[:5] == ["trace", "opened", "frame", "frame", "closed"]
    assert events[5:] == ["turned-away", "noted", "turned-away"]
    refusals = [row["meta"]["status"] for row in rows_of(output) if "status" in row["meta"]]
    assert refusals == [401, 502]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
