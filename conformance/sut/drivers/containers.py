"""A container of an engine's, by the Docker SDK: every question bounded, what is made is removed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import uuid4

from docker.client import DockerClient, from_env
from docker.errors import DockerException, ImageNotFound, NotFound
from docker.models.containers import Container
from docker.utils.socket import STDERR, frames_iter

from conformance.sut.driver import DriverError

Result = TypeVar("Result")
LOG_LINES = 200
MOST_OUTPUT = 64 * 1024
"""Bytes that a command in the container may write."""


@dataclass(frozen=True)
class Executed:
    """A command inside the container: its exit code and what it wrote."""

    code: int
    output: str
    errors: str


class OneContainer:
    """A container of ours. Raises ``DriverError`` for whatever the engine cannot do."""

    def __init__(self, engine: str | None, seconds: float) -> None:
        self._engine = engine
        self._seconds = seconds
        self._client: DockerClient | None = None
        self.name = f"ocpp-conformance-{uuid4().hex[:12]}"

    def start(self, image: str, command: Sequence[str] | None, **options: Any) -> None:
        """Make it of an image that the engine has, and start it."""

        def start() -> None:
            self._connected().containers.create(
                image, command, name=self.name, detach=True, **options
            ).start()

        self._ask("start", start)

    def status(self) -> str:
        """Such as ``running`` or ``exited``."""
        return str(self._ask("status", lambda: self._found().status))

    def published(self, port: int) -> int | None:
        """The port of this machine on which one of the container's is reached."""
        ports = self._ask("ports", lambda: self._found().ports)
        bound = ports.get(f"{port}/tcp") or []
        return int(bound[0]["HostPort"]) if bound else None

    def log(self) -> str:
        """The latest lines it wrote; nothing when they cannot be had."""
        with suppress(DriverError):
            raw: bytes = self._ask("log", lambda: self._found().logs(tail=LOG_LINES))
            return raw[-MOST_OUTPUT:].decode(errors="replace")
        return ""

    def execute(self, command: Sequence[str]) -> Executed:
        """Run a command inside."""
        return self._ask(command[0], lambda: _run_inside(self._found(), command))

    def remove(self) -> None:
        """Remove it with all its processes, if it is there."""

        def remove() -> None:
            if self._client is not None:
                with suppress(NotFound):
                    self._client.api.remove_container(self.name, force=True, v=True)

        try:
            self._ask(f"removal of {self.name}", remove)
        finally:
            client, self._client = self._client, None
            if client is not None:
                client.close()

    def _connected(self) -> DockerClient:
        if self._client is None:
            seconds = int(self._seconds) + 1
            address = self._engine
            self._client = (
                DockerClient(address, timeout=seconds) if address else from_env(timeout=seconds)
            )
        return self._client

    def _found(self) -> Container:
        found: Container = self._connected().containers.get(self.name)
        return found

    def _ask(self, what: str, ask: Callable[[], Result]) -> Result:
        """What the engine answers, in time."""
        try:
            return bounded(ask, self._seconds)
        except TimeoutError:
            late = f"{what}: the container engine did not answer within {self._seconds:g} s"
            raise DriverError(late) from None
        except ImageNotFound as error:
            raise DriverError(f"{what}: {error.explanation}; pull the image first") from None
        except (DockerException, OSError) as error:
            raise DriverError(f"{what}: the container engine says: {error}") from None


def bounded(ask: Callable[[], Result], seconds: float) -> Result:
    """What a call returns or raises. Raises ``TimeoutError`` when it takes longer.

    The SDK bounds each read of a socket, but not how many there are.
    """
    results: list[Result] = []
    errors: list[Exception] = []

    def there() -> None:
        try:
            results.append(ask())
        except (DriverError, DockerException, OSError, ValueError) as error:
            errors.append(error)

    thread = threading.Thread(target=there, name="engine", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise TimeoutError
    return results[0]


def _run_inside(container: Container, command: Sequence[str]) -> Executed:
    engine = container.client.api
    number = engine.exec_create(container.id, list(command))["Id"]
    streams = bytearray(), bytearray()
    stream = engine.exec_start(number, socket=True)
    try:
        for kind, part in frames_iter(stream, tty=False):
            kept = streams[kind == STDERR]
            kept += part
            if len(kept) > MOST_OUTPUT:
                raise DriverError(f"{command[0]} writes more than {MOST_OUTPUT} bytes")
    finally:
        _let_go(stream)
    output, errors = (kept.decode(errors="replace") for kept in streams)
    return Executed(int(engine.exec_inspect(number)["ExitCode"]), output, errors)


def _let_go(stream: Any) -> None:
    """Close a socket that the SDK has handed out, and the connection that it belongs to."""
    response = getattr(stream, "_response", None)
    if response is not None:
        response.close()
    stream.close()
