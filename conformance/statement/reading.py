"""Reading a statement: every mistake in it is found before anything is run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from conformance import profile
from conformance.nearest import hint
from conformance.statement import fields
from conformance.statement.checks import check
from conformance.statement.fields import Reader, Wrong
from conformance.statement.model import (
    DRIVERS,
    OPERATORS,
    Choice,
    Connection,
    Product,
    Statement,
    Tags,
    Timing,
)
from conformance.toml_document import Document, DocumentError, read
from ocpp16.actions import Role


class StatementError(DocumentError):
    """A statement that cannot be used, and every mistake in it."""


ROLES = tuple(str(role) for role in Role)
CHOICES: Mapping[str, tuple[str, ...]] = {"driver": DRIVERS, "operator": OPERATORS}


def load(path: Path, environ: Mapping[str, str] | None = None) -> Statement:
    """Read a statement. Raises ``StatementError`` that lists every mistake with its line.

    ``environ`` is where secrets are taken from; None: the environment of this process.
    """
    remedy = "; ocpp-conformance init writes one"
    document = read(path, StatementError, remedy)
    statement = _Reading(document, os.environ if environ is None else environ).statement()
    if document.mistakes or statement is None:
        raise StatementError(path, document.mistakes)
    return statement


class _Reading:
    """One statement on the way from TOML to what it means."""

    def __init__(self, document: Document, environ: Mapping[str, str]) -> None:
        self._document = document
        self._environ = environ
        self._tables = _readers(document.path, environ)

    def statement(self) -> Statement | None:
        """The statement; None, or one that is not to be used, where there were mistakes."""
        role = self._role()
        self._unknown()
        found = {name: self._table(name, readers) for name, readers in self._tables.items()}
        chosen = {name: self._choice(name) for name in CHOICES}
        if role is None:
            return None
        check(self._document, role, found)
        if self._document.mistakes:
            return None
        return Statement(
            role=role,
            product=Product(**found["product"]),
            connection=Connection(**found["connection"]),
            tags=Tags(**found["tags"], without=_without(found["tags"])),
            timing=Timing(**found["timing"]),
            path=self._document.path,
            **{name: choice for name, choice in chosen.items() if choice is not None},
        )

    def _role(self) -> Role | None:
        if "role" not in self._document.content:
            self._document.wrong(f'role is missing; write role = "{ROLES[0]}" or "{ROLES[1]}"')
            return None
        read_role = fields.one_of(lambda: ROLES)
        try:
            return Role(read_role(self._document.content["role"]))
        except Wrong as problem:
            self._document.wrong(f"role {problem}", "role")
            return None

    def _unknown(self) -> None:
        known = {"role", *self._tables, *CHOICES}
        for name, value in self._document.content.items():
            if name not in known:
                what = f"[{name}]" if isinstance(value, dict) else name
                self._document.wrong(f"{what} is unknown{hint(name, known)}", name)

    def _content(self, name: str) -> Mapping[str, Any]:
        table = self._document.content.get(name, {})
        if isinstance(table, dict):
            return table
        self._document.wrong(f"{name} has to be a table, headed [{name}]", name)
        return {}

    def _table(self, name: str, readers: Mapping[str, Reader]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in self._content(name).items():
            if key not in readers:
                words = f"{name}.{key} is unknown{hint(key, readers)}"
                self._document.wrong(words, name, key)
                continue
            try:
                found[key] = readers[key](value)
            except Wrong as problem:
                self._document.wrong(f"{name}.{key} {problem}", name, key)
        return found

    def _choice(self, name: str) -> Choice | None:
        content = dict(self._content(name))
        if "kind" not in content:
            return None
        try:
            kind = fields.one_of(lambda: CHOICES[name])(content.pop("kind"))
        except Wrong as problem:
            self._document.wrong(f"{name}.kind {problem}", name, "kind")
            kind = ""
        before = len(self._document.mistakes)
        options = {key: self._option(value, name, key) for key, value in content.items()}
        if kind and len(self._document.mistakes) == before:
            self._check_options(name, kind, options)
        return Choice(kind, options, self._document.line(name))

    def _check_options(self, name: str, kind: str, options: Mapping[str, Any]) -> None:
        from conformance.sut import drivers, operators  # they bring much along

        problems = {"driver": drivers.problems, "operator": operators.problems}[name]
        for problem in problems(kind, options):
            place = problem.partition(": ")[0].split(".")
            where = (int(part) if part.isdigit() else part for part in place)
            self._document.wrong(f"{name}: {problem}", name, *where)

    def _option(self, value: Any, *where: str | int) -> Any:
        """As it is written, but for secrets out of the environment."""
        if fields.is_reference(value):
            try:
                return fields.from_environment(value, self._environ)
            except Wrong as problem:
                name = ".".join(map(str, where))
                self._document.wrong(f"{name}: {problem}", *where)
                return None
        if isinstance(value, dict):
            return {key: self._option(inner, *where, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._option(inner, *where, at) for at, inner in enumerate(value)]
        return value


def _without(tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(standing for standing, group in tags.items() if not group)


def _readers(path: Path, environ: Mapping[str, str]) -> dict[str, Mapping[str, Reader]]:
    """The keys of each table, and what each may be."""
    tags = fields.each(fields.id_tag)
    wait = fields.number(0, fields.LONGEST_WAIT, above=True)
    file = _file_beside(path)
    return {
        "product": {
            "identity": fields.text,
            "name": fields.free_text,
            "vendor_profile": fields.one_of(profile.names),
            "revision": fields.free_text,
            "capabilities": fields.each(fields.one_of(fields.known_capabilities)),
            "connectors": fields.whole(1, fields.MOST_CONNECTORS),
        },
        "connection": {
            "listen_host": fields.text,
            "listen_port": fields.port,
            "url": fields.url,
            "username": fields.text,
            "key": fields.secret(environ),
            "certificate": file,
            "private_key": file,
            "ca": file,
        },
        "tags": dict.fromkeys(("valid", "invalid", "blocked", "expired"), tags),
        "timing": {
            "budget": wait,
            "pace": fields.number(0, 1000, above=True),
            "reaction": wait,
            "connect": wait,
        },
    }


def _file_beside(statement: Path) -> Reader:
    """The path of a file that exists, from the folder of the statement on."""

    def read_path(value: Any) -> Path:
        found = statement.parent / fields.text(value)
        if not found.is_file():
            raise Wrong(f"names no file: there is no {found}")
        return found

    return read_path
