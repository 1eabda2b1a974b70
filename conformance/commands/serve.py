"""`serve`: the mock central system alone, to point a charge point at."""

from __future__ import annotations

import errno
import socket
from contextlib import AsyncExitStack, ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from conformance.commands.control_token import (
    FILE_VARIABLE,
    PUBLISH_VARIABLE,
    TOKEN_VARIABLE,
    chosen_token,
)
from conformance.commands.endpoints import HIGHEST_PORT
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.interrupts import stop_requested
from conformance.commands.journal_file import JournalFile
from conformance.commands.tls import Certificate, PrivateKey, server_context
from conformance.commands.usage import UsageProblem
from mock_csms.access import Access
from mock_csms.archive_file import ArchiveFile
from mock_csms.central_system import CentralSystem
from mock_csms.event_loop import run
from mock_csms.server import Server
from ocpp16.journal import (
    Closed,
    Entry,
    FrameEntry,
    Injected,
    Journal,
    Noted,
    Opened,
    Stray,
    TurnedAway,
)
from ocpp16.window import Archive

if TYPE_CHECKING:
    from mock_csms.control.shell import ControlServer

KEEP = 10_000
"""Entries in memory: some 10 MB, and more than anybody scrolls back."""
LOOPBACK = "127.0.0.1"
PLAIN: dict[str, Any] = {"soft_wrap": True, "highlight": False, "markup": False}


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.")] = 9000,
    basic_auth: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID:KEY",
            help="HTTP Basic credentials of a charge point (repeatable); others need none.",
        ),
    ] = None,
    tls_cert: Certificate = None,
    tls_key: PrivateKey = None,
    journal: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Append every frame as JSON Lines.")
    ] = None,
    keep: Annotated[
        int,
        typer.Option(
            min=1,
            metavar="N",
            help="Entries of the journal in memory; earlier ones are in a file.",
        ),
    ] = KEEP,
    quiet: Annotated[
        bool,
        typer.Option("--quiet", "-q", help="Print no frames: for many charge points."),
    ] = False,
    control: Annotated[
        bool, typer.Option(help="Whether to serve the console and the HTTP control API.")
    ] = True,
    control_host: Annotated[
        str | None,
        typer.Option(metavar="HOST", help=f"Address of the control API; without it {LOOPBACK}."),
    ] = None,
    control_port: Annotated[
        int, typer.Option(help="Port of the control API; 0 takes a free one.")
    ] = 9001,
    control_token: Annotated[
        str | None,
        typer.Option(
            envvar=TOKEN_VARIABLE,
            metavar="TOKEN",
            help="What users of the control API have to present; demanded off loopback.",
        ),
    ] = None,
    control_token_file: Annotated[
        Path | None,
        typer.Option(
            envvar=FILE_VARIABLE,
            metavar="FILE",
            help="The file that holds the token, as container engines mount secrets.",
        ),
    ] = None,
    publish_control: Annotated[
        bool,
        typer.Option(
            "--publish-control",
            envvar=PUBLISH_VARIABLE,
            help="With a token, and without --control-host, let the control API listen at --host, "
            "too: for containers.",
        ),
    ] = False,
) -> None:
    """Run the mock central system until Ctrl-C, printing every frame unless told otherwise."""
    check_port(port)
    check_port(control_port, "--control-port")
    access = Access(keys=keys_by_identity(basic_auth or []))
    token = chosen_token(control_token, control_token_file)
    where = control_host or (host if publish_control and token else LOOPBACK)
    printer = FramePrinter(Console())
    with ExitStack() as stack:
        file = stack.enter_context(JournalFile(journal)) if journal else None

        def on_entry(entry: Entry) -> None:
            if file is not None:
                file.write(entry)
            if not quiet:
                show(printer, entry)

        archive = file or _archive(stack, printer.console, keep)
        needed = on_entry if file is not None or not quiet else None
        record = Journal(limit=keep, archive=archive, on_entry=needed)
        system = CentralSystem(access=access, journal=record)
        server = Server(system, host, port, ssl=server_context(tls_cert, tls_key))
        with suppress(KeyboardInterrupt):
            run(
                _until_stopped(
                    server,
                    printer.console,
                    _control(server, where, control_port, token) if control else None,
                )
            )


def _archive(stack: ExitStack, console: Console, keep: int) -> Archive | None:
    """A temporary file for what memory does not keep; None where nothing can be written."""
    try:
        return stack.enter_context(ArchiveFile())
    except OSError:
        console.print(
            f"No temporary file can be written: of the journal only the latest {keep} entries "
            "are kept. --journal FILE keeps all.",
            **PLAIN,
        )
        return None


