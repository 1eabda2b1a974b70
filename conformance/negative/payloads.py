"""The payload cases: each request of a charge point with one thing wrong."""

from __future__ import annotations

from collections.abc import Iterator

from conformance.negative import behaviours, reactions
from conformance.negative.case import Ask, Case, Draft, Group, numbered
from conformance.negative.mutations import mutations
from conformance.negative.samples import FULL
from conformance.negative.semantics import oddities
from ocpp16 import schema

OPEN = reactions.demanded(behaviours.EVERY_CALL_ANSWERED, reactions.ANY_ANSWER)


def cases() -> tuple[Case, ...]:
    """All of them: first what the schemas rule out, then what only the text does."""
    return numbered(Group.PAYLOAD, _drafts())


def _drafts() -> Iterator[Draft]:
    for action, proper in FULL.items():
        for found in mutations(proper, schema.schema(action)):
            demands = reactions.refused(found.behaviour, found.codes)
            yield Draft(
                action,
                f"{found.fault}: {found.place}",
                f"{action}: {found.sentence}",
                (Ask(action, found.payload, demands, call_id="{id}"),),
            )
    for oddity in oddities():
        ask = Ask(oddity.action, oddity.payload, OPEN, call_id="{id}")
        sentence = f"{oddity.action}: {oddity.sentence}"
        yield Draft(oddity.action, f"{oddity.fault}: open", sentence, (ask,))
