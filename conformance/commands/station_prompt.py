"""The words with which a person or a script drives the reference station."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ocpp.v16.enums import ChargePointErrorCode

from reference_impl.station import Station

FAULTS = tuple(code.value for code in ChargePointErrorCode if code.value != "NoError")
DEFAULT_FAULT = "OtherError"
LONGEST_WAIT = 86_400


class NotUnderstoodError(ValueError):
    """A command that cannot be carried out, and what would work instead."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: what it does with the station, the moment and its words."""

    usage: str
    explanation: str
    act: Callable[[Station, float, list[str]], None]
    fewest: int = 0
    most: int = 0
    """How many words may follow the command."""


def _fault(station: Station, now: float, words: list[str]) -> None:
    code = words[0] if words else DEFAULT_FAULT
    if code not in FAULTS:
        raise NotUnderstoodError(f"{code!r} is no error code; there are {', '.join(FAULTS)}")
    station.raise_fault(now, code)


COMMANDS = {
    "plug": Command("plug", "connect a vehicle", lambda s, now, _: s.plug_in(now)),
    "unplug": Command("unplug", "disconnect it", lambda s, now, _: s.unplug(now)),
    "pin": Command(
        "pin 12345", "type a PIN", lambda s, now, words: s.enter_pin(now, words[0]), 1, 1
    ),
    "choose": Command(
        "choose Fast",
        "choose a mode at the device, Menu, or what it offers",
        lambda s, now, words: s.choose(now, " ".join(words)),
        1,
        2,
    ),
    "cut": Command("cut", "the device loses its link", lambda s, now, _: s.cut_link(now)),
    "restore": Command("restore", "the link works again", lambda s, now, _: s.restore_link(now)),
    "full": Command("full", "the vehicle is full", lambda s, now, _: s.vehicle_full(now)),
    "ready": Command("ready", "it would charge again", lambda s, now, _: s.vehicle_ready(now)),
    "fault": Command("fault [code]", f"a fault ({DEFAULT_FAULT})", _fault, 0, 1),
    "clear": Command("clear", "the fault goes away", lambda s, now, _: s.clear_fault(now)),
    "reboot": Command("reboot", "power-cycle the device", lambda s, now, _: s.reboot(now)),
}
ASIDE = {
    "status": "show the station",
    "screen": "show what its display says",
    "wait 5": "let seconds pass (for scripts)",
    "help": "show this",
    "quit": "leave",
}
"""Commands that do nothing to the station."""


def carry_out(station: Station, now: float, words: list[str]) -> None:
    """Do what a command says. Raises ``NotUnderstoodError``."""
    command = COMMANDS.get(words[0])
    if command is None:
        known = ", ".join([*COMMANDS, *(usage.split()[0] for usage in ASIDE)])
        raise NotUnderstoodError(f"{words[0]!r} is no command; there are {known}")
    arguments = words[1:]
    if not command.fewest <= len(arguments) <= command.most:
        raise NotUnderstoodError(f"write: {command.usage}")
    command.act(station, now, arguments)


def seconds_to_wait(word: str) -> float:
    """The argument of ``wait``. Raises ``NotUnderstoodError``."""
    try:
        seconds = float(word)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= LONGEST_WAIT:
        raise NotUnderstoodError(f"{word!r} is no number of seconds from 0 to {LONGEST_WAIT}")
    return seconds


def help_text() -> str:
    """All commands, one a line."""
    lines = [(command.usage, command.explanation) for command in COMMANDS.values()]
    return "\n".join(f"  {usage:14}{text}" for usage, text in [*lines, *ASIDE.items()])


def status_text(station: Station) -> str:
    """How the station is, in one line."""
    return ", ".join(f"{name}: {_plain(value)}" for name, value in station.status().items())


def _plain(value: object) -> str:
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
    return str(value)
