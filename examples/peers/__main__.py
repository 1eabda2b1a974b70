"""Peers: ``python -m examples.peers list | install NAME… | run NAME … | matrix --report DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from examples.peers.installation import CannotInstallError, install, usual_cache
from examples.peers.matrix import CENTRAL_SYSTEMS, CHARGE_POINTS, OURS, Matrix, page, plain
from examples.peers.process import (
    IDENTITY,
    LOOPBACK,
    command_of,
    environment_of,
    folder_of_this_run,
    places_of,
)
from examples.peers.table import PEERS, Role


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(prog="python -m examples.peers", description=__doc__)
    parser.add_argument("--cache", type=Path, default=usual_cache(), help="where peers are kept")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("list", help="say which peers there are")
    wanted = verbs.add_parser("install", help="install them; all of them if none is named")
    wanted.add_argument("names", nargs="*", choices=[[], *PEERS], metavar="NAME", default=[])
    matrix = verbs.add_parser("matrix", help="test every charge point at every central system")
    matrix.add_argument("--report", type=Path, required=True, help="the folder to write into")
    matrix.add_argument("--budget", type=float, help="seconds for each run of the suite")
    matrix.add_argument("--select", nargs="+", default=(), help="as --select of the suite's runs")
    matrix.add_argument(
        "--charge-points", nargs="+", choices=_names(Role.CHARGE_POINT), default=CHARGE_POINTS
    )
    matrix.add_argument(
        "--central-systems", nargs="+", choices=_names(Role.CENTRAL_SYSTEM), default=CENTRAL_SYSTEMS
    )
    run = verbs.add_parser("run", help="run one; verbs for a charge point come on standard input")
    run.add_argument("name", choices=list(PEERS), metavar="NAME")
    run.add_argument("--url", help="a charge point's central system, without the identity")
    run.add_argument("--identity", default=IDENTITY)
    run.add_argument(
        "--port", type=int, help="a central system's; that of its statement if not given"
    )
    return parser.parse_args(given)


def main(given: list[str] | None = None) -> int:
    """Returns the exit code; with ``run`` the peer takes the place of this program."""
    asked = arguments(given)
    try:
        if asked.verb == "list":
            for kind in PEERS.values():
                print(f"{kind.name:30}{kind.role:16}{kind.product}, from {kind.registry}")
        elif asked.verb == "install":
            for name in asked.names or PEERS:
                print(f"{name}: {install(name, asked.cache)}")
        elif asked.verb == "matrix":
            return matrix(asked)
        else:
            run(asked)
    except CannotInstallError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def matrix(asked: argparse.Namespace) -> int:
    """Fill the matrix; 0 if every cell is well, else 1."""
    asked.report.mkdir(parents=True, exist_ok=True)
    cells = []
    filled = Matrix(asked.report, asked.cache, asked.budget, asked.select)
    for cell in filled.cells(asked.charge_points, asked.central_systems):
        cells.append(cell)
        print(f"{cell.charge_point} at {cell.central_system}")
        for account in cell.accounts:
            print(f"  {account.told}")
        (asked.report / "matrix.md").write_text(page(cells), "utf-8")
        (asked.report / "matrix.json").write_text(plain(cells), "utf-8")
    return 0 if all(cell.is_well for cell in cells) else 1


def _names(role: Role) -> list[str]:
    return [OURS[role], *(kind.name for kind in PEERS.values() if kind.role is role)]


def run(asked: argparse.Namespace) -> None:
    """Become the peer."""
    kind, home = PEERS[asked.name], install(asked.name, asked.cache)
    url = asked.url or f"ws://{LOOPBACK}:{kind.port}"
    folder = folder_of_this_run(asked.cache, asked.name)
    places = places_of(
        kind, home, folder, url=url, identity=asked.identity, port=asked.port or kind.port
    )
    if kind.role is Role.CENTRAL_SYSTEM:
        about = f"; requests are triggered at {kind.operator.format(**places)}"
        print(f"{kind.url.format(**places)}{about if kind.operator else ''}", file=sys.stderr)
    command = command_of(kind, places)
    os.chdir(folder)
    os.execvpe(command[0], command, environment_of(kind, places))


if __name__ == "__main__":
    sys.exit(main())
