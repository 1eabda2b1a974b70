"""The image in a container engine: built, run, connected to, asked for its health, stopped.

Without an engine at hand one is started; where that cannot be done the tests say why and are skipped.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest
from docker.errors import APIError, ImageNotFound
from docker.models.containers import Container
from docker.utils.build import exclude_paths
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.packaging.engine import Engine, NoEngineError, some_engine
from tests.packaging.image_files import ROOT, services, with_control
from tests.packaging.local_base import NoBaseError, import_base

OFFICIAL = "python:3.12-slim"
SECOND = 1_000_000_000
"""In the engine's unit, nanoseconds."""
PATIENCE = 120.0
"""Seconds in which anything here has happened."""
BEAT = 0.3
"""Seconds between two looks at a container."""
PROMPT = 10.0
"""Seconds in which a container has stopped; otherwise `docker stop` would kill it."""
BUILD_TIME = 600
TOKEN = uuid.uuid4().hex
RUN = uuid.uuid4().hex[:8]
"""Distinguishes what this run makes in an engine that others use, too."""


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
    """The tag of the image, built as a user builds it, or from what this machine has."""
    tag = f"ocpp-conformance-test-{RUN}:image"
    base = f"ocpp-conformance-test-{RUN}:base"
    folder = tmp_path_factory.mktemp("image")
    context = build_context(folder / "context")
    images = engine.client.images
    try:
        if engine.is_own or not can_pull(engine.client):
            local_base(engine.client, base, folder)
            gather_wheels(context / "wheels")
            images.build(
                path=str(context), tag=tag, rm=True, forcerm=True, timeout=BUILD_TIME,
                network_mode="none",
                buildargs={
                    "BASE_IMAGE": base, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/source/wheels",
                },
            )  # fmt: skip
        else:
            images.build(path=str(context), tag=tag, rm=True, forcerm=True, timeout=BUILD_TIME)
        yield tag
    finally:
        for name in (tag, base):
            remove_image(engine.client, name)


def can_pull(client: docker.DockerClient) -> bool:
    try:
        client.images.pull(OFFICIAL)
    except APIError:
        return False
    return True


def local_base(client: docker.DockerClient, tag: str, folder: Path) -> None:
    try:
        import_base(client, tag, folder)
    except NoBaseError as reason:
        pytest.skip(f"no registry can be reached, and no base image be made: {reason}")


def build_context(folder: Path) -> Path:
    """A copy of what the build may see, so that wheels can lie beside it."""
    patterns = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    seen = exclude_paths(str(ROOT), [line for line in patterns if not line.startswith("#")])
    for name in {*seen, ".dockerignore"}:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def gather_wheels(folder: Path) -> None:
    """Wheels of all that is needed to build and install ours; sources are not accepted."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--only-binary", ":all:"]
    done = subprocess.run(
        [*command, "--dest", str(folder), *needed],
        capture_output=True, text=True, timeout=BUILD_TIME, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def remove_image(client: docker.DockerClient, tag: str) -> None:
    try:
        client.images.remove(tag, force=True)
    except ImageNotFound:
        return


@contextmanager
def running(engine: Engine, image: str, **options: Any) -> Iterator[Container]:
    """A container of the image, gone afterwards whatever it does."""
    container = engine.client.containers.run(image, detach=True, **options)
    try:
        yield container
    finally:
        container.remove(force=True, v=True)


def as_composed(name: str) -> dict[str, Any]:
    """What the compose file says about a service, in the words of the SDK."""
    service = services()[name]
    return {
        "command": service.get("command"),
        "read_only": service["read_only"],
        "tmpfs": dict.fromkeys(service.get("tmpfs", ()), ""),
        "cap_drop": service["cap_drop"],
        "security_opt": service["security_opt"],
        "stdin_open": service.get("stdin_open", False),
        "tty": service.get("tty", False),
        "healthcheck": {"test": ["NONE"]} if "healthcheck" in service else CHECKED_EACH_SECOND,
    }


CHECKED_EACH_SECOND = {"interval": SECOND, "timeout": 30 * SECOND, "retries": 30}
"""The check itself is that of the image; a loaded machine is given time for it."""
ON_LOOPBACK = {"9000/tcp": ("127.0.0.1", None)}


@pytest.fixture(scope="module")
def network(engine: Engine) -> Iterator[str]:
    made = engine.client.networks.create(f"ocpp-conformance-test-{RUN}", driver="bridge")
    try:
        yield str(made.name)
    finally:
        made.remove()


@pytest.fixture(scope="module")
def central_system(engine: Engine, image: str, network: str) -> Iterator[Container]:
    options = as_composed("central-system") | {"ports": ON_LOOPBACK, "network": network}
    named = engine.client.api.create_endpoint_config(aliases=["central-system"])
    with running(engine, image, networking_config={network: named}, **options) as started:
        until_healthy(engine, started)
        yield started


def eventually(engine: Engine, holds: Callable[[], bool]) -> bool:
    """Ask again with every beat of the engine's, until it holds or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < deadline:
        engine.events_until(time.time() + BEAT)
    return held