def keys_by_identity(pairs: list[str]) -> dict[str, str]:
    """identity -> key, from ``ID:KEY`` each. Raises ``UsageProblem``, which repeats no key."""
    keys = {}
    for number, pair in enumerate(pairs, start=1):
        identity, colon, key = pair.partition(":")
        if not (identity and colon and key):
            raise UsageProblem(
                f"--basic-auth number {number} is not of the form ID:KEY; "
                "write the identity, a colon and the key"
            )
        keys[identity] = key
    return keys


def check_port(port: int, option: str = "--port") -> None:
    """Raises ``UsageProblem`` for what is no TCP port."""
    if not 0 <= port <= HIGHEST_PORT:
        raise UsageProblem(f"{option} {port} is out of range; choose 0 to {HIGHEST_PORT}")


def show(printer: FramePrinter, entry: Entry) -> None:
    """Print an entry of the journal."""
    match entry:
        case FrameEntry():
            printer.frame(entry.at, entry.identity, entry.direction, entry.text)
        case Opened():
            offered = ", ".join(entry.subprotocols) or "no subprotocol"
            credentials = "with credentials" if entry.authorization else "without credentials"
            printer.note(entry.at, entry.identity, f"connected, offers {offered}, {credentials}")
        case TurnedAway():
            content = f"turned away with HTTP {entry.status} at {entry.path}"
            printer.note(entry.at, entry.identity or "?", content, "red")
        case Stray():
            printer.note(entry.at, "?", f"{entry.remote} sent no HTTP: {entry.reason}", "red")
        case Injected():
            about = f" for {entry.action} number {entry.number}" if entry.action else ""
            content = f"injected {entry.fault}{about}, by {entry.cause}"
            printer.note(entry.at, entry.identity, content, "magenta")
        case Closed():
            printer.connection_over(entry.identity)
            content = f"disconnected, code {entry.code}, by the {entry.by}"
            printer.note(entry.at, entry.identity, content)
        case Noted():
            printer.note(entry.at, entry.identity or "?", entry.note)


def _control(server: Server, host: str, port: int, token: str | None) -> ControlServer:
    """Raises ``UsageProblem`` for an address that others reach, without a token."""
    from mock_csms.control.shell import ControlServer, TokenMissingError

    try:
        return ControlServer(server, host, port, token=token)
    except TokenMissingError:
        raise UsageProblem(
            f"--control-host {host} can be reached by others: give a --control-token or a "
            f"--control-token-file, or set {TOKEN_VARIABLE}"
        ) from None


async def _until_stopped(server: Server, console: Console, control: ControlServer | None) -> None:
    stop = stop_requested()
    async with AsyncExitStack() as stack:
        await _enter(stack, server)
        _announce(server, console)
        if control is not None:
            await _enter(stack, control, "--control-")
            console.print(f"Console and control API: {control.url}", **PLAIN)
        console.print("Ctrl-C ends.", **PLAIN)
        await stop.wait()


async def _enter(
    stack: AsyncExitStack, server: Server | ControlServer, options: str = "--"
) -> None:
    try:
        await stack.enter_async_context(server)
    except OSError as error:
        raise unusable_address(server.host, server.port, error, options) from None


def _announce(server: Server, console: Console) -> None:
    endpoint = f"{server.reachable_url}/"
    console.print(
        f"Listening on {server.host} port {server.port}. Point a charge point at "
        f"{endpoint} and it connects to e.g. {endpoint}CP001",
        **PLAIN,
    )


def unusable_address(
    host: str, port: int, error: OSError, options: str = "--", *, listen: str | None = None
) -> UsageProblem:
    """What to do about an address that cannot be listened on.

    ``options`` is how the two options for it begin, ``listen`` the one option for both.
    """
    which_host, which_port = listen or f"{options}host {host}", listen or f"{options}port {port}"
    # From Python 3.13 on asyncio has no errno for a host none of whose addresses is ours.
    is_elsewhere = error.errno in (errno.EADDRNOTAVAIL, None)
    if isinstance(error, socket.gaierror) or is_elsewhere:
        return UsageProblem(
            f"{which_host} is no address of this machine; 127.0.0.1 or 0.0.0.0 always is"
        )
    if error.errno == errno.EACCES:
        return UsageProblem(f"{which_port} is reserved; choose a port from 1024 upwards")
    if error.errno == errno.EADDRINUSE:
        where = listen or f"{options}port {port} on {host}"
        return UsageProblem(
            f"{where} is in use; end the other program or choose another port (0 takes a free one)"
        )
    where = listen or f"{options}host {host} {options}port {port}"
    return UsageProblem(f"{where} cannot be listened on: {error}")
