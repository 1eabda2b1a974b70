"""The journal: a page of it, or all that comes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Response

from mock_csms.control import problems
from mock_csms.control.control import Shared
from mock_csms.control.events import MOST_FOLLOWERS, Stream
from mock_csms.control.journal_view import Filter, Kind, row
from mock_csms.control.plain_json import reply
from ocpp16.journal import Direction

router = APIRouter(prefix="/api/v1/journal", tags=["journal"])
Text = Annotated[str | None, Query(max_length=255)]
Index = Annotated[int, Query(ge=0, le=2**53)]


async def _filter(
    identity: Text = None,
    action: Text = None,
    direction: Direction | None = None,
    kind: Kind | None = None,
    message_id: Text = None,
) -> Filter:
    return Filter(identity, action, direction, kind, message_id)


Wanted = Annotated[Filter, Depends(_filter)]


@router.get("")
async def journal(
    control: Shared,
    wanted: Wanted,
    since: Index = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
    newest: bool = False,
) -> Response:
    """Entries from an index on, oldest first; with ``newest`` the last ones of them.

    ``next`` is where to go on. A page may be empty although more follows: then ``next`` is below
    ``end``, the index that the next entry will have.
    """
    read = control.journal.newest if newest else control.journal.page
    found, following = read(wanted, since, limit)
    items = [row(entry) for entry in found]
    return reply({"items": items, "next": following, "end": control.journal.end})


@router.get("/follow", status_code=200, response_class=Stream)
async def follow(
    control: Shared,
    wanted: Wanted,
    since: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**53)] = None,
) -> Stream:
    """Server-sent events, one for each entry: its index as id, the entry as data.

    It begins after ``Last-Event-ID``, else at ``since``, else now. An event ``gap`` says how many
    entries were forgotten before they could be read.
    """
    if control.followers.is_full:
        problem = f"{MOST_FOLLOWERS} follow the journal already; end one of them"
        raise problems.Problem(429, ("follow", problem))
    begin = since if last_event_id is None else last_event_id + 1
    return Stream(control.followers.follow(wanted, begin))
