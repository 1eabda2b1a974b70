"""The driver that runs programs: one for each verb, or one that lives on and is told what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from conformance.sut.driver import QUANTITIES, DriverError, NotDrivable
from conformance.sut.drivers.dialogue import Dialogue
from conformance.sut.drivers.options import (
    POWER_ON,
    Command,
    Options,
    Quantity,
    Seconds,
    Verb,
    parse,
)
from conformance.sut.drivers.outside import OutsideDriver, filled, placeholders
from conformance.sut.drivers.programs import Program, run_to_end

CANNOT = 69
"""EX_UNAVAILABLE of sysexits.h."""
FIRST_LOOK = 0.3
"""Seconds in which a program that cannot start has said so."""


class CommandOptions(Options):
    """Options of the kind ``command``; templates have ``{placeholders}``."""

    commands: dict[Verb, Command] = {}
    readings: dict[Quantity, Command] = {}
    """Programs that write what they read to standard output."""
    start: Command | None = None
    """A program that lives from power-on until the end."""
    stdin: bool | Literal["json"] = False
    """How the started program is told what to do: not at all, by ``lines``, or in a dialogue."""
    lines: dict[Verb, str] = {}
    environment: dict[str, str] = {}
    folder: str | None = None
    timeout: Seconds = 30.0
    cannot: int = Field(CANNOT, ge=1, le=255)
    """The exit code that says: this cannot be done here."""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.stdin and self.start is None:
            raise ValueError("stdin tells a program that runs what to do; name it in start")
        if self.lines and self.stdin is not True:
            raise ValueError("lines are written to the started program; add stdin = true")
        if not (self.commands or self.start):
            raise ValueError("name a program for each verb in commands, or one to start")
        return self

    def texts(self) -> list[str]:
        """All templates."""
        commands = [*self.commands.values(), *self.readings.values(), self.start or []]
        parts = [part for command in commands for part in command]
        return [*parts, *self.lines.values(), *self.environment.values()]


class CommandDriver(OutsideDriver):
    """Runs programs; satisfies ``Driver``. No shell is involved."""

    kind = "command"

    def __init__(self, identity: str, options: Mapping[str, Any]) -> None:
        super().__init__(identity, options)
        self.options = parse(CommandOptions, options)
        self._used = {name for text in self.options.texts() for name in placeholders(text)}
        self._program: Program | None = None
        self._dialogue = Dialogue()

    def power_on(self, now: float) -> None:
        """See ``Driver``. A program that runs already makes way for a new one."""
        if self.options.start is not None:
            self.close()
            self._start(self.options.start)
        if self.options.stdin == "json":
            self._converse({"verb": POWER_ON, "details": self._facts})
        elif self.options.start is None or POWER_ON in self.options.commands:
            self._do(POWER_ON, {})

    def close(self) -> None:
        """See ``Driver``."""
        program, self._program = self._program, None
        if program is not None:
            program.stop()

    def _takes(self, setting: str) -> bool:
        return self.options.stdin == "json" or setting in self._used

    def _do(self, verb: str, details: Mapping[str, Any]) -> None:
        self._check_alive()
        if verb in self.options.commands:
            self._run(verb, self.options.commands[verb], details)
        elif verb in self.options.lines:
            self._feed(verb, filled(self.options.lines[verb], self._known(details)))
        elif self.options.stdin == "json":
            self._converse({"verb": verb, "details": dict(details)})
        else:
            raise NotDrivable(f"the command driver has no program for {verb!r}")

    def _read(self, quantity: str) -> Any:
        self._check_alive()
        if quantity in self.options.readings:
            output = self._run(quantity, self.options.readings[quantity], {})
            return output if quantity in QUANTITIES else lines_or_text(output)
        if self.options.stdin == "json":
            return self._converse({"quantity": quantity})
        raise NotDrivable(f"the command driver has no program that reads {quantity!r}")

    def _run(self, what: str, command: list[str], details: Mapping[str, Any]) -> str:
        known = self._known(details)
        options = self.options
        ended = run_to_end(
            [filled(part, known) for part in command],
            options.timeout,
            environment=self._environment(known),
            folder=options.folder,
        )
        if ended.code == options.cannot:
            raise NotDrivable(self._excerpt(ended.errors or ended.output) or f"{what}: cannot")
        if ended.code != 0:
            said = self._excerpt(ended.errors or ended.output)
            raise DriverError(f"{what}: {command[0]} ended with code {ended.code}: {said}")
        if not ended.is_whole:
            raise DriverError(f"{what}: {command[0]} wrote more than a reading has")
        return ended.output.strip()

    def _start(self, command: list[str]) -> None:
        known = self._known({})
        self._dialogue = Dialogue()
        program = self._program = Program(
            [filled(part, known) for part in command],
            environment=self._environment(known),
            folder=self.options.folder,
            is_fed=bool(self.options.stdin),
            hears=self._dialogue.hear if self.options.stdin == "json" else None,
        )
        if program.wait(FIRST_LOOK) == self.options.cannot:
            program.stop()
            raise NotDrivable(self._excerpt(program.log) or "the charge point cannot be started")
        self._check_alive()

    def _check_alive(self) -> None:
        """A program that has made a daemon of itself may end, one that is to be told things not."""
        program = self._program
        code = program.code if program is not None else None
        if program is not None and code is not None and (code != 0 or self.options.stdin):
            program.stop()  # and so have all of its log
            log = self._excerpt(program.log)
            raise DriverError(f"the started program ended with code {code}: {log}")

    def _environment(self, known: Mapping[str, Any]) -> dict[str, str]:
        return {name: filled(text, known) for name, text in self.options.environment.items()}

    def _feed(self, verb: str, line: str) -> None:
        program = self._running(verb)
        if "\n" in line:
            raise DriverError(f"the line for {verb!r} would be two")
        try:
            program.feed(line)
        except DriverError as error:
            raise DriverError(f"{verb}: {error}: {self._last_words(program)}") from None

    def _converse(self, request: dict[str, Any]) -> Any:
        what = str(request.get("verb") or request.get("quantity"))
        program = self._running(what)
        try:
            return self._dialogue.ask(program, request, self.options.timeout)
        except DriverError as error:
            raise DriverError(f"{what}: {error}: {self._last_words(program)}") from None

    def _last_words(self, program: Program) -> str:
        """Its log: all of it, if it is about to end."""
        if program.wait(FIRST_LOOK) is not None:
            program.stop()
        return self._excerpt(program.log)

    def _running(self, what: str) -> Program:
        if self._program is None:
            raise NotDrivable(f"{what!r} needs the charge point to be switched on first")
        return self._program


def lines_or_text(output: str) -> str | list[str] | None:
    """What a program read: nothing, a line, or the lines of a screen."""
    lines = output.splitlines()
    return lines if len(lines) > 1 else (output or None)
