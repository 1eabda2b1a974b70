"""All drivers of charge points outside this process are held to one contract.

That of containers is held to it in tests/packaging, where there is an engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.sut.driver_contract import DriverContract
from tests.conformance.sut.driver_rigs import RIGS, Rig


@pytest.fixture(params=RIGS)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with RIGS[request.param](tmp_path) as made:
        try:
            yield made
        finally:
            made.driver.close()


class TestDriverContract(DriverContract):
    """See there."""
