"""Vendor profiles are read whole, or refused with the place of the fault."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from conformance import profile
from reference_impl.settings import Semantics, declared


def test_the_zappi_profile_declares_its_capabilities_with_their_sources() -> None:
    zappi = profile.load("zappi")
    assert zappi.limits["slots"] == 48
    assert ("Preparing", "Unavailable") in zappi.extra_transitions
    assert all("overview" in source for source in zappi.capabilities.values())


def test_the_older_profile_leaves_out_what_the_older_page_leaves_out() -> None:
    older, newer = profile.load("zappi-5.114"), profile.load("zappi")
    assert set(newer.capabilities) - set(older.capabilities) == {
        "commercial-mode", "display", "measurand-choice", "smart-charging",
    }  # fmt: skip
    assert set(older.capabilities) - set(newer.capabilities) == {"all-measurands"}
    assert all("support page" in source for source in older.capabilities.values())


def test_an_unknown_profile_is_answered_with_the_known_ones() -> None:
    with pytest.raises(profile.ProfileError, match=r"'tesla'.*zappi"):
        profile.load("tesla")


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ('title = "', "title = ", "broken.toml"),
        ("[rules]", "[rule]", "'rules' is missing"),
        ('[["Preparing", "Unavailable"]]', '[["Preparing"]]', "broken.toml"),
        ("reaction = 2.0", 'reaction = "soon"', "could not convert"),
    ],
)
def test_a_faulty_profile_names_its_file_and_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, find: str, put: str, said: str
) -> None:
    text = (profile.PROFILES / "zappi.toml").read_text(encoding="utf-8")
    assert find in text
    (tmp_path / "broken.toml").write_text(text.replace(find, put), encoding="utf-8")
    monkeypatch.setattr(profile, "PROFILES", tmp_path)
    with pytest.raises(profile.ProfileError, match=said):
        profile.load("broken")


def test_the_zappi_profile_declares_each_choice_as_the_reference_has_it() -> None:
    choices = profile.load("zappi").semantics
    assert set(choices) == {field.name for field in fields(Semantics)}
    assert declared(choices) == Semantics()


def test_the_profile_of_any_charge_point_tells_what_a_product_may_have_beyond_the_reference() -> (
    None
):
    plain = profile.load("ocpp16")
    assert not set(plain.capabilities) & set(plain.optional)
    assert {"local-list", "reservation", "diagnostics"} == set(plain.optional)
    assert "zappi" not in plain.capabilities
    assert profile.load("zappi").optional == {}


@pytest.mark.parametrize("name", profile.names())
def test_every_declared_choice_is_one_that_there_is(name: str) -> None:
    declared(profile.load(name).semantics)
