"""Options of a driver, as a statement gives them: checked, every mistake in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, Protocol, TypeVar, runtime_checkable

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from conformance.sut.driver import QUANTITIES, READINGS, VERBS

POWER_ON = "power on"
"""A verb in the tables of a driver, though ``Driver`` has a method of its own for it."""
LONGEST = 3600.0

Seconds = Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False)]


class Options(BaseModel):
    """What the options of every driver have in common: none but those named, each of its type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


@runtime_checkable
class Secret(Protocol):
    """What a statement has for a secret: it is told to who asks for it by name."""

    def reveal(self) -> str:
        """The secret itself."""


Kind = TypeVar("Kind", bound=Options)


class OptionsError(ValueError):
    """Options that a driver cannot be made with."""


def parse(model: type[Kind], options: Mapping[str, Any]) -> Kind:
    """The options, checked. Raises ``OptionsError`` naming every mistake."""
    try:
        return model.model_validate(revealed(options))
    except ValidationError as error:
        raise OptionsError("; ".join(_in_words(error))) from None


def mistakes(model: type[Options], options: Mapping[str, Any]) -> list[str]:
    """What is wrong with the options, a line a mistake."""
    try:
        model.model_validate(revealed(options))
    except ValidationError as error:
        return _in_words(error)
    return []


def revealed(value: Any) -> Any:
    """Options with their secrets as texts."""
    match value:
        case Secret():
            return value.reveal()
        case Mapping():
            return {key: revealed(inner) for key, inner in value.items()}
        case list() | tuple():
            return [revealed(inner) for inner in value]
    return value


def secrets_in(value: Any) -> list[str]:
    """The secrets among options, wherever they stand."""
    match value:
        case Secret():
            return [value.reveal()]
        case Mapping():
            return [secret for inner in value.values() for secret in secrets_in(inner)]
        case list() | tuple():
            return [secret for inner in value for secret in secrets_in(inner)]
    return []


def _in_words(error: ValidationError) -> list[str]:
    return [
        f"{_place(found['loc'])}{_message(found['type'], found['msg'])}"
        for found in error.errors(include_url=False, include_input=False)
    ]


def _place(location: Iterable[int | str]) -> str:
    name = ".".join(str(part) for part in location if part != "[key]")
    return f"{name}: " if name else ""


def _message(kind: str, text: str) -> str:
    match kind:
        case "extra_forbidden":
            return "there is no such option"
        case "missing":
            return "is missing"
    return text.removeprefix("Value error, ")


def _one_of(known: Iterable[str], what: str, given: str) -> str:
    names = list(known)
    if given not in names:
        close = get_close_matches(given, names, 1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(names)}"
        raise ValueError(f"there is no {what} {given!r}; {hint}")
    return given


def _verb(given: str) -> str:
    return _one_of([POWER_ON, *VERBS], "verb", given)


def _quantity(given: str) -> str:
    return _one_of([*QUANTITIES, *READINGS], "quantity", given)


Verb = Annotated[str, AfterValidator(_verb)]
Quantity = Annotated[str, AfterValidator(_quantity)]
Command = Annotated[list[str], Field(min_length=1)]
"""A program and its arguments."""
