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


def test_what_breaks_another_behaviour_as_well_is_declared_under_a_name_of_its_own() -> None:
    seeded = Deviations()
    late = seeded.deviates("ZAP-X-001")(type("TooLate", (dict,), {"__doc__": "Late."}))
    seeded.also("OCP-X-002", late, "ocpp16")
    other = seeded["ocp-x-002-too-late"]
    assert (other.behaviour, other.vendor_profile) == ("OCP-X-002", "ocpp16")
    assert other.substitutes == seeded["too-late"].substitutes == (late,)
    with pytest.raises(ValueError, match="two deviations are called ocp-x-002-too-late"):
        seeded.also("OCP-X-002", late)
