"""Gets a peer's packages from their registry, once, into a folder of its own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from examples.peers.table import PEERS, Kind

TIME_LIMIT = 420.0
"""Seconds that getting the packages of one peer may take."""
LISTS = {"npm": ("package.json", "package-lock.json"), "PyPI": ("requirements.txt",)}
"""Which files pin what is installed."""
BEAT = 0.2
MARK = ".installed"
CACHE_VARIABLE = "OCPP_PEERS"


class CannotInstallError(Exception):
    """A peer's packages could not be had; says why."""


def usual_cache() -> Path:
    """Where peers are kept unless somebody says otherwise."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "ocpp-conformance" / "peers"


def install(name: str, cache: Path | None = None) -> Path:
    """Install a peer unless it is there already; returns the folder it is in.

    Nothing is fetched when the pinned versions are there. Raises ``CannotInstallError``, and
    ``KeyError`` for a name that is not in ``PEERS``.
    """
    kind = PEERS[name]
    home = (cache or usual_cache()) / kind.folder
    with _alone(home):
        mark, wanted = home / MARK, _fingerprint(kind)
        if not (mark.is_file() and mark.read_text("utf-8") == wanted):
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir(parents=True)
            INSTALLERS[kind.registry](kind, home)
            mark.write_text(wanted, "utf-8")
    return home


def programs(home: Path) -> Path:
    """The folder of the programs of a virtual environment."""
    return home / "venv" / ("Scripts" if os.name == "nt" else "bin")


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Only one process at a time looks after a folder; the others wait."""
    home.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + TIME_LIMIT
    with home.with_suffix(".lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise CannotInstallError(f"somebody else is busy with {home}") from None
                time.sleep(BEAT)
            else:
                break
        yield


def _fingerprint(kind: Kind) -> str:
    """Changes whenever something else has to be installed."""
    digest = hashlib.sha256(f"{sys.base_prefix} {sys.version}".encode())
    for name in LISTS[kind.registry]:
        digest.update((kind.here / name).read_bytes())
    return digest.hexdigest()


def _from_npm(kind: Kind, home: Path) -> None:
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise CannotInstallError(f"{kind.name} needs Node.js 20 and npm, which are not here")
    for name in LISTS["npm"]:
        shutil.copy(kind.here / name, home / name)
    options = ("--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
    _run(kind, [npm, "ci", *options], home)


def _from_pypi(kind: Kind, home: Path) -> None:
    _run(kind, [sys.executable, "-m", "venv", str(home / "venv")], home)
    python = str(programs(home) / "python")
    pinned = str(kind.here / "requirements.txt")
    options = ("--quiet", "--disable-pip-version-check", "--no-input", "--no-deps")
    _run(kind, [python, "-m", "pip", "install", *options, "-r", pinned], home)


INSTALLERS = {"npm": _from_npm, "PyPI": _from_pypi}


def _run(kind: Kind, command: list[str], home: Path) -> None:
    """Raises ``CannotInstallError`` with the last line of what it printed."""
    try:
        done = subprocess.run(
            command, cwd=home, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            errors="replace", timeout=TIME_LIMIT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        reason = f"it took longer than {TIME_LIMIT:g} s"
    except OSError as error:
        reason = str(error)
    else:
        if done.returncode == 0:
            return
        reason = ([line for line in done.stderr.splitlines() if line.strip()] or ["no reason"])[-1]
    raise CannotInstallError(f"{kind.name} could not be installed from {kind.registry}: {reason}")
