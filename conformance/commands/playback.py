"""`playback`: one side of a recorded trace against a live peer."""

from __future__ import annotations

import asyncio
import math
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated
from urllib.parse import quote as percent_encoded

import typer
from rich.console import Console

from conformance.commands.choices import one_of
from conformance.commands.endpoints import check_url, is_secure, listening_address
from conformance.commands.frame_printer import FramePrinter, visible
from conformance.commands.interrupts import stop_requested
from conformance.commands.serve import unusable_address
from conformance.commands.station_watch import StationWatch
from conformance.commands.tls import Certificate, PrivateKey, client_context, server_context
from conformance.commands.trace_file import read_trace_file
from conformance.commands.usage import UsageProblem
from conformance.verdict import ExitCode
from mock_csms.playback import Difference, Playback
from mock_csms.player import Player
from ocpp16.actions import Role
from ocpp16.endpoint import Dial
from ocpp16.expectation import quote
from ocpp16.journal import Direction, FrameEntry
from ocpp16.redaction import redact_text
from ocpp16.trace_reader import Recording, Trace
from reference_impl.client import Client

INTERRUPTED = "ended by Ctrl-C"


@dataclass(frozen=True)
class Wire:
    """How the live peer is met."""

    url: str | None = None
    listen: tuple[str, int] | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    client_ssl: ssl.SSLContext | None = None
    server_ssl: ssl.SSLContext | None = None


def playback(
    trace: Annotated[
        Path, typer.Argument(metavar="TRACE", help="An Open OCPP Trace (JSON Lines).")
    ],
    side: Annotated[
        str, typer.Option("--as", help="The side to play: charge-point or central-system.")
    ],
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="As charge point: the endpoint; the identity is appended."
        ),
    ] = None,
    listen: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="As central system: where to be connected to."),
    ] = None,
    identity: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="Which charge point of the trace, if it holds many."
        ),
    ] = None,
    pace: Annotated[
        float, typer.Option(help="Play this many times as fast as was recorded.")
    ] = 1.0,
    no_wait: Annotated[
        bool, typer.Option("--no-wait", help="Leave the recorded pauses out altogether.")
    ] = False,
    patience: Annotated[
        float, typer.Option(help="Seconds by which the peer may be later than recorded.")
    ] = 30.0,
    connect_within: Annotated[
        float, typer.Option(help="As central system: seconds to wait for a charge point.")
    ] = 300.0,
    username: Annotated[
        str | None, typer.Option(help="For HTTP Basic; without it the identity.")
    ] = None,
    password: Annotated[
        str | None, typer.Option(envvar="OCPP_PASSWORD", help="Key for HTTP Basic.")
    ] = None,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="PEM certificates to trust for wss.")
    ] = None,
    tls_cert: Certificate = None,
    tls_key: PrivateKey = None,
) -> None:
    """Play one side of a recorded trace against a live peer, and say what it does otherwise.

    Own requests go out in their order and with the recorded pauses; the peer's are answered as the
    same action was answered in the record. Moments are moved to now, and ids the peer gives
    (transactions, reservations) take the place of the recorded ones. Heartbeats and meter values
    are not counted.

    Exit codes: 0 the peer did as recorded, 1 it did not, 2 wrong usage, 3 the connection broke,
    5 the trace holds nothing to play.
    """
    role = Role(one_of("side", side, [each.value for each in Role]))
    _check_positive(pace=pace, patience=patience, connect_within=connect_within)
    wire = _wire(role, url, listen, ca, tls_cert, tls_key)
    wire = replace(wire, username=username, password=password)
    content = read_trace_file(trace)
    recording = chosen(content, identity)
    core = Playback(
        recording.journal,
        role,
        dial=_dial(wire, recording.identity),
        pace=None if no_wait else pace,
        patience=patience,
        connect_within=connect_within,
        redacted=content.is_redacted,
    )
    printer = FramePrinter(Console())
    with suppress(KeyboardInterrupt):
        asyncio.run(_play(core, wire, recording.identity, printer))
    raise typer.Exit(_report(core, recording, redacted=content.is_redacted))


def chosen(trace: Trace, identity: str | None) -> Recording:
    """The charge point to play. Raises ``UsageProblem`` when it is not clear which."""
    known = {name: each for name, each in trace.recordings.items() if each.frame_count}
    if not known:
        typer.echo("Nothing to play: the trace holds no frame.", err=True)
        raise typer.Exit(ExitCode.INCOMPLETE)
    if identity is not None:
        return known[one_of("charge point of the trace", identity, known)]
    if len(known) > 1:
        raise UsageProblem(f"the trace holds several charge points; add --id {' or '.join(known)}")
    return next(iter(known.values()))


