"""The peers there are: from which registry they come, how they are started, what they listen on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

HERE = Path(__file__).resolve().parent


class Role(StrEnum):
    """Which end of OCPP a peer is; the words of the statement file."""

    CHARGE_POINT = "charge-point"
    CENTRAL_SYSTEM = "central-system"


@dataclass(frozen=True)
class Kind:
    """One peer. In ``command`` and the URLs, names in braces are put in when it is started.

    ``{here}`` is the folder of its files, ``{home}`` where its packages are installed, ``{bin}``
    the programs of its virtual environment, ``{data}`` a folder of its own for this run, ``{port}``
    and ``{operator_port}`` loopback ports, ``{url}`` and ``{identity}`` those of a charge point,
    ``{python}`` the interpreter that starts it.
    """

    name: str
    role: Role
    product: str
    registry: Literal["npm", "PyPI"]
    folder: str
    command: tuple[str, ...]
    port: int
    """The port that its statement names."""
    operator_port: int = 0
    url: str = "ws://127.0.0.1:{port}"
    """Endpoint of a central system, to which a charge point appends a slash and its identity."""
    operator: str = ""
    """Where the trigger API of a central system is; empty if there is none."""
    key: str = ""
    """The password of HTTP Basic authentication, if it asks for one; the user is the identity."""

    @property
    def here(self) -> Path:
        """The folder of its files."""
        return HERE / self.folder

    @property
    def statement(self) -> Path:
        """Its statement, as conformance.toml has it."""
        return self.here / f"{self.role.replace('-', '_')}.toml"


ENROLMENT_KEY = "example-enrolment-key"
"""Made up, and known to everybody: it opens an instance that lives on loopback for one run."""

PEERS = {
    kind.name: kind
    for kind in (
        Kind(
            name="ocpp-rpc-charge-point",
            role=Role.CHARGE_POINT,
            product="a charge point on ocpp-rpc 2.2.1",
            registry="npm",
            folder="ocpp_rpc",
            command=("node", "{here}/charge_point.js", "{url}", "{identity}"),
            port=9301,
        ),
        Kind(
            name="mobilityhouse-charge-point",
            role=Role.CHARGE_POINT,
            product="a charge point on ocpp 2.1.0",
            registry="PyPI",
            folder="mobilityhouse",
            command=("{bin}/python", "-u", "{here}/charge_point.py", "{url}", "{identity}"),
            port=9302,
        ),
        Kind(
            name="ocpp-ws-cli-simulate",
            role=Role.CHARGE_POINT,
            product="ocpp-ws-cli 1.1.12, simulate",
            registry="npm",
            folder="ocpp_ws_cli",
            command=(
                "{python}", "-u", "{here}/simulate.py",
                "{home}/node_modules/.bin/ocpp", "{url}", "{identity}",
            ),
            port=9303,
        ),
        Kind(
            name="ocpp-rpc-central-system",
            role=Role.CENTRAL_SYSTEM,
            product="a central system on ocpp-rpc 2.2.1",
            registry="npm",
            folder="ocpp_rpc",
            command=("node", "{here}/central_system.js", "{port}"),
            port=9311,
            operator="http://127.0.0.1:{port}",
        ),
        Kind(
            name="mobilityhouse-central-system",
            role=Role.CENTRAL_SYSTEM,
            product="a central system on ocpp 2.1.0",
            registry="PyPI",
            folder="mobilityhouse",
            command=(
                "{bin}/python", "-u", "{here}/central_system.py", "{port}", "{operator_port}",
            ),
            port=9312,
            operator_port=9322,
            operator="http://127.0.0.1:{operator_port}",
        ),
        Kind(
            name="ocpp-csms",
            role=Role.CENTRAL_SYSTEM,
            product="ocpp-csms 0.1.0",
            registry="PyPI",
            folder="ocpp_csms",
            command=("{bin}/ocpp-csms", "--debug", "--host", "127.0.0.1", "--port", "{port}"),
            port=9313,
        ),
        Kind(
            name="arthexis",
            role=Role.CENTRAL_SYSTEM,
            product="arthexis 2.0.0",
            registry="PyPI",
            folder="arthexis",
            command=("{bin}/python", "{here}/serve.py", "{port}", "{data}"),
            port=9314,
            url="ws://127.0.0.1:{port}/ws/ocpp",
            operator="http://127.0.0.1:{port}",
            key=ENROLMENT_KEY,
        ),
        Kind(
            name="ocpp-broker",
            role=Role.CENTRAL_SYSTEM,
            product="ocpp-broker 0.4",
            registry="PyPI",
            folder="ocpp_broker",
            command=("{bin}/python", "-u", "{here}/serve.py", "{port}", "{data}"),
            port=9315,
            url="ws://127.0.0.1:{port}/peers",
        ),
    )
}  # fmt: skip
"""By name."""
