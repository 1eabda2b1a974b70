"""A container engine for the tests: the one that answers, else one that lasts as long as they do."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import docker
from docker.errors import DockerException

PROGRAM = "dockerd"
USUAL = "unix:///var/run/docker.sock"
PATIENCE = 180
"""Seconds a request may take, a build with all its steps apart."""
STARTING, STOPPING = 60.0, 60.0
"""Seconds in which an engine is ready, or gone."""
STEP = 0.2
SEARCHED = f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin"
PRIVATE = ("iptables=false", "ip-forward=false", "ip-masq=false", "bridge=none")
"""What keeps an engine of ours from changing the machine's network."""


class NoEngineError(Exception):
    """No engine answers and none can be started here; says why."""


@dataclass(frozen=True)
class Engine:
    """An engine and whether it is ours: then its containers reach nothing but each other."""

    client: docker.DockerClient
    is_own: bool
    address: str | None = None
    """Where it listens, if not where every client looks."""

    def events_until(self, moment: float, **options: Any) -> list[dict[str, Any]]:
        """What happens until a moment (seconds since 1970); returns then.

        To the end, since the client cannot close the socket of a stream that is broken off.
        """
        return list(self.client.events(until=f"{moment:.3f}", decode=True, **options))


@contextmanager
def some_engine() -> Iterator[Engine]:
    """The engine at ``DOCKER_HOST`` or the usual socket, or one of our own. Raises
    ``NoEngineError``."""
    found = _answering()
    if found is not None:
        try:
            yield Engine(found, is_own=False)
        finally:
            found.close()
        return
    with _started(_program()) as (client, address):
        yield Engine(client, is_own=True, address=address)


def _answering(address: str | None = None) -> docker.DockerClient | None:
    """A client of the engine at an address, or at the usual one, if it answers."""
    local = urlsplit(address or os.environ.get("DOCKER_HOST") or USUAL)
    if local.scheme == "unix" and not _is_listened_on(local.path):
        return None
    try:
        if address is None:
            return docker.from_env(timeout=PATIENCE)
        return docker.DockerClient(address, timeout=PATIENCE)
    except DockerException:  # it has asked for the engine's version
        return None


def _is_listened_on(path: str) -> bool:
    """Asked first, since a client that finds nobody leaves its socket open."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(PATIENCE)
        return probe.connect_ex(path) == 0


def _program() -> str:
    program = shutil.which(PROGRAM, path=SEARCHED)
    if program is None:
        raise NoEngineError(f"no engine answers, and there is no {PROGRAM} to start one")
    if os.geteuid() != 0:
        raise NoEngineError(f"no engine answers, and only root can start {PROGRAM}")
    return program


@contextmanager
def _started(program: str) -> Iterator[tuple[docker.DockerClient, str]]:
    # Not pytest's folder: the path of a Unix socket is at most 107 bytes long.
    folder = Path(tempfile.mkdtemp(prefix="engine-", dir="/tmp"))
    try:
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                _command(program, folder),
                stdout=log, stderr=log, env=os.environ | {"PATH": SEARCHED},
            )  # fmt: skip
        try:
            client = _once_ready(process, folder)
            try:
                yield client, f"unix://{folder}/socket"
            finally:
                client.close()
        finally:
            _stop(process)
    finally:
        _remove(folder)


def _command(program: str, folder: Path) -> list[str]:
    return [
        program,
        f"--host=unix://{folder}/socket",
        f"--data-root={folder}/data",
        f"--exec-root={folder}/exec",
        f"--pidfile={folder}/pid",
        "--oom-score-adjust=0",
        *(f"--{option}" for option in PRIVATE),
    ]


def _once_ready(process: subprocess.Popen[bytes], folder: Path) -> docker.DockerClient:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        client = _answering(f"unix://{folder}/socket")
        if client is not None:
            return client
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(STEP)
            raise NoEngineError(f"{PROGRAM} ended with code {code}: {_last_words(folder)}")
    raise NoEngineError(f"{PROGRAM} was not ready within {STARTING:g} s: {_last_words(folder)}")


def _last_words(folder: Path) -> str:
    lines = (folder / "log").read_text(errors="replace").splitlines()
    return lines[-1] if lines else "it said nothing"


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPPING)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _remove(folder: Path) -> None:
    """Remove what an engine kept, after what it left mounted."""
    mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines()]
    for mount in reversed(mounts):
        if Path(mount).is_relative_to(folder):
            subprocess.run(["umount", mount], check=True, timeout=30)
    shutil.rmtree(folder)
