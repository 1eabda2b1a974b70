"""The drivers' tags."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from mock_csms.control import tag_rows
from mock_csms.control.control import Shared
from mock_csms.control.models import TagBody
from mock_csms.control.plain_json import reply

router = APIRouter(prefix="/api/v1/tags", tags=["tags"])
IdTag = Annotated[str, Path(alias="tag", min_length=1, max_length=20)]


@router.get("")
async def tags(control: Shared) -> Response:
    """Those on file."""
    return reply({"items": tag_rows.rows(control.system.tags)})


@router.get("/{tag:path}")
async def tag(control: Shared, id_tag: IdTag) -> Response:
    """One of them; case does not matter."""
    return reply(tag_rows.row(control.system.tags, id_tag))


@router.put("/{tag:path}")
async def put_tag(control: Shared, id_tag: IdTag, body: TagBody) -> Response:
    """Put a tag on file, in place of what was known of it."""
    tag_rows.put(control.system.tags, id_tag, body)
    return reply(tag_rows.row(control.system.tags, id_tag))


@router.delete("/{tag:path}", status_code=204)
async def delete_tag(control: Shared, id_tag: IdTag) -> None:
    """Strike a tag off the file."""
    tag_rows.remove(control.system.tags, id_tag)
