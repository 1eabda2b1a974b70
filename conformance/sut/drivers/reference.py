"""Our own reference station, driven like somebody else's: a separate program, over sockets."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import field_validator

import ocpp_conformance
from conformance import profile as profiles
from conformance.sut.drivers.command import CommandDriver
from conformance.sut.drivers.options import Options, Seconds, parse

HOME = Path(ocpp_conformance.__file__).parent.parent
"""Where the program finds the package it begins in, whatever else is installed."""
BEGIN = "from ocpp_conformance.launch import main; main()"


class ReferenceOptions(Options):
    """Options of the kind ``reference``."""

    profile: str = "zappi"
    """The vendor profile that the station is set up by."""
    timeout: Seconds = 30.0

    @field_validator("profile")
    @classmethod
    def _is_there(cls, name: str) -> str:
        if name not in profiles.names():
            raise ValueError(f"there is no {name!r}; there are {', '.join(profiles.names())}")
        return name


class OutsideReferenceDriver(CommandDriver):
    """Runs ``simulate --json``; satisfies ``Driver``."""

    kind = "reference"

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        chosen = parse(ReferenceOptions, options)
        super().__init__(
            identity,
            {
                "start": [
                    *(sys.executable, "-P", "-c", BEGIN, "simulate", "--json"),
                    *("--profile", chosen.profile, "--csms", "{url}", "--id", "{identity}"),
                ],
                "stdin": "json",
                "environment": {"PYTHONPATH": str(HOME)},
                "timeout": chosen.timeout,
            },
        )
