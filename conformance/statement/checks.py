"""What no entry of a statement shows alone: what a role needs, and what goes together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conformance.toml_document import Document
from ocpp16.actions import Role

CHARGE_POINT, CENTRAL_SYSTEM = Role.CHARGE_POINT, Role.CENTRAL_SYSTEM

NEEDED: Mapping[Role, tuple[tuple[str, str], ...]] = {
    CHARGE_POINT: (("product", "identity"), ("tags", "valid"), ("driver", "kind")),
    CENTRAL_SYSTEM: (("product", "identity"), ("connection", "url")),
}
"""Tables that a role needs, and in each the key."""
OF_ROLE: Mapping[tuple[str, ...], Role] = {
    ("driver",): CHARGE_POINT,
    ("operator",): CENTRAL_SYSTEM,
    ("connection", "listen_host"): CHARGE_POINT,
    ("connection", "listen_port"): CHARGE_POINT,
    ("timing", "pace"): CHARGE_POINT,
    ("connection", "certificate"): CHARGE_POINT,
    ("connection", "private_key"): CHARGE_POINT,
    ("connection", "url"): CENTRAL_SYSTEM,
    ("connection", "ca"): CENTRAL_SYSTEM,
}
"""Tables and keys that mean something in one role only."""

Found = Mapping[str, Mapping[str, Any]]
"""The values that could be read, by table and key."""


def check(document: Document, role: Role, found: Found) -> None:
    """Note every mistake between the entries of a statement."""
    kinds = ((table, "kind") for table in ("driver", "operator") if table in document.content)
    for table, key in dict.fromkeys((*NEEDED[role], *kinds)):
        _check_needed(document, role, table, key)
    for where, owner in OF_ROLE.items():
        if owner is not role and _holds(document, *where):
            what = f"[{where[0]}]" if len(where) == 1 else ".".join(where)
            document.wrong(f"{what} is for the role {owner}, not for {role}", *where)
    _check_connection(document)
    for name, other, tag in _in_two_groups(found["tags"]):
        words = f"tags.{other} names {tag!r}, which stands in tags.{name} as well"
        document.wrong(words, "tags", other)


def _check_needed(document: Document, role: Role, table: str, key: str) -> None:
    content = document.content.get(table)
    if content is None:
        words = f"the table [{table}] is missing: the role {role} needs {table}.{key}"
        document.wrong(words, "role")
    elif isinstance(content, dict) and key not in content:
        document.wrong(f"{table}.{key} is missing", table)
    elif _holds(document, table, key) and content[key] == []:
        document.wrong(f"{table}.{key} has to name at least one", table, key)


def _check_connection(document: Document) -> None:
    def has(key: str) -> bool:
        return _holds(document, "connection", key)

    if has("certificate") != has("private_key"):
        words = "connection.certificate and connection.private_key go together"
        document.wrong(words, "connection")
    if has("username") and not has("key"):
        words = "connection.username is of no use without connection.key"
        document.wrong(words, "connection", "username")


def _holds(document: Document, *where: str) -> bool:
    content: Any = document.content
    for name in where:
        if not isinstance(content, dict) or name not in content:
            return False
        content = content[name]
    return True


def _in_two_groups(tags: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """IdTags do not differ by case (CiString)."""
    seen: dict[str, str] = {}
    for name, group in tags.items():
        for tag in group:
            first = seen.setdefault(tag.casefold(), name)
            if first != name:
                yield first, name, tag
