"""Programs of others, run beside the suite: every wait bounded, every output bounded, none left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from conformance.sut.driver import DriverError

KEPT = 64 * 1024
"""Bytes of output that are kept, the latest."""
GRACE = 5.0
"""Seconds a program is given to end by itself once it is asked to."""
PIECE = 8192
HAS_GROUPS = sys.platform != "win32"


@dataclass(frozen=True)
class Ended:
    """A program that ended: its exit code and what it wrote."""

    code: int
    output: str
    errors: str
    is_whole: bool
    """Whether ``output`` is all there was."""


class Capture:
    """Reads a pipe to its end in a thread of its own, and keeps the latest of it."""

    def __init__(self, pipe: IO[bytes], hears: Callable[[bytes], None] | None = None) -> None:
        self._pipe = pipe
        self._hears = hears
        self._kept = bytearray()
        self._lock = threading.Lock()
        self.is_whole = True
        self._thread = threading.Thread(target=self._read, name="capture", daemon=True)
        self._thread.start()

    def text(self) -> str:
        """What was kept so far."""
        with self._lock:
            return self._kept.decode(errors="replace")

    def close(self) -> None:
        """Wait for the end of the pipe, which comes when the last program that holds it has ended."""
        self._thread.join(GRACE)
        if not self._thread.is_alive():
            self._pipe.close()

    def _read(self) -> None:
        while piece := self._pipe.read(PIECE):
            with self._lock:
                self._kept += piece
                if len(self._kept) > KEPT:
                    del self._kept[:-KEPT]
                    self.is_whole = False
            if self._hears is not None:
                self._hears(piece)


class Program:
    """A program that runs; ``stop`` ends it and whatever it has started.

    ``hears`` is called with each piece of its standard output, in another thread. Raises
    ``DriverError`` when it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: str | None = None,
        is_fed: bool = False,
        hears: Callable[[bytes], None] | None = None,
    ) -> None:
        self.name = command[0]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE if is_fed else subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
                env={**os.environ, **(environment or {})}, cwd=folder,
                start_new_session=HAS_GROUPS,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            raise DriverError(f"{self.name} could not be started: {error}") from None
        if is_fed and HAS_GROUPS:
            os.set_blocking(self._stdin.fileno(), False)
        self._output = Capture(_pipe(self._process.stdout), hears)
        self._errors = Capture(_pipe(self._process.stderr))
        self._is_stopped = False

    @property
    def code(self) -> int | None:
        """The exit code, once it has ended."""
        return self._process.poll()

    @property
    def log(self) -> str:
        """What it wrote lately."""
        return self._output.text() + self._errors.text()

    def wait(self, seconds: float) -> int | None:
        """Wait for its end, so long; the exit code if it came."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)
        return None

    def feed(self, line: str) -> None:
        """Write a line to its standard input. Raises ``DriverError`` when it takes none."""
        data = line.encode() + b"\n"
        try:
            written = self._stdin.write(data)
        except OSError as error:
            raise DriverError(f"{self.name} takes no more input: {error}") from None
        if written != len(data):
            raise DriverError(f"{self.name} does not read its input")

    def stop(self) -> None:
        """End it, if need be by force; may be called more than once."""
        if self._is_stopped:
            return
        self._is_stopped = True
        if self._process.stdin is not None:
            self._process.stdin.close()
        if self.code is None:
            self._signal(signal.SIGTERM)
            self.wait(GRACE)
        self._kill()
        self._process.wait(GRACE)
        for capture in (self._output, self._errors):
            capture.close()

    def ended(self) -> Ended:
        """What is known of it once it was stopped."""
        return Ended(
            self._process.returncode,
            self._output.text(),
            self._errors.text(),
            self._output.is_whole,
        )

    def _kill(self) -> None:
        """The whole group: children that outlived their parent, too."""
        if HAS_GROUPS:
            self._signal(signal.SIGKILL)
        else:
            self._process.kill()

    def _signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if HAS_GROUPS:
                os.killpg(self._process.pid, number)
            else:
                self._process.terminate()

    @property
    def _stdin(self) -> IO[bytes]:
        return _pipe(self._process.stdin)


def run_to_end(
    command: Sequence[str],
    seconds: float,
    *,
    environment: Mapping[str, str] | None = None,
    folder: str | None = None,
) -> Ended:
    """Run a program to its end. Raises ``DriverError`` when that does not come in time."""
    program = Program(command, environment=environment, folder=folder)
    try:
        if program.wait(seconds) is None:
            raise DriverError(f"{program.name} did not end within {seconds:g} s")
    finally:
        program.stop()
    return program.ended()


def _pipe(stream: IO[Any] | None) -> IO[Any]:
    if stream is None:
        raise ValueError("this program has no such pipe")
    return stream
