"""Peers come from PyPI and npm; where they cannot be had the tests say why and are skipped."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.peers import CannotInstallError, install
from examples.peers.installation import usual_cache


@pytest.fixture(scope="session")
def cache() -> Path:
    return usual_cache()


@pytest.fixture
def installed(request: pytest.FixtureRequest, cache: Path) -> str:
    """The name of the peer that a test is about, which is there."""
    name = str(request.param)
    try:
        install(name, cache)
    except CannotInstallError as reason:
        pytest.skip(str(reason))
    return name
