"""`record`: a proxy between charge points and their central system that writes a trace."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from conformance.commands.endpoints import check_url, is_secure, listening_address
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.interrupts import stop_requested
from conformance.commands.serve import show, unusable_address
from conformance.commands.tls import Certificate, PrivateKey, client_context, server_context
from conformance.commands.trace_file import TraceFile
from conformance.commands.usage import UsageProblem
from conformance.verdict import ExitCode
from mock_csms.recorder import Recorder
from ocpp16.journal import Entry


def record(
    upstream: Annotated[
        str,
        typer.Option(metavar="URL", help="The central system's endpoint; identities are appended."),
    ],
    output: Annotated[
        Path, typer.Option(metavar="FILE", help="Write the trace here (Open OCPP Trace 1.1).")
    ],
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where charge points connect to.")
    ] = "127.0.0.1:9000",
    no_redact: Annotated[
        bool, typer.Option("--no-redact", help="Write credentials and idTags as they are.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace the output file if there is one.")
    ] = False,
    tls_cert: Certificate = None,
    tls_key: PrivateKey = None,
    ca: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="PEM certificates to trust for a wss central system."),
    ] = None,
) -> None:
    """Record what crosses between charge points and their central system, until Ctrl-C.

    Point charge points at the address listened on: each is connected to the central system under
    its own identity and with its own credentials, and nothing is changed on the way. Credentials
    are masked in the trace and idTags replaced by pseudonyms, the same for the same tag.

    Exit codes: 0 ended by Ctrl-C, 2 wrong usage, 3 the trace could not be written any more.
    """
    host, port = listening_address(listen)
    check_url(upstream, "--upstream", credentials=None)
    if ca is not None and not is_secure(upstream):
        raise UsageProblem("--ca is for wss:// only; leave it out or use wss:// in --upstream")
    own, theirs = server_context(tls_cert, tls_key), client_context(ca)
    with TraceFile(output, time.time(), redacted=not no_redact, overwrite=overwrite) as file:
        session = RecordingSession(file, FramePrinter(Console()))
        recorder = Recorder(upstream, session.take, host, port, ssl=own, upstream_ssl=theirs)
        with suppress(KeyboardInterrupt):
            asyncio.run(session.run(recorder))
    session.report(output)


class RecordingSession:
    """Writes what a recorder hears, shows it, and ends when it cannot be written."""

    def __init__(self, file: TraceFile, printer: FramePrinter) -> None:
        self._file = file
        self._printer = printer
        self._count = 0
        self._failure: OSError | None = None
        self._stop: asyncio.Event

    async def run(self, recorder: Recorder) -> None:
        """Record until Ctrl-C. Raises ``UsageProblem`` for an address that is not to be had."""
        self._stop = stop_requested()
        try:
            await recorder.__aenter__()
        except OSError as error:
            listen = f"--listen {recorder.host}:{recorder.port}"
            raise unusable_address(recorder.host, recorder.port, error, listen=listen) from None
        try:
            self._say(f"Listening on {recorder.url}, passing on to {recorder.upstream}.")
            self._say(f"Charge points connect to e.g. {recorder.url}/CP001. Ctrl-C ends.")
            await self._stop.wait()
        finally:
            await recorder.__aexit__(None, None, None)

    def take(self, entry: Entry) -> None:
        """Write an entry, then show it."""
        if self._failure is None:
            try:
                self._file.write(entry)
                self._count += 1
            except OSError as error:
                self._failure = error
                self._stop.set()
        show(self._printer, entry)

    def report(self, output: Path) -> None:
        """Say what was written, or why it ended."""
        if self._failure is not None:
            reason = self._failure.strerror
            typer.echo(
                f"error: {output} cannot be written any more ({reason}); the trace ends "
                f"after {self._count} entries: make room and record again",
                err=True,
            )
            raise typer.Exit(ExitCode.NOT_JUDGED)
        self._say(f"{self._count} entries are in {output}.")

    def _say(self, text: str) -> None:
        self._printer.console.print(text, soft_wrap=True, highlight=False, markup=False)
