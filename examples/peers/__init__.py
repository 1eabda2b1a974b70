"""Charge points and central systems that this project did not write, to be tried against it.

    from examples.peers import install, running

See README.md beside this file.
"""

from examples.peers.installation import CannotInstallError, install
from examples.peers.process import CannotStartError, Peer, PeerGoneError, running
from examples.peers.table import PEERS, Kind, Role

__all__ = [
    "PEERS",
    "CannotInstallError",
    "CannotStartError",
    "Kind",
    "Peer",
    "PeerGoneError",
    "Role",
    "install",
    "running",
]
