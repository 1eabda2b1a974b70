"""Every charge point at every central system, ours among them: who conforms, cell by cell.

Where one end is ours, the suite tests the other; where both are, each tests the other. Where
neither is, a session between them is recorded and judged by the standing rules.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from examples.peers.process import LOOPBACK, CannotStartError, PeerGoneError, free_port, running
from examples.peers.sessions import NotSeenError, await_listener, command, post, record
from examples.peers.statements import baseline_of, of_central_system, of_charge_point
from examples.peers.table import HERE, PEERS, Kind, Role

OURS = {Role.CHARGE_POINT: "reference", Role.CENTRAL_SYSTEM: "mock"}
CHARGE_POINTS = ("reference", "ocpp-rpc-charge-point", "mobilityhouse-charge-point")
CENTRAL_SYSTEMS = ("mock", "ocpp-csms", "arthexis")
"""What the matrix is made of unless something else is named."""
MOCK = HERE / "mock" / "central_system.toml"
ON_FILE = {"valid": "Accepted"}
"""Where the standing of a statement is not the status of OCPP in lower case."""
LONGEST = 1200.0
"""Seconds for one account at most, and some more for its end."""
MEANINGS: Mapping[int, str] = {
    0: "conformant",
    1: "not conformant",
    3: "could not be judged",
    4: "baseline out of date",
    5: "not all was run",
}


@dataclass(frozen=True)
class Account:
    """What one run of the suite, or one judgement of a session, came to."""

    about: str
    exit_code: int
    totals: Mapping[str, int] = field(default_factory=dict)
    """Scenarios by verdict."""
    known: int = 0
    """Failed behaviours that the baseline lists."""
    why: str = ""
    """Why there is no more to tell."""

    @property
    def told(self) -> str:
        """In one line."""
        counted = ", ".join(f"{count} {verdict}" for verdict, count in self.totals.items() if count)
        meaning = MEANINGS.get(self.exit_code, f"exit code {self.exit_code}")
        if self.known and self.exit_code == 0:
            meaning = f"{self.known} known deviations, no other"
        return f"{self.about}: {meaning} ({counted or self.why})"


@dataclass(frozen=True)
class Cell:
    """A charge point at a central system, and what was found."""

    charge_point: str
    central_system: str
    accounts: tuple[Account, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing was found that is not known."""
        return all(account.exit_code == 0 for account in self.accounts)


@dataclass(frozen=True)
class Matrix:
    """How the cells are filled: where to, with which peers, how long each account may take."""

    folder: Path
    cache: Path
    budget: float | None = None
    select: Sequence[str] = ()
    """What the runs of the suite are narrowed to; without it everything is run."""

    def cells(self, charge_points: Iterable[str], central_systems: Sequence[str]) -> Iterator[Cell]:
        """Fill the cells one after the other."""
        for charge_point in charge_points:
            for central_system in central_systems:
                place = self.folder / f"{charge_point} at {central_system}".replace(" ", "-")
                place.mkdir(parents=True, exist_ok=True)
                accounts = tuple(self._fill(charge_point, central_system, place))
                yield Cell(charge_point, central_system, accounts)

    def _fill(self, charge_point: str, central_system: str, place: Path) -> Iterator[Account]:
        ours = (
            charge_point == OURS[Role.CHARGE_POINT],
            central_system == OURS[Role.CENTRAL_SYSTEM],
        )
        match ours:
            case (True, True):
                yield self._run("charge point", place / "charge-point", "run")
                yield self._of_mock(place / "central-system")
            case (False, True):
                with tempfile.TemporaryDirectory() as kept:
                    statement = of_charge_point(PEERS[charge_point], Path(kept))
                    called = ("run", *_stated(PEERS[charge_point], statement))
                    yield self._run("charge point", place / "charge-point", *called)
            case (True, False):
                yield self._of_platform(central_system, place / "central-system")
            case _:
                yield from self._session(charge_point, central_system, place)

    def _of_platform(self, name: str, report: Path) -> Account:
        try:
            with running(name, self.cache) as peer, tempfile.TemporaryDirectory() as kept:
                called = ("platform", *_stated(peer.kind, of_central_system(peer, Path(kept))))
                return self._run("central system", report, *called)
        except CannotStartError as error:
            return Account("central system", 3, why=str(error).splitlines()[0])

    def _of_mock(self, report: Path) -> Account:
        with tempfile.TemporaryDirectory() as kept, our_mock(Path(kept)) as statement:
            return self._run("central system", report, "platform", "--statement", str(statement))

    def _session(self, charge_point: str, central_system: str, place: Path) -> Iterator[Account]:
        with tempfile.TemporaryDirectory() as kept:
            trace = Path(kept) / "trace.jsonl"
            try:
                with running(central_system, self.cache) as platform:
                    record(platform, charge_point, self.cache, trace)
            except (CannotStartError, NotSeenError, PeerGoneError) as error:
                yield Account("session", 3, why=str(error).splitlines()[0])
                if not trace.exists():
                    return
            for role in Role:
                judged = ("judge", str(trace), "--profile", "ocpp16", "--side", role)
                yield self._run(role.replace("-", " "), place / role, *judged, bounded=False)

    def _run(self, about: str, report: Path, *arguments: str, bounded: bool = True) -> Account:
        seconds = LONGEST if self.budget is None else self.budget + 300
        narrowed = self._narrowed() if bounded else ()
        called = command(*arguments, "--report", str(report), *narrowed)
        try:
            done = subprocess.run(called, capture_output=True, text=True, timeout=seconds)
        except subprocess.TimeoutExpired:
            return Account(about, 3, why=f"no end within {seconds:g} s")
        last = (done.stderr.strip().splitlines() or [""])[-1]
        return _account(about, done.returncode, report / "report.json", last)

    def _narrowed(self) -> tuple[str, ...]:
        budget = () if self.budget is None else ("--budget", f"{self.budget:g}")
        return (*budget, *(part for text in self.select for part in ("--select", text)))


