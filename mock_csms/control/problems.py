"""What is wrong with a request, in one shape: the field, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from mock_csms.control.plain_json import reply

CONTAINERS = frozenset({"body", "query", "path", "header"})
"""Where a field was looked for; left out before its name."""


class Problem(Exception):  # noqa: N818  (it reads as what it is: the caller's, not ours)
    """A request that cannot be carried out: HTTP status, then (field, problem) pairs."""

    def __init__(self, status: int, *found: tuple[str, str]) -> None:
        super().__init__(status, found)
        self.status = status
        self.found = found


def not_found(field: str, problem: str) -> Problem:
    """Something named in the path is not there."""
    return Problem(HTTPStatus.NOT_FOUND, (field, problem))


def invalid(field: str, problem: object) -> Problem:
    """A field that cannot be processed."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, (field, str(problem)))


def answer(
    status: int, found: Iterable[tuple[str, str]], headers: dict[str, str] | None = None
) -> Response:
    """The one shape of all errors."""
    detail = [{"field": field, "problem": problem} for field, problem in found]
    return reply({"detail": detail}, status, headers)


def install(app: FastAPI) -> None:
    """Answer every kind of mistake in the one shape."""
    app.add_exception_handler(Problem, _of_ours)
    app.add_exception_handler(RequestValidationError, _of_a_model)
    app.add_exception_handler(HTTPException, _of_the_route)
    app.add_exception_handler(Exception, _unforeseen)


async def _of_ours(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return answer(problem.status, problem.found)


async def _of_a_model(_request: Request, problem: Exception) -> Response:
    assert isinstance(problem, RequestValidationError)
    found = [(_name(error), _words(error)) for error in problem.errors()]
    return answer(HTTPStatus.UNPROCESSABLE_ENTITY, found)


async def _of_the_route(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    if problem.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        found = ("method", f"{request.method} is not allowed here")
    elif problem.status_code == HTTPStatus.NOT_FOUND:
        found = ("path", "there is nothing at this path; /docs lists what there is")
    else:
        found = ("body", str(problem.detail))
    return answer(problem.status_code, [found], dict(problem.headers or {}))


async def _unforeseen(_request: Request, _problem: Exception) -> Response:
    found = ("", "the mock central system failed; its output says more")
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, [found])


def _name(error: dict[str, Any]) -> str:
    place: Sequence[str | int] = error["loc"]
    where = place[0] if place else "body"
    if error["type"] == "json_invalid":
        return str(where)
    parts = (f"[{p}]" if isinstance(p, int) else f".{p}" for p in place[1:])
    text = "".join(parts).lstrip(".")
    return text or str(where)


def _words(error: dict[str, Any]) -> str:
    if error["type"] == "json_invalid":
        return "is no JSON"
    text = str(error["msg"]).removeprefix("Value error, ")
    return text[:1].lower() + text[1:]
