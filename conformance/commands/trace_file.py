"""Open OCPP Trace files: written line by line while recording, read line by line to judge."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self, TextIO

from conformance.commands.usage import UsageProblem
from ocpp16.journal import Entry
from ocpp16.redaction import Redactor
from ocpp16.trace_format import TraceWriter
from ocpp16.trace_reader import Trace, TraceError, bounded_lines, follow_trace, read_trace
from ocpp_conformance import __version__


class TraceFile:
    """Writes one line an entry, each handed to the system before the next. A context manager.

    Others than its owner cannot read the file: it tells who charged when.
    """

    def __init__(self, path: Path, at: float, *, redacted: bool, overwrite: bool) -> None:
        """Raises ``UsageProblem`` when the file exists already or cannot be written."""
        self._writer = TraceWriter(Redactor() if redacted else None)
        try:
            self._file: TextIO = open(  # noqa: SIM115 - closed in __exit__
                path, "w" if overwrite else "x", encoding="utf-8", opener=_owners_only
            )
        except FileExistsError:
            raise UsageProblem(
                f"--output {path} exists; name another file, or add --overwrite to replace it"
            ) from None
        except OSError as error:
            raise UsageProblem(
                f"--output {path} cannot be written ({error.strerror}); "
                "name a file in an existing folder"
            ) from None
        self._put(self._writer.first_line(at, recorder=f"ocpp-conformance {__version__}"))

    def __enter__(self) -> Self:
        """Nothing to begin: the file is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def write(self, entry: Entry) -> None:
        """Append an entry. Raises ``OSError``, e.g. when the disk is full."""
        self._put(self._writer.line(entry))

    def _put(self, line: str) -> None:
        self._file.write(line + "\n")
        self._file.flush()


def read_trace_file(path: Path) -> Trace:
    """What a trace file holds. Raises ``UsageProblem`` naming file, line and remedy."""
    return _read(path, read_trace)


def follow_trace_file(path: Path, take: Callable[[Entry], None]) -> Trace:
    """As ``read_trace_file``, but the entries are handed on, each with its line as index."""
    return _read(path, lambda lines: follow_trace(lines, take))


def _read(path: Path, read: Callable[[Iterator[str]], Trace]) -> Trace:
    try:
        with path.open(encoding="utf-8") as file:
            return read(bounded_lines(file.readline))
    except OSError as error:
        raise UsageProblem(f"{path} cannot be read ({error.strerror}); name a trace file") from None
    except UnicodeDecodeError as error:
        raise UsageProblem(
            f"{path} is not UTF-8 text ({error.reason}); an Open OCPP Trace is JSON Lines in UTF-8"
        ) from None
    except TraceError as error:
        raise UsageProblem(f"{path}: {error}") from None


def _owners_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
