"""What ``--select`` means."""

from __future__ import annotations

import pytest

from conformance.selection import selects

BEHAVIOURS = ("ZAP-BOOT-013", "OCP-BOOT-002")
PLACE, TITLE = "features/zappi/registration.feature:12", "A vehicle goes unreported"


@pytest.mark.parametrize(
    "text",
    ["ZAP-BOOT-013", "ZAP-BOOT", "ocp-", "registration", "zappi/", "Goes Unreported", ":12"],
)
def test_a_scenario_is_named_by_behaviour_area_file_or_title(text: str) -> None:
    assert selects(["nothing of it", text], BEHAVIOURS, PLACE, TITLE)


@pytest.mark.parametrize("text", ["BOOT-013", "ZAP-HB", "central_system", "reported twice"])
def test_what_names_nothing_of_it_does_not_select_it(text: str) -> None:
    assert not selects([text], BEHAVIOURS, PLACE, TITLE)


def test_without_texts_everything_is_selected() -> None:
    assert selects([], (), "", "")