def health_of(container: Container) -> str:
    container.reload()
    return str(container.attrs["State"]["Health"]["Status"])


def until_healthy(engine: Engine, container: Container) -> None:
    """Wait for the engine's word."""
    eventually(engine, lambda: health_of(container) != "starting")
    assert health_of(container) == "healthy", container.logs().decode()


def address(container: Container, port: int = 9000) -> str:
    container.reload()
    (published,) = container.ports[f"{port}/tcp"]
    assert published["HostIp"] == "127.0.0.1"
    return f"127.0.0.1:{published['HostPort']}"


@contextmanager
def charge_point(container: Container, identity: str) -> Iterator[Any]:
    url = f"ws://{address(container)}/ocpp/{identity}"
    with connect(url, subprotocols=[Subprotocol("ocpp1.6")], proxy=None) as socket:
        yield socket


def boot(socket: Any) -> dict[str, Any]:
    """Send a BootNotification; what the central system makes of it."""
    payload = {"chargePointVendor": "Outside", "chargePointModel": "By hand"}
    socket.send(json.dumps([2, "boot-1", "BootNotification", payload]))
    kind, number, answer = json.loads(socket.recv(timeout=PATIENCE))
    assert (kind, number) == (3, "boot-1")
    return dict(answer)


def is_logged(engine: Engine, container: Container, pattern: str) -> bool:
    return eventually(engine, lambda: re.search(pattern, container.logs().decode()) is not None)


def stopped(container: Container) -> tuple[int, float]:
    """Its exit code and how many seconds it took to stop."""
    begun = time.monotonic()
    container.stop(timeout=int(PATIENCE))
    seconds = time.monotonic() - begun
    return int(container.wait(timeout=PATIENCE)["StatusCode"]), seconds


def test_a_charge_point_from_outside_boots_and_is_accepted(
    engine: Engine, central_system: Container
) -> None:
    with charge_point(central_system, "OUTSIDE-1") as socket:
        assert boot(socket)["status"] == "Accepted"
    assert is_logged(engine, central_system, r"OUTSIDE-1 .*CALL BootNotification .*By hand")


def test_it_knows_whether_it_is_healthy(central_system: Container) -> None:
    code, output = central_system.exec_run(["ocpp-conformance", "health"])
    assert (code, output.decode()) == (0, "http://127.0.0.1:9000/health answers\n")
    elsewhere = ["ocpp-conformance", "health", "--url", "http://127.0.0.1:9002/health"]
    code, output = central_system.exec_run(elsewhere)
    assert code == 1, output
    assert b"127.0.0.1:9002/health is not healthy" in output
    assert b"turned away" not in central_system.logs()


def test_the_control_api_is_out_of_reach_without_a_token(central_system: Container) -> None:
    inside = ["ocpp-conformance", "health", "--url", "http://127.0.0.1:9001/health"]
    assert central_system.exec_run(inside)[0] == 0
    outside = ["ocpp-conformance", "health", "--url", "http://central-system:9001/health"]
    code, output = central_system.exec_run(outside)
    assert code == 1, output
    assert b"is not healthy" in output


