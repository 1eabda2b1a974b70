"""The driver of a charge point in a container: started, driven by `exec` or over HTTP, removed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import Field, model_validator

from conformance.sut.driver import QUANTITIES, DriverError, NotDrivable
from conformance.sut.drivers.command import CANNOT, lines_or_text
from conformance.sut.drivers.http import HttpDriver
from conformance.sut.drivers.options import (
    POWER_ON,
    Command,
    Options,
    Quantity,
    Seconds,
    Verb,
    parse,
)
from conformance.sut.drivers.outside import OutsideDriver, filled, placeholders

if TYPE_CHECKING:
    from conformance.sut.drivers.containers import OneContainer

Result = TypeVar("Result")
LABEL = "ocpp-conformance.charge-point"
HOST = "host"
"""The network that is the engine's own."""
RUNNING = "running"
LOOK = 0.2
"""Seconds between two looks at a server that is not ready."""


class ServerOptions(Options):
    """The server inside the container that the ``http`` driver's contract is spoken with."""

    port: int = Field(ge=1, le=65_535)
    token: str | None = None
    ready: Seconds = 30.0
    """How long it may take to answer after the start."""


class DockerOptions(Options):
    """Options of the kind ``docker``; templates have ``{placeholders}``."""

    image: str = Field(min_length=1)
    command: Command | None = None
    environment: dict[str, str] = {}
    network: str | None = Field(None, min_length=1)
    """The name of a network of the engine's; ``host`` is the engine's own."""
    hosts: dict[str, str] = {}
    """Names the container knows beside the network's, such as host.docker.internal = host-gateway."""
    commands: dict[Verb, Command] = {}
    """What is run inside the container for a verb."""
    readings: dict[Quantity, Command] = {}
    http: ServerOptions | None = None
    engine: str | None = None
    """The engine's address; without it DOCKER_HOST or the usual socket."""
    timeout: Seconds = 30.0
    cannot: int = Field(CANNOT, ge=1, le=255)

    @model_validator(mode="after")
    def _can_be_used(self) -> Self:
        if find_spec("docker") is None:
            raise ValueError("the Docker SDK is missing; pip install 'ocpp-conformance[docker]'")
        if POWER_ON in self.commands:
            raise ValueError("commands: the container is started with its own command")
        return self

    def texts(self) -> list[str]:
        """All templates."""
        commands = [*self.commands.values(), *self.readings.values(), self.command or []]
        return [*self.environment.values(), *(part for command in commands for part in command)]


class DockerDriver(OutsideDriver):
    """Runs a container; satisfies ``Driver``."""

    kind = "docker"

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        super().__init__(identity, options)
        self.options = parse(DockerOptions, options)
        self._used = {name for text in self.options.texts() for name in placeholders(text)}
        self._container: OneContainer | None = None
        self._server: HttpDriver | None = None

    def power_on(self, now: float) -> None:
        """See ``Driver``. A container that runs already makes way for a new one."""
        from conformance.sut.drivers.containers import OneContainer  # the SDK is an extra

        self.close()
        self._container = OneContainer(self.options.engine, self.options.timeout)
        self._start(self._container)
        if self.options.http is not None:
            self._server = self._once_ready(self.options.http)
            self._server.configure(self._facts)
            self._by_server(lambda server: server.power_on(now))

    def close(self) -> None:
        """See ``Driver``."""
        container, self._container, self._server = self._container, None, None
        if container is not None:
            container.remove()

    def log(self) -> str:
        """The latest that the container wrote."""
        return self._excerpt(self._container.log()) if self._container is not None else ""

    def _takes(self, setting: str) -> bool:
        return setting in self._used

    def _do(self, verb: str, details: Mapping[str, Any]) -> None:
        if verb in self.options.commands:
            self._execute(verb, self.options.commands[verb], details)
        elif self.options.http is not None:
            self._running(verb)
            self._by_server(lambda server: server.act(0.0, verb, **details))
        else:
            raise NotDrivable(f"the docker driver has no command for {verb!r}")

    def _read(self, quantity: str) -> Any:
        if quantity in self.options.readings:
            output = self._execute(quantity, self.options.readings[quantity], {})
            return output if quantity in QUANTITIES else lines_or_text(output)
        if self.options.http is not None:
            self._running(quantity)
            return self._by_server(lambda server: server.observe(0.0, quantity))
        raise NotDrivable(f"the docker driver has no command that reads {quantity!r}")

    def _start(self, container: OneContainer) -> None:
        known, options, server = self._known({}), self.options, self.options.http
        chosen: dict[str, Any] = {"network": options.network} if options.network else {}
        if server is not None and options.network != HOST:
            chosen["ports"] = {f"{server.port}/tcp": ("127.0.0.1", None)}
        container.start(
            options.image,
            [filled(part, known) for part in options.command] if options.command else None,
            environment={n: filled(text, known) for n, text in options.environment.items()},
            labels={LABEL: self.identity},
            extra_hosts=options.hosts,
            **chosen,
        )

    def _execute(self, what: str, command: list[str], details: Mapping[str, Any]) -> str:
        container = self._running(what)
        known = self._known(details)
        words = [filled(part, known) for part in command]
        try:
            ended = container.execute(words)
        except DriverError as error:
            log = self.log()
            self.close()  # whatever hangs in there ends with it
            raise DriverError(f"{what}: {error}: {log}") from None
        said = self._excerpt(ended.errors or ended.output)
        if ended.code == self.options.cannot:
            raise NotDrivable(said or f"{what}: cannot")
        if ended.code != 0:
            ending = f"{what}: {command[0]} ended with code {ended.code}"
            raise DriverError(f"{ending}: {said}: {self.log()}")
        return ended.output.strip()

    def _running(self, what: str) -> OneContainer:
        """The container. Raises ``DriverError`` with its log when it has ended by itself."""
        container = self._container
        if container is None:
            raise NotDrivable(f"{what!r} needs the charge point to be switched on first")
        status = container.status()
        if status != RUNNING:
            raise DriverError(f"{what}: the container is {status}: {self.log()}")
        return container

    def _by_server(self, ask: Callable[[HttpDriver], Result]) -> Result:
        if self._server is None:
            raise DriverError("the server in the container never answered")
        try:
            return ask(self._server)
        except DriverError as error:
            raise DriverError(f"{error}: {self.log()}") from None

    def _once_ready(self, options: ServerOptions) -> HttpDriver:
        deadline = time.monotonic() + options.ready
        server = HttpDriver(self.identity, self._address(options))
        while True:
            self._running("the server")
            try:
                server.capabilities()
            except DriverError as error:
                if time.monotonic() > deadline:
                    late = f"no server within {options.ready:g} s: {error}: {self.log()}"
                    raise DriverError(late) from None
                time.sleep(LOOK)
            else:
                return server

    def _address(self, options: ServerOptions) -> dict[str, Any]:
        container = self._running("the server")
        port = options.port if self.options.network == HOST else container.published(options.port)
        if port is None:
            raise DriverError(f"the engine publishes no port {options.port} on this network")
        token = {"token": options.token} if options.token else {}
        return {"url": f"http://127.0.0.1:{port}", "timeout": self.options.timeout, **token}
