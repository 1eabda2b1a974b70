"""`playback`: one side of a recorded trace against a live peer."""

from __future__ import annotations

import asyncio
import math
import ssl
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from conformance.commands.choices import one_of
from conformance.commands.endpoints import check_url, is_secure, listening_address
from conformance.commands.frame_printer import FramePrinter, visible
from conformance.commands.interrupts import stop_requested
from conformance.commands.serve import unusable_address
from conformance.commands.tls import Certificate, PrivateKey, client_context, server_context
from conformance.commands.trace_file import read_trace_file
from conformance.commands.usage import UsageProblem
from conformance.verdict import ExitCode
from mock_csms.performer import Performer
from mock_csms.playback import Difference
from mock_csms.playback_parts import (
    Manner,
    Part,
    Result,
    by_identity,
    dialling,
    overall,
    parts,
    playable,
)
from mock_csms.player import Player, play_all
from ocpp16.actions import Role
from ocpp16.expectation import quote
from ocpp16.journal import FrameEntry
from ocpp16.redaction import redact_text
from ocpp16.trace_reader import Recording, Trace

INTERRUPTED = "ended by Ctrl-C"
EXIT_CODES = {
    Result.AS_RECORDED: ExitCode.CONFORMANT,
    Result.DIFFERENT: ExitCode.NON_CONFORMANT,
    Result.BROKEN: ExitCode.NOT_JUDGED,
}


@dataclass(frozen=True)
class Wire:
    """How the live peer is met."""

    url: str | None = None
    listen: tuple[str, int] | None = None
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
    identities: Annotated[
        list[str] | None,
        typer.Option(
            "--id",
            metavar="ID",
            help="Which charge point of the trace, if it holds many (repeatable).",
        ),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help="All charge points of the trace at the same time.")
    ] = False,
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
    are not counted. Several charge points are played at the same time, each with a result of its
    own; as charge points they begin as far apart as they were recorded.

    Exit codes: 0 the peer did as recorded, 1 it did not, 2 wrong usage, 3 the connection broke,
    5 the trace holds nothing to play.
    """
    role = Role(one_of("side", side, [each.value for each in Role]))
    _check_positive(pace=pace, patience=patience, connect_within=connect_within)
    wire = _wire(role, url, listen, ca, tls_cert, tls_key)
    content = read_trace_file(trace)
    manner = Manner(role, None if no_wait else pace, patience, connect_within)
    dials = None if wire.url is None else dialling(wire.url, username, password)
    played = parts(content, chosen(content, identities, everyone=everyone), manner, dials)
    printer = FramePrinter(Console())
    with suppress(KeyboardInterrupt):
        asyncio.run(_play(played, wire, printer))
    raise typer.Exit(_report(played, redacted=content.is_redacted))


def chosen(trace: Trace, identities: list[str] | None, *, everyone: bool) -> list[Recording]:
    """The charge points to play. Raises ``UsageProblem`` when it is not clear which."""
    known = playable(trace)
    if not known:
        typer.echo("Nothing to play: the trace holds no frame.", err=True)
        raise typer.Exit(ExitCode.INCOMPLETE)
    if everyone and identities:
        raise UsageProblem("--all plays every charge point of the trace; leave --id out")
    if identities:
        named = (one_of("charge point of the trace", each, known) for each in identities)
        return [known[name] for name in dict.fromkeys(named)]
    if len(known) > 1 and not everyone:
        raise UsageProblem(
            f"the trace holds several charge points; add --id {' or '.join(known)}, or --all"
        )
    return list(known.values())


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


async def _play(played: list[Part], wire: Wire, printer: FramePrinter) -> None:
    stopping = asyncio.create_task(stop_requested().wait())
    play = _dialling if wire.listen is None else _listening
    playing = asyncio.create_task(play(played, wire, printer))
    try:
        await asyncio.wait([stopping, playing], return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not playing.done():
            for part in played:
                part.core.abandon(INTERRUPTED)
        for task in (stopping, playing):
            task.cancel()
        await asyncio.wait([stopping, playing])
    if not playing.cancelled():
        playing.result()


async def _dialling(played: list[Part], wire: Wire, printer: FramePrinter) -> None:
    await play_all(
        Performer(part.identity, part.core, ssl=wire.client_ssl, onlooker=printer)
        for part in played
    )


async def _listening(played: list[Part], wire: Wire, printer: FramePrinter) -> None:
    assert wire.listen is not None
    host, port = wire.listen
    player = Player(by_identity(played), host, port, ssl=wire.server_ssl, onlooker=printer)
    try:
        await player.__aenter__()
    except OSError as error:
        raise unusable_address(host, port, error, listen=f"--listen {host}:{port}") from None
    try:
        expected = "a charge point" if len(played) == 1 else f"{len(played)} charge points"
        printer.console.print(
            f"Waiting for {expected} at e.g. {player.url}/{played[0].identity}. Ctrl-C ends.",
            soft_wrap=True, highlight=False, markup=False,
        )  # fmt: skip
        await player.play()
    finally:
        await player.__aexit__(None, None, None)


def _report(played: list[Part], *, redacted: bool) -> ExitCode:
    for part in played:
        if len(played) > 1:
            typer.echo(f"{visible(part.identity)}:")
        _report_one(part, redacted=redacted)
    return EXIT_CODES[overall(played)]


def _report_one(part: Part, *, redacted: bool) -> None:
    core = part.core
    for note in core.notes:
        typer.echo(f"note: {note}")
    for difference in core.differences:
        typer.echo(_described(difference, part.recording))
    if core.differences and redacted:
        typer.echo("note: the trace is redacted: the peer knows none of its tags")
    match part.result:
        case Result.BROKEN:
            whose = f"{visible(part.identity)}: "
            typer.echo(f"error: {whose}the playback ended early: {core.broken}", err=True)
        case Result.DIFFERENT:
            count = len(core.differences)
            typer.echo(f"{count} difference(s): the peer did not do as recorded")
        case _:
            typer.echo("The peer did as recorded.")


def _described(difference: Difference, recording: Recording) -> str:
    recorded = difference.recorded
    if recorded is None:
        return f"difference: {visible(redact_text(difference.message))}"
    text = f"line {recording.line_of(recorded)}: {visible(redact_text(difference.message))}"
    if isinstance(recorded, FrameEntry):
        text += f"\n  recorded: {visible(redact_text(quote(recorded)))}"
    return text
