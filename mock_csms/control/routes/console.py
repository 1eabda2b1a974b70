"""The console: one page and its files, all of them of this package."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

FOLDER = Path(__file__).parents[2] / "console"

router = APIRouter(include_in_schema=False)


@router.get("/")
async def page() -> FileResponse:
    """The page; its files are at /console/."""
    return FileResponse(FOLDER / "index.html", headers={"Cache-Control": "no-cache"})
