"""Where the suite's own files lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

SUITE = Path(__file__).resolve().parent.parent
"""The folder that holds the packages `conformance`, `features`, `steps` and `reports`."""

FEATURES = SUITE / "features"
CATALOGUE = FEATURES / "catalogue.toml"
"""What vendors document of their products."""
CATALOGUES = (
    CATALOGUE,
    FEATURES / "charge_point" / "catalogue.toml",
    FEATURES / "central_system" / "catalogue.toml",
)
"""The files that together are the catalogue; one that is not there holds nothing."""
OCTT = FEATURES / "octt.toml"
STEPS = SUITE / "steps"
PROFILES = SUITE / "conformance" / "sut" / "profiles"
