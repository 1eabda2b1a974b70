"""Tags as plain data, and from it: the only place of the control API that knows how they are kept."""

from __future__ import annotations

from typing import Any

from mock_csms.control import problems, views
from mock_csms.control.models import TagBody
from mock_csms.domain.tags import STATUSES, Tag, Tags
from ocpp16.timestamps import to_seconds


def rows(tags: Tags) -> list[dict[str, Any]]:
    """All on file, in the order of their names."""
    return [_row(tag) for tag in sorted(tags, key=lambda tag: tag.id_tag)]


def row(tags: Tags, id_tag: str) -> dict[str, Any]:
    """One of them. Raises ``Problem`` when it is not on file."""
    return _row(_found(tags, id_tag))


def put(tags: Tags, id_tag: str, body: TagBody) -> None:
    """Put a tag on file. Raises ``Problem`` naming what is wrong with it."""
    if body.status not in STATUSES:
        raise problems.invalid("status", f"must be one of {', '.join(STATUSES)}")
    tags.put(
        id_tag,
        body.status,
        parent=body.parent,
        expiry=None if body.expires is None else _seconds(body.expires),
        concurrent=body.concurrent,
    )


def remove(tags: Tags, id_tag: str) -> None:
    """Strike a tag off. Raises ``Problem`` when it is not on file."""
    tags.remove(_found(tags, id_tag).id_tag)


def restore(tags: Tags, earlier: list[Tag]) -> None:
    """Put these on file, and no others."""
    tags.clear()
    for tag in earlier:
        tags.put(
            tag.id_tag, tag.status, parent=tag.parent, expiry=tag.expiry, concurrent=tag.concurrent
        )


def _found(tags: Tags, id_tag: str) -> Tag:
    tag = tags.get(id_tag)
    if tag is None:
        raise problems.not_found("tag", f"there is no tag {id_tag!r} on file")
    return tag


def _seconds(text: str) -> float:
    try:
        return to_seconds(text)
    except (ValueError, OverflowError) as error:
        raise problems.invalid("expires", error) from None


def _row(tag: Tag) -> dict[str, Any]:
    return {
        "tag": tag.id_tag,
        "status": tag.status,
        "parent": tag.parent,
        "expires": views.moment(tag.expiry),
        "concurrent": tag.concurrent,
    }
