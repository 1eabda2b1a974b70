"""The driver of a charge point in a container, held to the contract of all drivers.

Without an engine at hand one is started; where that cannot be done the tests say why and are skipped.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conformance.sut.driver import Driver, DriverError, NotDrivable
from conformance.sut.drivers import make
from conformance.sut.drivers.docker import LABEL
from tests.conformance.sut import fake_device
from tests.conformance.sut.driver_contract import DriverContract, act, switch_on
from tests.conformance.sut.driver_rigs import IDENTITY, READ, Rig
from tests.packaging.engine import Engine, NoEngineError, some_engine
from tests.packaging.local_base import NoBaseError, import_base

TAG = f"ocpp-conformance-test-{uuid.uuid4().hex[:8]}:device"
PROGRAM = base64.b64encode(Path(fake_device.__file__).read_bytes()).decode()
CALL = ["python", "-c", f"import base64; exec(base64.b64decode('{PROGRAM}'))"]
IDLE = ["sh", "-c", "echo ready; sleep 600; true"]
TIMEOUT = 8.0
"""Seconds; a process in a container takes its time to start."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with ExitStack() as stack:
        try:
            found = stack.enter_context(some_engine())
        except NoEngineError as reason:
            pytest.skip(str(reason))
        yield found


@pytest.fixture(scope="module")
def image(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Little more than a Python and a shell."""
    try:
        import_base(engine.client, TAG, tmp_path_factory.mktemp("image"))
    except NoBaseError as reason:
        pytest.skip(str(reason))
    yield TAG
    engine.client.images.remove(TAG, force=True)


@dataclass(frozen=True)
class ContainerRig(Rig):
    """What was done is asked of the container; nothing is left when that is not."""

    engine: Engine | None = None

    def acts(self) -> list[Any]:
        """See ``Rig``."""
        (container,) = self._containers()
        _, output = container.exec_run(["cat", "/tmp/acts"])
        return [json.loads(line) for line in output.decode().splitlines()]

    def processes(self) -> list[int]:
        """See ``Rig``: as many as there are containers."""
        return [1 for _ in self._containers()]

    def _containers(self) -> list[Any]:
        assert self.engine is not None
        return list(
            self.engine.client.containers.list(
                all=True, filters={"label": f"{LABEL}={self.driver.identity}"}
            )
        )


def options_for(engine: Engine, image: str, **chosen: Any) -> dict[str, Any]:
    named = {"engine": engine.address} if engine.address else {}
    return {"image": image, "timeout": TIMEOUT, "network": "none", **named, **chosen}


def by_exec(engine: Engine, image: str) -> Driver:
    verbs = [verb for verb in fake_device.VERBS if verb != "power on"]
    options = options_for(
        engine, image, command=IDLE,
        commands={verb: [*CALL, "do", verb, "{details}"] for verb in verbs},
        readings={quantity: [*CALL, "read", quantity] for quantity in READ},
    )  # fmt: skip
    return make("docker", IDENTITY, options)


def by_http(engine: Engine, image: str) -> Driver:
    options = options_for(
        engine, image, command=[*CALL, "serve", "18090"], network="host",
        http={"port": 18090, "ready": 60.0},
    )  # fmt: skip
    return make("docker", IDENTITY, options)


@contextmanager
def released(driver: Driver) -> Iterator[Driver]:
    try:
        yield driver
    finally:
        driver.close()


@pytest.fixture(params=[by_exec, by_http])
def rig(
    request: pytest.FixtureRequest, engine: Engine, image: str, tmp_path: Path
) -> Iterator[Rig]:
    with released(request.param(engine, image)) as driver:
        yield ContainerRig(driver, tmp_path, engine=engine)


class TestDockerDriver(DriverContract):
    """See there."""


def test_placeholders_reach_the_container(engine: Engine, image: str, tmp_path: Path) -> None:
    options = options_for(
        engine, image, command=["sh", "-c", "echo {identity} $WHERE; sleep 600; true"],
        environment={"WHERE": "{endpoint}"}, commands={"plug in": ["sh", "-c", "exit 3"]},
    )  # fmt: skip
    with released(make("docker", IDENTITY, options)) as driver:
        rig = ContainerRig(driver, tmp_path, engine=engine)
        switch_on(rig)
        with pytest.raises(DriverError, match=r"CP 1 ws://127.0.0.1:9/ocpp/CP%201"):
            act(rig, "plug in")


def test_a_container_that_ends_is_told_with_its_log(
    engine: Engine, image: str, tmp_path: Path
) -> None:
    options = options_for(
        engine, image, command=["sh", "-c", "echo out of fuel; exit 4"],
        commands={"plug in": ["true"]},
    )  # fmt: skip
    with released(make("docker", IDENTITY, options)) as driver:
        rig = ContainerRig(driver, tmp_path, engine=engine)
        switch_on(rig)
        (container,) = rig._containers()
        container.wait(timeout=60)
        with pytest.raises(DriverError, match="exited: out of fuel"):
            act(rig, "plug in")


def test_a_command_that_floods_is_cut_off(engine: Engine, image: str, tmp_path: Path) -> None:
    flood = ["sh", "-c", "while true; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"]
    options = options_for(engine, image, command=IDLE, commands={"plug in": flood})
    with released(make("docker", IDENTITY, options)) as driver:
        rig = ContainerRig(driver, tmp_path, engine=engine)
        switch_on(rig)
        with pytest.raises(DriverError, match="more than 65536 bytes"):
            act(rig, "plug in")
        assert rig.processes() == []


def test_an_image_that_is_not_there_is_named(engine: Engine) -> None:
    options = options_for(engine, "no-such-image:ever", commands={"plug in": ["true"]})
    with (
        released(make("docker", IDENTITY, options)) as driver,
        pytest.raises(DriverError, match=r"no-such-image.*pull the image first"),
    ):
        driver.power_on(0.0)


def test_a_server_that_never_answers_is_waited_for_only_so_long(
    engine: Engine, image: str, tmp_path: Path
) -> None:
    options = options_for(
        engine, image, command=IDLE, network="host", http={"port": 18091, "ready": 0.5}
    )
    with released(make("docker", IDENTITY, options)) as driver:
        with pytest.raises(DriverError, match=r"no server within 0\.5 s"):
            driver.power_on(0.0)
        with pytest.raises(DriverError, match="never answered"):
            driver.act(0.0, "plug in")
    with pytest.raises(NotDrivable, match="switched on first"):
        driver.act(0.0, "plug in")
