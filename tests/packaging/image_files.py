"""What Dockerfile and compose.yaml say, as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile: keyword and the rest, continued lines joined."""
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return [(keyword, " ".join(rest.split())) for keyword, rest in pairs]


def last_stage() -> list[tuple[str, str]]:
    """The instructions of the stage that becomes the image, without its FROM."""
    all_of_it = instructions()
    start = max(i for i, (keyword, _) in enumerate(all_of_it) if keyword == "FROM")
    return all_of_it[start + 1 :]


def services() -> dict[str, dict[str, Any]]:
    """The services of the compose file by name."""
    return dict(_composed("compose.yaml")["services"])


def with_control() -> dict[str, Any]:
    """What is laid over them for the control API."""
    return _composed("compose.control.yaml")


def _composed(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / name).read_text("utf-8")))
