"""`simulate`: the reference station against any central system, driven by typed commands."""

from __future__ import annotations

import asyncio
import ssl
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer
from rich.console import Console

from conformance import profile as profiles
from conformance.commands.console_lines import console_lines
from conformance.commands.driven import DrivenStation
from conformance.commands.endpoints import check_url, is_secure
from conformance.commands.frame_printer import FramePrinter
from conformance.commands.interrupts import stop_requested
from conformance.commands.station_prompt import (
    NotUnderstoodError,
    carry_out,
    help_text,
    seconds_to_wait,
    status_text,
)
from conformance.commands.station_watch import StationWatch
from conformance.commands.tls import client_context
from conformance.commands.usage import UsageProblem
from conformance.sut.reference import ReferenceDriver
from reference_impl.client import Client
from reference_impl.station import Station, StationSettings
from reference_impl.store import MemoryStore, SqliteStore, Store

NEVER_CONNECTED = 3
"""Exit code of a script none of which could be tried."""


def simulate(
    csms: Annotated[str, typer.Option(metavar="URL", help="Endpoint; the identity is appended.")],
    identity: Annotated[str, typer.Option("--id", metavar="ID", help="Charge point identity.")],
    username: Annotated[
        str | None, typer.Option(help="For HTTP Basic; without it the identity.")
    ] = None,
    password: Annotated[
        str | None, typer.Option(envvar="OCPP_PASSWORD", help="Key for HTTP Basic.")
    ] = None,
    ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="PEM certificates to trust for wss.")
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep what must survive a restart here (SQLite)."),
    ] = None,
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="With --json: set up by this vendor profile.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="For programs: a JSON object a line, each answered.")
    ] = False,
) -> None:
    """Run the reference station; commands are read from standard input, `help` lists them."""
    check_url(csms)
    if ca is not None and not is_secure(csms):
        raise UsageProblem("--ca is for wss:// only; leave it out or use wss:// in --csms")
    if not identity:
        raise UsageProblem("--id is empty; name the identity the central system knows")
    if username is not None and (not password or ":" in username):
        raise UsageProblem("--username needs --password beside it and holds no colon")
    if as_json and store is not None:
        raise UsageProblem("--store is for the prompt; leave out --json or --store")
    if profile is not None and not as_json:
        raise UsageProblem("--profile is for --json; leave it out or add --json")
    context = client_context(ca)
    if as_json:
        driver = ReferenceDriver(profiles.load(profile or "zappi"), identity=identity)
        driver.configure({"url": csms, "username": username, "password": password})
        driven = DrivenStation(driver, context, FramePrinter(Console(stderr=True)))
        raise typer.Exit(asyncio.run(driven.play(console_lines(), typer.echo)))
    settings = StationSettings(
        url=csms, identity=identity, username=username, password=password, serial=identity
    )
    with kept_in(store) as kept, suppress(KeyboardInterrupt):
        station = Station(settings, store=kept, new_ids=(str(uuid4()) for _ in count()))
        run = Simulation(station, context, FramePrinter(Console()))
        raise typer.Exit(asyncio.run(run.play(console_lines(), paced=not sys.stdin.isatty())))


@contextmanager
def kept_in(file: Path | None) -> Iterator[Store]:
    """What survives a restart of the bridge: in the file, or for as long as the program runs."""
    if file is None:
        yield MemoryStore()
        return
    try:
        store = SqliteStore(file)
    except OSError as error:
        raise UsageProblem(f"--store {error}; name a new file or one written before") from None
    try:
        yield store
    finally:
        store.close()


class Simulation:
    """One run of the station until its commands end, `quit` or Ctrl-C."""

    def __init__(
        self, station: Station, context: ssl.SSLContext | None, printer: FramePrinter
    ) -> None:
        self.station = station
        self.console = printer.console
        self.watch = StationWatch(printer, station.settings.identity)
        self.client = Client(station, ssl=context, on_event=self.watch)
        self.mistakes = 0

    async def play(self, lines: AsyncIterator[str], *, paced: bool) -> int:
        """Carry out the commands; returns the exit code.

        ``paced`` commands come from a script: each waits until the exchange before it is over.
        """
        self.station.power_on(time.time())
        carrying = asyncio.create_task(self.client.run())
        stopping = asyncio.create_task(stop_requested().wait())
        following = asyncio.create_task(self._follow(lines, paced=paced))
        try:
            await asyncio.wait([carrying, stopping, following], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (following, stopping, carrying):
                task.cancel()
            await asyncio.wait([following, stopping, carrying])
        for task in (following, carrying):
            if not task.cancelled():
                task.result()
        return self._exit_code(paced=paced)

    async def _follow(self, lines: AsyncIterator[str], *, paced: bool) -> None:
        if not paced:
            self._say("Commands:\n" + help_text())
        elif not await self.watch.settled() and not self.watch.was_connected:
            return
        async for line in lines:
            words = line.split()
            if words[:1] == ["quit"]:
                return
            if words:
                await self._obey(words, paced=paced)
        await self.watch.settled()

    async def _obey(self, words: list[str], *, paced: bool) -> None:
        try:
            match words:
                case ["help"]:
                    self._say(help_text())
                case ["status"]:
                    self._say(status_text(self.station))
                case ["screen"]:
                    self._say("\n".join(self.station.screen(time.time())) or "(dark)")
                case ["wait", seconds]:
                    await asyncio.sleep(seconds_to_wait(seconds))
                case _:
                    await self._act(words, paced=paced)
        except NotUnderstoodError as error:
            self.mistakes += 1
            self._say(str(error), "red")

    async def _act(self, words: list[str], *, paced: bool) -> None:
        carry_out(self.station, time.time(), words)
        self.client.poke()
        if paced:
            await self.watch.settled()

    def _exit_code(self, *, paced: bool) -> int:
        if not paced:  # a person has seen what went wrong
            return 0
        if not self.watch.was_connected:
            return NEVER_CONNECTED
        return UsageProblem.exit_code if self.mistakes else 0

    def _say(self, text: str, style: str | None = None) -> None:
        self.console.print(text, style=style, soft_wrap=True, highlight=False, markup=False)
