"""Tag expressions: `@charge-point and not (@OCPP16-4.2 or @needs-device-link)`.

The @ may be left out. `not` binds closest, then `and`, then `or`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\s*(?:([()])|@?([\w.\-:]+))")
_WORDS = ("and", "or", "not")

Predicate = Callable[[Collection[str]], bool]


class TagExpressionError(ValueError):
    """An expression that cannot be understood, and where."""


@dataclass(frozen=True, slots=True)
class TagExpression:
    """An expression, ready to be asked."""

    text: str
    names: tuple[str, ...]
    """The tags it mentions, without the @."""
    matches: Predicate
    """Whether a scenario with these tags is selected."""


def named(kind: str, tags: Collection[str]) -> set[str]:
    """The capabilities that tags of a kind name: ``needs-…`` or ``without-…``."""
    prefix = f"{kind}-"
    return {tag.removeprefix(prefix) for tag in tags if tag.startswith(prefix)}


def parse(text: str) -> TagExpression:
    """Read an expression; the empty one selects everything."""
    if not text.strip():
        return TagExpression(text, (), _everything)
    parser = _Parser(list(_tokens(text)))
    predicate = parser.either()
    if parser.rest:
        raise TagExpressionError(f"unexpected {parser.rest[0]!r}")
    return TagExpression(text, tuple(dict.fromkeys(parser.names)), predicate)


def _everything(_: Collection[str]) -> bool:
    return True


def _tokens(text: str) -> Iterator[str]:
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise TagExpressionError(f"unexpected {text[at:].lstrip()[0]!r}")
        yield found[1] or found[2]
        at = found.end()


@dataclass(slots=True)
class _Parser:
    rest: list[str]
    names: list[str] = field(default_factory=list)

    def either(self) -> Predicate:
        return self._joined("or", self._both, any)

    def _both(self) -> Predicate:
        return self._joined("and", self._single, all)

    def _joined(
        self, word: str, part: Callable[[], Predicate], judge: Callable[[Iterator[bool]], bool]
    ) -> Predicate:
        parts = [part()]
        while self.rest[:1] == [word]:
            del self.rest[0]
            parts.append(part())
        return lambda tags: judge(each(tags) for each in parts)

    def _single(self) -> Predicate:
        if not self.rest:
            raise TagExpressionError("it ends where a tag is expected")
        token = self.rest.pop(0)
        if token == "not":
            inner = self._single()
            return lambda tags: not inner(tags)
        if token == "(":
            return self._bracketed()
        if token in (*_WORDS, ")"):
            raise TagExpressionError(f"{token!r} where a tag is expected")
        self.names.append(token)
        return lambda tags: token in tags

    def _bracketed(self) -> Predicate:
        inner = self.either()
        if self.rest[:1] != [")"]:
            raise TagExpressionError("a bracket is not closed")
        del self.rest[0]
        return inner
