"""Find the suite, keep the caller's folder out of the way, run the command.

The suite's packages have generic names (`steps`, `reports`, `features`). An installed wheel
keeps them in a folder of ours, and whatever lies in the folder from which the command is
called must not take their place.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
TERMINATED = 128 + signal.SIGTERM
"""Exit code of a program that a termination signal ended."""


def suite_folder(here: Path = HERE) -> Path:
    """The folder that holds the suite's packages: in the wheel, else the repository."""
    installed = here / "suite"
    return installed if installed.is_dir() else here.parent


def search_path(entries: Iterable[str], suite: Path, working: Path, home: Path) -> list[str]:
    """The module search path with the suite first and the caller's folder left out.

    ``home`` holds our top-level packages; it stays even for a caller who stands in it.
    """
    unwanted = {"", str(suite)}
    kept = [
        entry
        for entry in entries
        if entry not in unwanted and (Path(entry).resolve() != working or working == home)
    ]
    return [str(suite), *kept]


def heed_termination() -> None:
    """Let a termination signal end the first process of a container, as it does any other.

    The kernel ignores it there until a handler is set; `serve` and `simulate` set better ones.
    """
    if os.getpid() == 1:
        signal.signal(signal.SIGTERM, lambda *_: os._exit(TERMINATED))


def main() -> None:
    """Run the command and leave with its exit code."""
    heed_termination()
    try:
        working = Path.cwd().resolve()
    except FileNotFoundError:
        print("error: the current folder does not exist any more", file=sys.stderr)  # noqa: T201
        sys.exit(2)
    sys.path[:] = search_path(sys.path, suite_folder(), working, HERE.parent)
    from conformance.cli import main as command

    sys.exit(command())
