"""Starts a peer as a program of its own, waits until it is there, and stops it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from examples.peers.installation import install, programs, usual_cache
from examples.peers.table import PEERS, Kind, Role

READY, STOPPED, ANSWERED = 90.0, 10.0, 60.0
"""Seconds in which a central system listens, a peer has ended when asked to, or has obeyed."""
LOG, ANSWERS = "log.txt", "answers.txt"
BEAT = 0.1
LOOPBACK = "127.0.0.1"
IDENTITY = "PEER-1"
TAIL = 10


class CannotStartError(Exception):
    """A peer did not come up; says why, with the end of its log."""


class PeerGoneError(Exception):
    """A peer does not answer any more; says what it was asked, with the end of its log."""


@dataclass(frozen=True)
class Peer:
    """One that runs. ``url`` is its endpoint, or that of the central system it was sent to."""

    kind: Kind
    url: str
    operator_url: str
    log: Path
    """What it printed, with the frames where it can show them."""
    folder: Path
    """Where it keeps what it keeps."""
    identity: str
    process: subprocess.Popen[str] = field(repr=False)

    def url_for(self, identity: str) -> str:
        """Where a charge point connects."""
        return f"{self.url}/{identity}"

    def say(self, line: str) -> str:
        """Give a charge point a verb; returns its answer: "ok", or "cannot: " and why.

        Raises ``PeerGoneError`` when none comes in time, with the end of its log.
        """
        stdin, before = self.process.stdin, len(self._answers())
        assert stdin is not None
        try:
            stdin.write(f"{line}\n")
            stdin.flush()
        except BrokenPipeError:
            raise PeerGoneError(_told(self, f"it has ended, so it cannot {line!r}")) from None
        deadline = time.monotonic() + ANSWERED
        while len(answers := self._answers()) == before:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise PeerGoneError(_told(self, f"no answer to {line!r} within {ANSWERED:g} s"))
            time.sleep(BEAT)
        return answers[-1]

    def _answers(self) -> list[str]:
        text = (self.folder / ANSWERS).read_text("utf-8")
        return text[: text.rfind("\n") + 1].splitlines()


@contextmanager
def running(
    name: str,
    cache: Path | None = None,
    *,
    url: str = "",
    identity: str = IDENTITY,
    key: str = "",
    port: int = 0,
) -> Iterator[Peer]:
    """A peer, installed if need be, for as long as the ``with`` block lasts.

    A charge point connects to ``url``, to which it appends a slash and ``identity``, and shows
    ``key`` if there is one (HTTP Basic); a central
    system listens on loopback, on ``port`` or a free one, and does so when the block begins. Logs
    stay in ``cache``. Raises ``CannotInstallError``, ``CannotStartError``, and ``ValueError`` for a
    charge point without a URL.
    """
    kind, cache = PEERS[name], cache or usual_cache()
    home = install(name, cache)
    folder = folder_of_this_run(cache, name)
    places = places_of(kind, home, folder, url=url, identity=identity, port=port)
    process = _start(kind, places, folder, key)
    peer = Peer(
        kind, kind.url.format(**places) if kind.role is Role.CENTRAL_SYSTEM else url,
        kind.operator.format(**places), folder / LOG, folder, identity, process,
    )  # fmt: skip
    try:
        if kind.role is Role.CENTRAL_SYSTEM:
            _wait_until_it_listens(peer, int(places["port"]))
        yield peer
    finally:
        _stop(process)


def places_of(
    kind: Kind, home: Path, folder: Path, *, url: str = "", identity: str = IDENTITY, port: int = 0
) -> Mapping[str, str]:
    """What is put in for the names in braces. Raises ``ValueError`` for a missing URL."""
    if kind.role is Role.CHARGE_POINT and not url:
        raise ValueError(f"{kind.name} is a charge point: give the url of a central system")
    own_port = port or free_port()
    return {
        "python": sys.executable, "bin": str(programs(home)), "here": str(kind.here),
        "home": str(home), "data": str(folder), "url": url, "identity": identity,
        "port": str(own_port),
        "operator_port": str(kind.operator_port if port == kind.port else free_port()),
    }  # fmt: skip


def command_of(kind: Kind, places: Mapping[str, str]) -> list[str]:
    """What starts it."""
    return [part.format(**places) for part in kind.command]


def environment_of(kind: Kind, places: Mapping[str, str]) -> dict[str, str]:
    """The environment it runs in: its own packages, and nothing of a virtual environment of ours."""
    others = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    modules = {"NODE_PATH": f"{places['home']}/node_modules"} if kind.registry == "npm" else {}
    return {**others, **modules, "PEER_KEY": kind.key}


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def folder_of_this_run(cache: Path, name: str) -> Path:
    """A new folder for what a peer prints and keeps."""
    folder = cache / "runs" / f"{name}-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
    number = 1
    while folder.exists():
        number += 1
        folder = folder.with_name(f"{folder.name.removesuffix(f'.{number - 1}')}.{number}")
    folder.mkdir(parents=True)
    return folder


def _start(kind: Kind, places: Mapping[str, str], folder: Path, key: str) -> subprocess.Popen[str]:
    """What a charge point answers is kept apart from what it logs."""
    command = [*command_of(kind, places), *filter(None, [key])]
    with (folder / LOG).open("w") as log, (folder / ANSWERS).open("w") as answers:
        try:
            return subprocess.Popen(
                command, cwd=folder, env=environment_of(kind, places), stdin=subprocess.PIPE,
                stdout=answers if kind.role is Role.CHARGE_POINT else log, stderr=log,
                text=True, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            words = f"{kind.name}: {command[0]} cannot be started: {error}"
            raise CannotStartError(words) from None


def _wait_until_it_listens(peer: Peer, port: int) -> None:
    deadline = time.monotonic() + READY
    while time.monotonic() < deadline:
        if peer.process.poll() is not None:
            raise CannotStartError(_told(peer, f"it ended with code {peer.process.returncode}"))
        with suppress(OSError), socket.create_connection((LOOPBACK, port), BEAT):
            return
        time.sleep(BEAT)
    raise CannotStartError(_told(peer, f"it does not listen after {READY:g} s"))


def _told(peer: Peer, what: str) -> str:
    lines = peer.log.read_text("utf-8", errors="replace").splitlines()[-TAIL:]
    return "\n".join([f"{peer.kind.name}: {what}; the end of {peer.log}:", *lines])


def _stop(process: subprocess.Popen[str]) -> None:
    """End it and all that it started; the end of its input tells it first."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):
            process.stdin.close()
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(STOPPED)
            return