def _account(about: str, exit_code: int, report: Path, last: str) -> Account:
    if not report.is_file():
        return Account(about, exit_code, why=last)
    found = json.loads(report.read_text("utf-8"))
    standings = [result.get("standing") for result in found["results"]]
    return Account(about, exit_code, found["totals"]["scenarios"], standings.count("known"))


def _stated(kind: Kind, statement: Path) -> tuple[str, ...]:
    """A statement, with the baseline of the peer if it has one."""
    baseline = baseline_of(kind)
    here = Path.cwd()
    shown = baseline.relative_to(here) if baseline.is_relative_to(here) else baseline
    known = ("--baseline", str(shown)) if baseline.is_file() else ()
    return ("--statement", str(statement), *known)


@contextmanager
def our_mock(folder: Path) -> Iterator[Path]:
    """The mock in a process of its own, with the tags of its statement on file.

    Gives the statement, in this folder, with the ports that it has.
    """
    text = MOCK.read_text("utf-8")
    usual = tomllib.loads(text)
    ports = {_port(usual[table]["url"]): free_port() for table in ("connection", "operator")}
    for before, now in ports.items():
        text = text.replace(f":{before}/", f":{now}/").replace(f':{before}"', f':{now}"')
    statement = folder / MOCK.name
    statement.write_text(text, "utf-8")
    endpoint, control = ports.values()
    options = ("--port", str(endpoint), "--control-port", str(control))
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command("serve", "--quiet", *options), stdout=log, stderr=log)
        try:
            for port in (endpoint, control):
                await_listener(port)
            create = f"http://{LOOPBACK}:{control}/api/octt/create-token"
            for standing, tags in usual["tags"].items():
                for tag in tags:
                    post(create, _token(tag, standing))
            yield statement
        finally:
            process.terminate()
            process.wait()


def _token(tag: str, standing: str) -> Mapping[str, str]:
    return {"token_id": tag, "status": ON_FILE.get(standing, standing.title())}


def _port(url: str) -> int:
    port = urlsplit(url).port
    assert port is not None, f"{url} names no port"
    return port


def page(cells: Sequence[Cell]) -> str:
    """The matrix in Markdown: one row a charge point, one column a central system."""
    columns = list(dict.fromkeys(cell.central_system for cell in cells))
    rows = list(dict.fromkeys(cell.charge_point for cell in cells))
    found = {(cell.charge_point, cell.central_system): cell.accounts for cell in cells}
    lines = [f"| charge point | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for row in rows:
        accounts = [found.get((row, column), ()) for column in columns]
        told = ["<br>".join(account.told for account in each) for each in accounts]
        lines.append(f"| {row} | {' | '.join(told)} |")
    return "\n".join(lines) + "\n"


def plain(cells: Sequence[Cell]) -> str:
    """The same as JSON."""
    return json.dumps([asdict(cell) for cell in cells], indent=2) + "\n"
