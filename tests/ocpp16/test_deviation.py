"""Deviations are declared once, with a name, a sentence and a behaviour."""

from __future__ import annotations

import pytest

from ocpp16.deviation import Deviations


def test_a_deviation_is_named_after_its_class_and_explained_by_its_docstring() -> None:
    seeded = Deviations()

    @seeded.deviates("ZAP-X-001")
    class ForgetsEverything(dict[str, str]):
        """It forgets.

        More on that.
        """

    deviation = seeded["forgets-everything"]
    assert deviation.sentence == "It forgets."
    assert deviation.behaviour == "ZAP-X-001"
    assert deviation.substitutes == (ForgetsEverything,)
    assert deviation.vendor_profile is None


def test_two_deviations_cannot_share_a_name() -> None:
    seeded = Deviations()
    seeded.deviates("ZAP-X-001")(type("Late", (dict,), {"__doc__": "Late."}))
    with pytest.raises(ValueError, match="two deviations are called late"):
        seeded.deviates("ZAP-X-002")(type("Late", (list,), {"__doc__": "Too late."}))
