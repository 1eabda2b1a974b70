"""Drivers of charge points that live outside this process, by their kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from conformance.sut.driver import Driver
from conformance.sut.drivers.command import CommandDriver, CommandOptions
from conformance.sut.drivers.docker import DockerDriver, DockerOptions
from conformance.sut.drivers.http import HttpDriver, HttpOptions
from conformance.sut.drivers.manual import ManualDriver, ManualOptions
from conformance.sut.drivers.options import Options, OptionsError, mistakes
from conformance.sut.drivers.reference import OutsideReferenceDriver, ReferenceOptions

__all__ = ["KINDS", "Kind", "OptionsError", "make", "problems"]


@dataclass(frozen=True)
class Kind:
    """A kind of driver: how one is made, and its options."""

    make: Callable[[str, Mapping[str, Any]], Driver]
    options: type[Options]


KINDS = {
    "manual": Kind(ManualDriver, ManualOptions),
    "http": Kind(HttpDriver, HttpOptions),
    "command": Kind(CommandDriver, CommandOptions),
    "docker": Kind(DockerDriver, DockerOptions),
    "reference": Kind(OutsideReferenceDriver, ReferenceOptions),
}


def make(kind: str, identity: str, options: Mapping[str, Any]) -> Driver:
    """A driver for the charge point of an identity.

    Raises ``OptionsError`` with what ``problems`` tells.
    """
    found = problems(kind, options)
    if found:
        raise OptionsError("; ".join(found))
    return KINDS[kind].make(identity, options)


def problems(kind: str, options: Mapping[str, Any]) -> list[str]:
    """What is wrong with a choice of driver, a line a mistake; nothing if it can be made."""
    if kind not in KINDS:
        return [f"there is no driver {kind!r}; there are {', '.join(KINDS)}"]
    return mistakes(KINDS[kind].options, options)
