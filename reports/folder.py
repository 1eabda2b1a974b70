"""Put a report folder in place as a whole: a reader sees the old one or the new one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

MARKER = "report.json"
FORMAT = "ocpp-conformance-report/"


class ReportFolderError(Exception):
    """The folder cannot be written, or is not ours to replace."""


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder`, which takes its place when the block ends without error."""
    target = check(folder)
    stage = target.with_name(f".{target.name}.{uuid4().hex[:12]}")
    try:
        stage.mkdir(parents=True)
    except OSError as error:
        raise ReportFolderError(f"{folder}: cannot be written: {error.strerror}") from error
    try:
        yield stage
        _put_in_place(stage, target)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def check(folder: Path) -> Path:
    """The real path of a folder that may be created or replaced."""
    try:
        target = folder.resolve()
        problem = _problem(target)
    except (OSError, RuntimeError) as error:
        raise ReportFolderError(f"{folder}: cannot be read: {error}") from error
    if problem is not None:
        raise ReportFolderError(f"{folder}: {problem}")
    return target


def _problem(target: Path) -> str | None:
    if not target.exists():
        return None
    if not target.is_dir():
        return "is a file, not a folder"
    if target == Path.cwd().resolve() or target.is_mount():
        return "cannot be replaced as a whole; name a folder inside of it"
    if any(target.iterdir()) and not _is_ours(target / MARKER):
        return "is neither empty nor a report of ours, so it is left alone"
    return None


def _is_ours(marker: Path) -> bool:
    try:
        content = json.loads(marker.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and str(content.get("format")).startswith(FORMAT)


def _put_in_place(stage: Path, target: Path) -> None:
    old = stage.with_name(f"{stage.name}.old")
    try:
        if target.exists():
            target.rename(old)
        try:
            stage.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise ReportFolderError(f"{target}: cannot be replaced: {error.strerror}") from error
    shutil.rmtree(old, ignore_errors=True)
