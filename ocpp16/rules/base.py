"""What a standing rule is, what it is parametrized with, and what it finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ocpp16.actions import Role
from ocpp16.frames import Payload
from ocpp16.journal import Entry, FrameEntry
from ocpp16.timestamps import to_text

if TYPE_CHECKING:
    from ocpp16.rules.context import Context

BOTH_SIDES = frozenset(Role)
CHARGE_POINT_ONLY = frozenset({Role.CHARGE_POINT})


@dataclass(frozen=True)
class Violation:
    """One frame that breaks a rule (or, for a missing answer, the frame it should have answered)."""

    rule: str
    message: str
    entry: FrameEntry

    def __str__(self) -> str:
        entry = self.entry
        return (
            f"{self.rule}: {self.message}\n"
            f"  {to_text(entry.at)} {entry.identity} connection {entry.connection} "
            f"{entry.direction}: {entry.text}"
        )


@dataclass(frozen=True)
class RuleBook:
    """Who is judged, and what the documents leave to the implementation. Times in seconds."""

    side: Role
    call_timeout: float = 30.0
    """After this the judged side may regard its own CALL as lost."""
    answer_limit: float = 30.0
    """Within this the judged side answers a CALL."""
    meter_values_outside_transactions: bool = False
    extra_transitions: frozenset[tuple[str, str]] = frozenset()
    """Status changes allowed beyond the table of section 4.9."""
    tolerance: float = 1.0
    pins: frozenset[str] = frozenset()
    """The PINs that were typed at the charge point."""
    registered: bool = False
    """Whether a charge point counts as accepted before its first BootNotification in the journal."""
    excused: frozenset[str] = frozenset()
    """Names of rules that a scenario switches off."""


class Rule:
    """One standing rule. A subclass overrides what it needs of ``sent``, ``received``, ``happened``."""

    name: ClassVar[str]
    section: ClassVar[str]
    """Where it is written."""
    sides: ClassVar[frozenset[Role]] = BOTH_SIDES

    def __init__(self, book: RuleBook, context: Context) -> None:
        self.book = book
        self.context = context

    @classmethod
    def is_in(cls, book: RuleBook) -> bool:
        """Whether this book asks for the rule."""
        return book.side in cls.sides and cls.name not in book.excused

    def sent(self, entry: FrameEntry) -> Iterable[Violation]:
        """A text of the judged side."""
        return ()

    def received(self, entry: FrameEntry) -> Iterable[Violation]:
        """A text of the other side."""
        return ()

    def happened(self, entry: Entry) -> Iterable[Violation]:
        """Anything else: connections opened, closed, turned away."""
        return ()

    def end(self, now: float) -> Iterable[Violation]:
        """The journal ends; what is missing by ``now``."""
        return ()

    def violation(self, entry: FrameEntry, message: str) -> Violation:
        """A violation of this rule."""
        return Violation(self.name, message, entry)


def whole_number(payload: Payload, field: str) -> int | None:
    """An integer field; None when it is absent or something else, which is another rule's matter."""
    value = payload.get(field)
    return value if type(value) is int else None
