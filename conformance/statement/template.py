"""The statement that `init` writes: commented, and usable as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from conformance.statement.model import DRIVERS, OPERATORS
from ocpp16.actions import Role

_HEAD = """\
# What is tested, and how to reach it. Every mistake in here is named with its line when it is read.
# A line that begins with # is a comment; the settings behind one are examples or defaults.

role = "{role}"
"""

_CHARGE_POINT = """
[product]
identity = "CP001"              # the last part of the URL to which the charge point connects
name = "Our charge point"       # for the report
revision = ""                   # of its firmware, for the report
vendor_profile = "ocpp16"       # any charge point; or what a vendor documents: zappi, zappi-5.114
connectors = 1
# What is implemented; without this line: what the vendor profile declares. It is compared with
# what the charge point says of itself; where the two differ the report says so.
# capabilities = ["core", "remote-trigger"]

[connection]
# The suite listens here; the charge point is told ws://HOST:PORT/ and its identity follows.
listen_host = "127.0.0.1"       # this machine only; "0.0.0.0" lets others in
listen_port = 9000              # 0 takes any free port
# username = "CP001"            # of Basic authentication; without this line: the identity
# key = {{ env = "CP_KEY" }}      # its password, out of an environment variable (or "a text")
# certificate = "server.pem"    # with these two it listens with TLS; paths from this file on
# private_key = "server.key"

[tags]
# IdTags that can be presented at the charge point; the suite's central system answers accordingly.
valid = ["TAG-1"]
invalid = []
blocked = []
expired = []

[timing]
# budget = 1800                 # seconds for the whole run; without this line: as long as it takes
pace = 1                        # divides the durations of scenarios and the intervals told to the product
reaction = 5                    # seconds between a cause and its first visible effect
connect = 60                    # seconds to wait for a connection

[driver]
# What makes things happen to the charge point: {drivers}.
# What else stands in this table is told to the driver.
kind = "manual"                 # asks a person on the terminal
"""

_CENTRAL_SYSTEM = """
[product]
identity = "CP001"              # under which the suite's charge point connects
name = "Our platform"           # for the report
revision = ""                   # of its software, for the report
vendor_profile = "zappi"        # of the charge point that the suite plays: conformance/sut/profiles

[connection]
url = "ws://127.0.0.1:9000/"    # of the central system, without the identity
# username = "CP001"            # of Basic authentication; without this line: the identity
# key = {{ env = "CP_KEY" }}      # its password, out of an environment variable (or "a text")
# ca = "ca.pem"                 # whom to trust with wss://; without this line: whom this machine trusts

[tags]
# IdTags that the central system knows, by what it says of them. A scenario that needs one that is
# not here is INCONCLUSIVE; an empty list says that there is none, so that it does not apply.
# valid = ["TAG-1", "TAG-2"]
# invalid = ["TAG-3"]
# blocked = []
# expired = []

[timing]
# budget = 300                  # seconds for the whole run; without this line: as long as it takes
reaction = 5                    # seconds between a cause and its first visible effect
connect = 60                    # seconds to wait for a connection

[operator]
# What makes the central system send its requests: {operators}.
# What else stands in this table is told to the operator.
kind = "none"                   # scenarios that need an operator are INCONCLUSIVE
"""

_BODIES: Mapping[Role, str] = {
    Role.CHARGE_POINT: _CHARGE_POINT,
    Role.CENTRAL_SYSTEM: _CENTRAL_SYSTEM,
}


def template(role: Role) -> str:
    """The text of a statement to begin with."""
    return (_HEAD + _BODIES[role]).format(
        role=role, drivers=", ".join(DRIVERS), operators=", ".join(OPERATORS)
    )
