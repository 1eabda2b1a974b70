"""A TOML file that people write, and the line on which each of its entries stands.

`tomllib` reads the file; to know the lines it reads each statement once more, alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LARGEST = 1_000_000
"""Octets of a file that people write."""
LONGEST = 200
"""Lines of one value in it."""

Where = tuple[str | int, ...]
"""The way to an entry: names of tables and keys, places in lists."""
_ADDRESS = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something in the file to be put right."""

    line: int
    words: str


class DocumentError(ValueError):
    """The file cannot be used; all that was found, each with its line."""

    def __init__(self, path: Path, mistakes: list[Mistake]) -> None:
        """Of this file."""
        self.mistakes = tuple(sorted(mistakes, key=lambda each: each.line))
        listed = [f"line {each.line}: {each.words}" for each in self.mistakes]
        if len(listed) == 1:
            super().__init__(f"{path}, {listed[0]}")
        else:
            super().__init__(f"{path} has {len(listed)} mistakes\n  " + "\n  ".join(listed))


@dataclass(slots=True)
class Document:
    """The content of a file, its lines, and what is found wrong with it."""

    path: Path
    content: Mapping[str, Any]
    lines: Mapping[Where, int]
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, *where: str | int) -> int:
        """The line of an entry; of one that is not there, that of what it would stand in."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def wrong(self, words: str, *where: str | int) -> None:
        """Note a mistake in an entry."""
        self.mistakes.append(Mistake(self.line(*where), words))


def read(path: Path, error: type[DocumentError], remedy: str = "") -> Document:
    """Read a file. Raises ``error`` where there is none, or for what is not TOML.

    ``remedy`` says what to do when there is no such file.
    """
    try:
        text = _text(path)
        content = tomllib.loads(text)
        return Document(path, content, dict(_lines(text)))
    except FileNotFoundError:
        raise error(path, [Mistake(1, f"there is no such file{remedy}")]) from None
    except OSError as problem:
        raise error(path, [Mistake(1, f"it cannot be read: {problem.strerror}")]) from None
    except UnicodeDecodeError:
        raise error(path, [Mistake(1, "it is not text in UTF-8")]) from None
    except RecursionError:
        raise error(path, [Mistake(1, "it is nested too deeply")]) from None
    except _Unreadable as problem:
        raise error(path, [problem.mistake]) from None
    except tomllib.TOMLDecodeError as problem:
        raise error(path, [_syntax(str(problem), text)]) from None


class _Unreadable(Exception):  # noqa: N818 - kept inside
    def __init__(self, line: int, words: str) -> None:
        self.mistake = Mistake(line, words)


def _text(path: Path) -> str:
    with path.open("rb") as file:
        octets = file.read(LARGEST + 1)
    if len(octets) > LARGEST:
        raise _Unreadable(1, f"it is larger than {LARGEST // 1000} kB")
    return octets.decode("utf-8-sig").replace("\r\n", "\n")


def _syntax(words: str, text: str) -> Mistake:
    found = _ADDRESS.search(words)
    line = int(found[1]) if found else text.count("\n") + 1
    said = _ADDRESS.sub("", words).removesuffix(" (at end of document)")
    return Mistake(line, f"this is not TOML: {said[:1].lower()}{said[1:]}")


def _lines(text: str) -> Iterator[tuple[Where, int]]:
    """Each entry with its line; of the same entry several times the first counts."""
    found: dict[Where, int] = {}
    table: Where = ()
    counts: dict[Where, int] = {}
    for number, source, parsed in _statements(text):
        if source.lstrip().startswith("["):
            table = _opened(parsed, counts)
            entries = [table[: depth + 1] for depth in range(len(table))]
        else:
            entries = [table + inner for inner in _inside(parsed)]
        for entry in entries:
            found.setdefault(entry, number)
    yield from found.items()


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Headers and settings one by one: the number of the first line, the text, what it says.

    A value may go on over several lines; cut anywhere before its end it is not TOML.
    """
    lines, at = text.split("\n"), 0
    while at < len(lines):
        for stop in range(at + 1, min(at + LONGEST, len(lines)) + 1):
            source = "\n".join(lines[at:stop])
            parsed = _parsed(source)
            if parsed is not None:
                yield at + 1, source, parsed
                break
        else:
            raise _Unreadable(at + 1, f"a value goes on for more than {LONGEST} lines")
        at = stop


def _parsed(source: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return None


def _opened(parsed: Any, counts: dict[Where, int]) -> Where:
    """The table that a header opens; in a list of tables the last one is meant."""
    where: Where = ()
    while isinstance(parsed, dict) and parsed:
        ((name, parsed),) = parsed.items()
        where = (*where, name)
        if isinstance(parsed, list):
            counts[where] = counts.get(where, -1) + 1
        if where in counts:
            where = (*where, counts[where])
    return where


def _inside(value: Any) -> Iterator[Where]:
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    for name, inner in entries:
        yield (name,)
        if isinstance(inner, dict | list):
            yield from ((name, *rest) for rest in _inside(inner))