@pytest.fixture(scope="module")
def guarded(
    engine: Engine, image: str, network: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Container]:
    """The composed central system with what is laid over it for the control API."""
    file = tmp_path_factory.mktemp("secrets") / "control-token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    for readable in (file, *file.parents[:2]):  # by the container's user
        readable.chmod(0o755)
    (over,) = with_control()["services"].values()
    options = as_composed("central-system") | {
        "network": network,
        "ports": ON_LOOPBACK | {"9001/tcp": ("127.0.0.1", None)},
        "environment": over["environment"],
        "volumes": {str(file): {"bind": f"/run/secrets/{over['secrets'][0]}", "mode": "ro"}},
    }
    with running(engine, image, **options) as started:
        until_healthy(engine, started)
        yield started


def test_the_published_control_api_tells_its_health_to_who_has_the_token(
    guarded: Container,
) -> None:
    url = f"http://{address(guarded, 9001)}"
    with httpx.Client(base_url=url, trust_env=False, timeout=PATIENCE) as client:
        assert client.get("/api/v1/settings").status_code == 401
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        with charge_point(guarded, "OUTSIDE-3") as socket:
            boot(socket)
            health = client.get("/health")
            assert (health.status_code, health.json()["status"]) == (200, "ok")
            assert health.json()["connected"] == 1
            row = client.get("/api/v1/charge-points/OUTSIDE-3").json()
            assert (row["vendor"], row["connected"]) == ("Outside", True)
    assert TOKEN not in guarded.logs().decode()


def test_a_container_that_does_not_serve_is_unhealthy(engine: Engine, image: str) -> None:
    check = CHECKED_EACH_SECOND | {"retries": 1, "start_period": SECOND}
    options = {"entrypoint": ["sh", "-c", "cat"], "stdin_open": True, "healthcheck": check}
    with running(engine, image, **options) as idle:
        assert eventually(engine, lambda: health_of(idle) == "unhealthy")


def test_it_runs_as_nobody_and_can_change_nothing(central_system: Container) -> None:
    ask = "import os; print(os.getuid(), os.getgid(), os.access('/opt/ocpp-conformance', os.W_OK))"
    code, output = central_system.exec_run(["python", "-c", ask])
    assert (code, output.decode().split()) == (0, ["10001", "10001", "False"])
    assert central_system.exec_run(["sh", "-c", "echo > /var/tmp/x"])[0] != 0


@pytest.mark.parametrize("signal", ["SIGTERM", "SIGINT"])
def test_it_stops_promptly_with_a_charge_point_connected(
    engine: Engine, image: str, network: str, signal: str
) -> None:
    options = as_composed("central-system") | {"ports": ON_LOOPBACK, "network": network}
    with running(engine, image, stop_signal=signal, **options) as container:
        until_healthy(engine, container)
        with charge_point(container, "OUTSIDE-2") as socket:
            boot(socket)
            code, seconds = stopped(container)
        assert (code, container.logs(stdout=False)) == (0, b"")
        assert seconds < PROMPT


def test_any_command_stops_promptly_as_the_first_process(engine: Engine, image: str) -> None:
    """The kernel ignores signals without a handler there; `run` for one has none of its own."""
    begin = "from ocpp_conformance.launch import heed_termination; heed_termination()"
    wait = "print('ready'); input()"
    options = {"entrypoint": ["python", "-c", f"{begin}; {wait}"], "stdin_open": True}
    with running(engine, image, **options) as container:
        assert is_logged(engine, container, "ready")
        code, seconds = stopped(container)
        assert code == 143
        assert seconds < PROMPT


def test_the_composed_station_boots_at_the_composed_central_system(
    engine: Engine, image: str, network: str, central_system: Container
) -> None:
    with running(engine, image, network=network, **as_composed("station")) as station:
        assert is_logged(engine, central_system, r"91234567 .*CALL StatusNotification")
        assert stopped(station)[0] == 0


def test_the_suite_itself_runs_in_the_image(engine: Engine, image: str) -> None:
    options = {"read_only": True, "network_mode": "none"}
    with running(engine, image, command=["run", "--behaviour", "ZAP-BOOT-001"], **options) as run:
        assert run.wait(timeout=PATIENCE)["StatusCode"] == 0, run.logs().decode()
        assert b"ZAP-BOOT-001" in run.logs()