def _check_positive(**options: float) -> None:
    for name, value in options.items():
        if not (value > 0 and math.isfinite(value)):
            option = "--" + name.replace("_", "-")
            raise UsageProblem(f"{option} has to be a number above 0, not {value:g}")


def _wire(
    role: Role,
    url: str | None,
    listen: str | None,
    ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
) -> Wire:
    if role is Role.CENTRAL_SYSTEM:
        if listen is None or url is not None:
            raise UsageProblem("--as central-system goes with --listen HOST:PORT, without --url")
        return Wire(listen=listening_address(listen), server_ssl=server_context(tls_cert, tls_key))
    if url is None or listen is not None:
        raise UsageProblem("--as charge-point goes with --url ws://..., without --listen")
    check_url(url, "--url")
    if ca is not None and not is_secure(url):
        raise UsageProblem("--ca is for wss:// only; leave it out or use wss:// in --url")
    return Wire(url=url, client_ssl=client_context(ca))


def _dial(wire: Wire, identity: str) -> Dial | None:
    if wire.url is None:
        return None
    address = f"{wire.url.rstrip('/')}/{percent_encoded(identity, safe='')}"
    key = None if wire.password is None else wire.password.encode()
    return Dial(address, wire.username or identity, key)


async def _play(core: Playback, wire: Wire, identity: str, printer: FramePrinter) -> None:
    stopping = asyncio.create_task(stop_requested().wait())
    play = _dialling if wire.listen is None else _listening
    playing = asyncio.create_task(play(core, wire, identity, printer))
    try:
        await asyncio.wait([stopping, playing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (stopping, playing):
            task.cancel()
        await asyncio.wait([stopping, playing])
    if not playing.cancelled():
        playing.result()
    elif not core.is_over:
        core.broken = INTERRUPTED


async def _dialling(core: Playback, wire: Wire, identity: str, printer: FramePrinter) -> None:
    over = asyncio.Event()
    core.on_over = over.set
    client = Client(core, ssl=wire.client_ssl, on_event=StationWatch(printer, identity))
    core.start(time.time())
    running, waiting = asyncio.create_task(client.run()), asyncio.create_task(over.wait())
    try:
        await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (running, waiting):
            task.cancel()
        await asyncio.wait([running, waiting])
    if not running.cancelled():
        running.result()


async def _listening(core: Playback, wire: Wire, identity: str, printer: FramePrinter) -> None:
    assert wire.listen is not None
    host, port = wire.listen

    def show(at: float, direction: Direction, text: str) -> None:
        printer.frame(at, identity, direction, text)

    player = Player(core, host, port, ssl=wire.server_ssl, on_text=show)
    try:
        await player.__aenter__()
    except OSError as error:
        raise unusable_address(host, port, error, listen=f"--listen {host}:{port}") from None
    try:
        printer.console.print(
            f"Waiting for a charge point at e.g. {player.url}/{identity}. Ctrl-C ends.",
            soft_wrap=True, highlight=False, markup=False,
        )  # fmt: skip
        await player.play()
    finally:
        await player.__aexit__(None, None, None)


def _report(core: Playback, recording: Recording, *, redacted: bool) -> ExitCode:
    for note in core.notes:
        typer.echo(f"note: {note}")
    for difference in core.differences:
        typer.echo(_described(difference, recording))
    if core.differences and redacted:
        typer.echo("note: the trace is redacted: the peer knows none of its tags")
    if core.broken is not None:
        typer.echo(f"error: the playback ended early: {core.broken}", err=True)
        return ExitCode.NOT_JUDGED
    if core.differences:
        typer.echo(f"{len(core.differences)} difference(s): the peer did not do as recorded")
        return ExitCode.NON_CONFORMANT
    typer.echo("The peer did as recorded.")
    return ExitCode.CONFORMANT


def _described(difference: Difference, recording: Recording) -> str:
    recorded = difference.recorded
    if recorded is None:
        return f"difference: {visible(redact_text(difference.message))}"
    text = f"line {recording.line_of(recorded)}: {visible(redact_text(difference.message))}"
    if isinstance(recorded, FrameEntry):
        text += f"\n  recorded: {visible(redact_text(quote(recorded)))}"
    return text
