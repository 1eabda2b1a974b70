"""Where the suite's own files lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

SUITE = Path(__file__).resolve().parent.parent
"""The folder that holds the packages `conformance`, `features`, `steps` and `reports`."""

FEATURES = SUITE / "features"
CATALOGUE = FEATURES / "catalogue.toml"
OCTT = FEATURES / "octt.toml"
STEPS = SUITE / "steps"
PROFILES = SUITE / "conformance" / "sut" / "profiles"
