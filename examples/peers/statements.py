"""Statements of peers as they run now: on free ports, so that several can run at a time."""

from __future__ import annotations

import re
from pathlib import Path

from examples.peers.process import Peer
from examples.peers.table import Kind

LISTEN = re.compile(r"^listen_port = \d+$", re.MULTILINE)


def of_charge_point(kind: Kind, folder: Path) -> Path:
    """The statement of a charge point, in a folder, but for the port on which it is awaited."""
    text = LISTEN.sub("listen_port = 0", kind.statement.read_text("utf-8"))
    return _written(text, kind, folder)


def of_central_system(peer: Peer, folder: Path) -> Path:
    """The statement of a central system that runs, in a folder, with the ports that it has now."""
    text = peer.kind.statement.read_text("utf-8")
    for usual, address in (
        (peer.kind.operator_port, peer.operator_url),
        (peer.kind.port, peer.url),
    ):
        found = re.search(r":(\d+)", address)
        text = text if found is None else text.replace(f":{usual}", found[0])
    return _written(text, peer.kind, folder)


def baseline_of(kind: Kind) -> Path:
    """What is known of a peer; the file need not be there."""
    return kind.statement.with_name(f"{kind.statement.stem}.baseline.toml")


def _written(text: str, kind: Kind, folder: Path) -> Path:
    file = folder / kind.statement.name
    file.write_text(text, "utf-8")
    return file
