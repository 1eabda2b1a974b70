"""Telling a central system to send a request, while its CALL may be on the wire already."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from threading import Thread

from conformance.sut.operator import WireRequest

GLANCE = 0.02
"""Real seconds between two looks at the wire."""


def run(tell: Callable[[], None], request: WireRequest) -> None:
    """Run ``tell`` until it is done or its request is on the wire, whichever is first.

    Many central systems answer who told them only when the charge point has answered, which it may
    be about to not do. ``tell`` is bounded by itself. Raises what it raises in time.
    """
    told: Future[None] = Future()
    Thread(target=_carry_out, args=(tell, told), name="operator", daemon=True).start()
    while request.exchange is None:
        try:
            return told.result(GLANCE)
        except NotYet:
            if told.done():  # the error is its own
                raise
    return None


def _carry_out(tell: Callable[[], None], told: Future[None]) -> None:
    try:
        tell()
    except BaseException as error:
        told.set_exception(error)
    else:
        told.set_result(None)
