"""The `ocpp-conformance` command: what can be called, and what its mistakes look like."""

from __future__ import annotations

import io
import sys
import traceback
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from conformance.catalogue import CatalogueError
from conformance.commands.catalogue import catalogue
from conformance.commands.deviations import deviations
from conformance.commands.driver_contract import driver_contract
from conformance.commands.health import health
from conformance.commands.init import init
from conformance.commands.judge import judge
from conformance.commands.negatives import negatives
from conformance.commands.platform import platform
from conformance.commands.playback import playback
from conformance.commands.record import record
from conformance.commands.run import run
from conformance.commands.serve import serve
from conformance.commands.simulate import simulate
from conformance.commands.usage import UsageProblem
from conformance.coverage import FeatureError
from conformance.profile import ProfileError
from conformance.results import SuiteError
from conformance.run_log import RunLogError
from conformance.toml_document import DocumentError
from conformance.verdict import ExitCode
from ocpp_conformance import __version__
from reports.folder import ReportFolderError

PROBLEMS = (
    CatalogueError,
    DocumentError,
    FeatureError,
    ProfileError,
    ReportFolderError,
    RunLogError,
    UsageProblem,
)
"""What a user can put right: one line, without a traceback."""


class Commands(TyperGroup):
    """The group of commands, which turns a problem of the user into one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PROBLEMS as problem:
            typer.echo(f"error: {problem}", err=True)
            raise typer.Exit(ExitCode.USAGE) from problem
        except SuiteError as problem:
            typer.echo(f"error: {problem}", err=True)
            raise typer.Exit(ExitCode.NOT_JUDGED) from problem


app = typer.Typer(
    cls=Commands,
    name="ocpp-conformance",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (run, platform, catalogue, deviations):
    app.command()(command)
app.command(short_help="Write a statement to begin with.")(init)
app.command(short_help="Run the mock central system.")(serve)
app.command(short_help="Run the reference charge point.")(simulate)
app.command(short_help="Record charge points and their central system.")(record)
app.command(short_help="Judge a recorded trace by the standing rules.")(judge)
app.command(short_help="Play one side of a recorded trace.")(playback)
app.command(short_help="Print the contract of the http driver.")(driver_contract)
app.command(short_help="Show the negative catalogue.")(negatives)
app.command(short_help="Ask whether a server answers.")(health)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ocpp-conformance {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Conformance tests for OCPP 1.6J: charge points, and a central system to point them at."""


def main() -> int:
    """Run the command; the exit code. A fault of the suite itself is not a finding: code 3."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app(prog_name="ocpp-conformance")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except Exception:
        traceback.print_exc()
        typer.echo("error: the suite itself broke, so nothing is said about the peer", err=True)
        return ExitCode.NOT_JUDGED
    return ExitCode.CONFORMANT
