"""The driver that asks the person who stands beside the charge point, and bothers them rarely."""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

from conformance.sut.driver import QUANTITIES, READINGS, VERBS, NotDrivable
from conformance.sut.drivers.options import POWER_ON, Options, Quantity, Seconds, Verb, parse
from conformance.sut.drivers.outside import SECRETS, OutsideDriver, as_text
from conformance.sut.drivers.person import Person, Terminal, at_terminal

DONE = ("", "d", "done", "y", "yes", "ok")
CANNOT = ("c", "cannot", "n", "no")
NEVER = "never"
NOTHING = "-"
REFUSALS = "cannot WHY · never WHY, not to be asked for it again"
LINED = ("screen", "listed profiles")
FRESH = 5.0
"""Seconds for which an answer stands, if nothing was done meanwhile."""
TERMINAL = Terminal()
"""There is one, whatever number of drivers ask there."""


class ManualOptions(Options):
    """Options of the kind ``manual``."""

    timeout: Seconds = 300.0
    """How long a person may take for each answer."""
    cannot: list[Verb | Quantity] = []
    """What is never asked for."""


class ManualDriver(OutsideDriver):
    """Asks; satisfies ``Driver``.

    What is to be done is noted, and asked for in one question when ``settle`` is called.
    """

    kind = "manual"

    def __init__(
        self, identity: str, options: Mapping[str, Any], person: Person | None = None
    ) -> None:
        super().__init__(identity, options)
        self.options = parse(ManualOptions, options)
        self._person = person
        self._never = dict.fromkeys(self.options.cannot, "the statement says it cannot be done")
        self._noted: list[tuple[str, str]] = []
        self._read_at: dict[str, tuple[float, Any]] = {}

    def power_on(self, now: float) -> None:
        """See ``Driver``. Whatever was set up is told along with it."""
        facts = {name: value for name, value in self._facts.items() if name != "identity"}
        self._do(POWER_ON, facts)

    def settle(self) -> None:
        """See ``Driver``: ask for all that was noted."""
        noted, self._noted = self._noted, []
        if not noted:
            return
        wishes = [wish for _, wish in noted]
        if len(wishes) > 1:
            wishes = [f"{number}. {wish}" for number, wish in enumerate(wishes, 1)]
        question = "\n".join([f"{self.identity}:", *(f"  {wish}" for wish in wishes)])
        choice = "Enter: done" if len(wishes) == 1 else "Enter: all done"
        self._converse(f"{question}\n  [{choice} · {REFUSALS}]", [verb for verb, _ in noted], _done)
        self._read_at.clear()

    def close(self) -> None:
        """See ``Driver``: what was noted and never observed was never needed."""
        self._noted.clear()

    def _takes(self, setting: str) -> bool:
        return setting not in SECRETS  # which do not belong on a screen

    def _do(self, verb: str, details: Mapping[str, Any]) -> None:
        self._check(verb)
        told = ", ".join(f"{name} = {as_text(value)}" for name, value in details.items())
        text = VERBS.get(verb, "the charge point is switched on, set up like this")
        self._noted.append((verb, f"{verb}: {text}{': ' if told else ''}{told}"))

    def _read(self, quantity: str) -> Any:
        self._check(quantity)
        self.settle()
        at, value = self._read_at.get(quantity, (0.0, None))
        if quantity not in self._read_at or monotonic() - at > FRESH:
            value = self._ask_for(quantity)
            self._read_at[quantity] = monotonic(), value
        return value

    def _ask_for(self, quantity: str) -> Any:
        explained = READINGS.get(quantity) or QUANTITIES[quantity] or "a number"
        lined = ", lines set apart by |" if quantity in LINED else ""
        question = (
            f"{self.identity}: read the {quantity} ({explained})\n"
            f"  [what you read{lined} · {NOTHING} for nothing at all · {REFUSALS}]"
        )
        return self._converse(question, [quantity], lambda answer: _as_read(quantity, answer))

    def _check(self, what: str) -> None:
        if what in self._never:
            raise NotDrivable(self._never[what])
        if self._person is None and not at_terminal():
            raise NotDrivable("nobody can be asked: standard input is no terminal")

    def _converse(self, question: str, subjects: list[str], understood: Any) -> Any:
        """Ask until the answer is understood, or time is up."""
        person, deadline = self._person or TERMINAL, monotonic() + self.options.timeout
        while True:
            answer = person.ask(question, deadline - monotonic())
            self._heed_refusal(answer, subjects)
            try:
                return understood(answer)
            except ValueError as mistake:
                question = f"  {mistake}; once more:"

    def _heed_refusal(self, answer: str, subjects: list[str]) -> None:
        first, _, why = answer.partition(" ")
        if first.casefold() not in (*CANNOT, NEVER):
            return
        number, _, rest = why.strip().partition(" ")
        chosen = subjects
        if number.isdecimal() and 0 < int(number[:3]) <= len(subjects):
            chosen, why = [subjects[int(number) - 1]], rest
        reason = f"at the charge point, {' and '.join(chosen)} cannot be done"
        reason += f": {why.strip()}" if why.strip() else ""
        if first.casefold() == NEVER and len(chosen) == 1:
            self._never[chosen[0]] = reason
        raise NotDrivable(reason)


def _done(answer: str) -> None:
    if answer.casefold() not in DONE:
        raise ValueError("press Enter when it is done, or type cannot and why")


def _as_read(quantity: str, answer: str) -> Any:
    if answer == NOTHING and quantity not in QUANTITIES:
        return None
    if not answer:
        raise ValueError("type what you read")
    if quantity in QUANTITIES:
        return float(answer.replace(",", "."))
    if quantity in LINED:
        return [line.strip() for line in answer.split("|")]
    return answer
