"""Tags as plain data, and from it: the only place of the control API that knows how they are kept."""

from __future__ import annotations

from typing import Any

from ocpp.v16.enums import AuthorizationStatus

from mock_csms.central_system import CentralSystem
from mock_csms.control import problems
from mock_csms.control.models import TagBody

STATUSES = tuple(str(status.value) for status in AuthorizationStatus)


def rows(system: CentralSystem) -> list[dict[str, Any]]:
    """All on file, in the order of their names."""
    return [_row(*each) for each in sorted(_tags(system).items())]


def row(system: CentralSystem, id_tag: str) -> dict[str, Any]:
    """One of them. Raises ``Problem`` when it is not on file."""
    name = _name(system, id_tag)
    return _row(name, _tags(system)[name])


def put(system: CentralSystem, id_tag: str, body: TagBody) -> None:
    """Put a tag on file. Raises ``Problem`` naming what is wrong with it."""
    check_status(body.status)
    for field in ("parent", "expires"):
        if getattr(body, field) is not None:
            raise problems.invalid(field, "is not kept by this central system")
    tags = _tags(system)
    known = next((each for each in tags if each.casefold() == id_tag.casefold()), id_tag)
    tags[known] = body.status


def remove(system: CentralSystem, id_tag: str) -> None:
    """Strike a tag off. Raises ``Problem`` when it is not on file."""
    del _tags(system)[_name(system, id_tag)]


def check_status(status: str) -> None:
    """Raises ``Problem`` for a status that OCPP does not have."""
    if status not in STATUSES:
        raise problems.invalid("status", f"must be one of {', '.join(STATUSES)}")


def snapshot(system: CentralSystem) -> dict[str, str]:
    """What is on file, to go back to."""
    return dict(_tags(system))


def restore(system: CentralSystem, snapshot: dict[str, str]) -> None:
    """Go back."""
    system.answers.tags = dict(snapshot)


def _tags(system: CentralSystem) -> dict[str, str]:
    return system.answers.tags


def _name(system: CentralSystem, id_tag: str) -> str:
    for name in _tags(system):
        if name.casefold() == id_tag.casefold():
            return name
    raise problems.not_found("tag", f"there is no tag {id_tag!r} on file")


def _row(id_tag: str, status: str) -> dict[str, Any]:
    return {"tag": id_tag, "status": status, "parent": None, "expires": None}
