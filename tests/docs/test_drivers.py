"""docs/drivers.md is true: every choice of a driver it shows can be made."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from conformance.sut.drivers import KINDS, problems

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "drivers.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
CHOICES = [tomllib.loads(block)["driver"] for block in BLOCKS]
WHOLE = [choice for choice in CHOICES if "kind" in choice]


def test_every_kind_is_shown() -> None:
    assert {choice["kind"] for choice in WHOLE} == set(KINDS)


@pytest.mark.parametrize("choice", WHOLE, ids=lambda choice: choice["kind"])
def test_what_is_shown_can_be_chosen(choice: dict[str, Any]) -> None:
    options = {name: value for name, value in choice.items() if name != "kind"}
    if "token" in options:
        options["token"] = "as the statement reads it"
    assert problems(choice["kind"], options) == []


def test_the_server_in_a_container_goes_with_the_rest() -> None:
    (rest,) = [choice for choice in CHOICES if "kind" not in choice]
    (docker,) = [choice for choice in WHOLE if choice["kind"] == "docker"]
    options = {name: value for name, value in docker.items() if name != "kind"}
    assert problems("docker", options | rest) == []
