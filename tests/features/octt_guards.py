"""Guards of `octt.toml`: each returns what is wrong, in words; an empty list when all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from conformance import coverage
from conformance.catalogue import Catalogue
from conformance.octt import PRINCIPAL, Purpose, Purposes, side
from conformance.profile import Profile
from tests.features.guards import Scenario

Names = Mapping[str, frozenset[str]]
"""`file: title` of a scenario -> the capabilities it needs, or its tags."""


def names(written: Iterable[Scenario], catalogue: Catalogue) -> Names:
    """The scenarios as the file names them."""
    return {f"{s.file}: {s.name}": frozenset(coverage.needs(s.tags, catalogue)) for s in written}


def unlisted(purposes: Purposes) -> list[str]:
    """Ids without an entry, entries of ids that are not listed, ids listed twice."""
    counts = Counter(purposes.cases)
    twice = [f"{case}: listed {count} times" for case, count in counts.items() if count > 1]
    missing = [f"{case}: no entry" for case in counts if case not in purposes.entries]
    strange = [f"{case}: not listed" for case in purposes.entries if case not in counts]
    return [*twice, *missing, *strange]


def unsettled(purposes: Purposes) -> list[str]:
    """Entries that are neither covered, nor not applicable, nor to be done; and those to be done
    that are something else besides."""
    found = []
    for purpose in purposes:
        settled = bool(purpose.covered_by) or PRINCIPAL in purpose.not_applicable
        if settled == purpose.todo:
            found.append(f"{purpose.id}: {'settled, yet todo' if settled else 'not settled'}")
    return found


def unknown_scenarios(purposes: Purposes, known: Names) -> list[str]:
    """Scenarios that are named and do not exist, or are named twice in one entry."""
    found = []
    for purpose in purposes:
        counts = Counter(purpose.covered_by)
        found += [f"{purpose.id}: no scenario {name!r}" for name in counts if name not in known]
        found += [f"{purpose.id}: {name!r} twice" for name, count in counts.items() if count > 1]
    return found


def of_the_other_side(purposes: Purposes, tags: Names) -> list[str]:
    """Scenarios that are named for a purpose and are about the other end; ``tags`` are theirs."""
    return [
        f"{purpose.id}: {name!r} is not about the {side(purpose.id)}"
        for purpose in purposes
        for name in purpose.covered_by
        if name in tags and side(purpose.id) not in tags[name]
    ]


def unknown_profiles(purposes: Purposes, profiles: Collection[str]) -> list[str]:
    """Reasons for vendor profiles that do not exist."""
    return [
        f"{purpose.id}: no profile {name!r}"
        for purpose in purposes
        for name in purpose.not_applicable
        if name not in profiles
    ]


def contradictions(purposes: Purposes, profiles: Sequence[Profile], known: Names) -> list[str]:
    """Entries that are covered and not applicable for one profile, or neither."""
    return [
        f"{purpose.id}: {problem} for {profile.name}"
        for purpose in purposes
        for profile in profiles
        if purpose.covered_by and (problem := _contradiction(purpose, profile, known))
    ]


def _contradiction(purpose: Purpose, profile: Profile, known: Names) -> str | None:
    applies = [
        known[name] <= profile.capabilities.keys() | profile.optional.keys()
        for name in purpose.covered_by
        if name in known
    ]
    excused = purpose.reason(profile.name) is not None
    if excused and applies and all(applies):
        return "both covered and not applicable"
    if not excused and applies and not any(applies):
        return "its scenarios do not apply, and no reason is given"
    return None
