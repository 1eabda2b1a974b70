"""`init`: write a statement to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from conformance.commands.choices import one_of
from conformance.commands.usage import UsageProblem
from conformance.statement.template import template
from ocpp16.actions import Role

STATEMENT = Path("conformance.toml")


def init(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it.")] = STATEMENT,
    role: Annotated[
        str, typer.Option(help="What is to be tested: charge-point or central-system.")
    ] = str(Role.CHARGE_POINT),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a commented statement of a product and of the way to it.

    It can be used as it stands; what is particular to your product is to be changed.
    """
    text = template(Role(one_of("role", role, tuple(Role))))
    try:
        with file.open("w" if force else "x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise UsageProblem(f"{file} is there already; --force replaces it") from None
    except OSError as error:
        raise UsageProblem(f"{file} cannot be written: {error.strerror}") from None
    typer.echo(f"wrote {file}: read it, and change what is particular to your product")
