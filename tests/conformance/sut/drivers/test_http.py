"""The http driver against servers that do not keep the contract, and the sample that does."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from conformance.statement import Secret
from conformance.sut.driver import DriverError, NotDrivable
from conformance.sut.drivers import OptionsError, make, problems
from conformance.sut.web import MOST_BODY

TIMEOUT = 1.0
OFFER = b'{"verbs": ["plug-in"], "quantities": ["mode"], "settings": []}'


def response(status: str, body: bytes = b"", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


@contextmanager
def server(answer: Callable[[socket.socket, bytes], None]) -> Iterator[tuple[str, list[bytes]]]:
    """Offers a verb and a quantity; what it answers to anything else is up to the test."""
    requests: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        talk(connection)

        def talk(connection: socket.socket) -> None:
            connection.settimeout(10)
            request = connection.recv(65536)
            requests.append(request)
            if b"/capabilities" in request:
                connection.sendall(response("200 OK", OFFER))
            else:
                answer(connection, request)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(15)


def says(*pieces: bytes) -> Callable[[socket.socket, bytes], None]:
    def answer(connection: socket.socket, _request: bytes) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return answer


def drips(connection: socket.socket, _request: bytes) -> None:
    """A byte now and then, always sooner than any wait for a single one."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n")
    connection.settimeout(TIMEOUT / 10)
    for _ in range(200):
        connection.sendall(b" ")
        with suppress(TimeoutError):
            if not connection.recv(1):
                return


def is_silent(connection: socket.socket, _request: bytes) -> None:
    while connection.recv(4096):
        pass


def act(url: str, **options: Any) -> None:
    driver = make("http", "CP 1", {"url": url, "timeout": TIMEOUT, **options})
    driver.act(0.0, "plug in")


LONG = b"x" * (MOST_BODY + 1)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (says(response("500 Internal Server Error", b"smoke")), "500: smoke"),
        (says(response("404 Not Found")), "404"),
        (says(response("302 Found", b"", "Location: http://127.0.0.1:9/")), "302"),
        (says(response("200 OK", b"<html>")), "no JSON"),
        (says(response("200 OK", LONG)), "longer than"),
        (says(response("200 OK", b"\x1f\x8b", "Content-Encoding: gzip")), "no JSON"),
        (says(b"nonsense\r\n\r\n"), "RemoteProtocolError"),
        (says(), "RemoteProtocolError"),
        (is_silent, "no answer within"),
        (drips, "no answer within"),
    ],
    ids=["500", "404", "redirect", "html", "long", "zipped", "no HTTP", "closed", "mute", "drips"],
)
def test_what_breaks_the_contract_is_an_error_in_time(answer: Any, words: str) -> None:
    begun = time.monotonic()
    with server(answer) as (url, _), pytest.raises(DriverError, match=words):
        act(url)
    assert time.monotonic() - begun < TIMEOUT + 10


def test_nobody_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(DriverError, match="ConnectError"):
        act(url)


def test_the_reason_of_a_501_is_passed_on() -> None:
    with (
        server(says(response("501 Not Implemented", b'{"reason": "no socket"}'))) as (url, _),
        pytest.raises(NotDrivable, match="no socket"),
    ):
        act(url)


def test_a_501_needs_no_reason() -> None:
    with (
        server(says(response("501 Not Implemented", b"?"))) as (url, _),
        pytest.raises(NotDrivable, match="plug-in"),
    ):
        act(url)


def test_what_is_not_offered_is_not_asked_for() -> None:
    with server(says(response("204 No Content"))) as (url, requests):
        driver = make("http", "CP 1", {"url": url})
        driver.act(0.0, "plug in")
        with pytest.raises(NotDrivable, match="unplug"):
            driver.act(0.0, "unplug")
        assert len(requests) == 2


def test_the_token_is_sent_and_never_told() -> None:
    echo = says(response("500 Oh", b"wrong token sesame-123"))
    with server(echo) as (url, requests), pytest.raises(DriverError) as error:
        act(url, token=Secret("sesame-123"))
    assert all(b"authorization: bearer sesame-123" in request.lower() for request in requests)
    assert "sesame" not in str(error.value)


def test_the_identity_is_part_of_the_address_where_it_is_asked_for() -> None:
    with server(says(response("204 No Content"))) as (url, requests):
        act(url + "/{identity}/")
    assert requests[-1].startswith(b"POST /CP%201/verbs/plug-in HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("options", "mistake"),
    [
        ({}, "url: is missing"),
        ({"url": "127.0.0.1:8090"}, "write e.g. http"),
        ({"url": "http://me:secret@host"}, "leave out credentials"),
        ({"url": "http://host", "token": "a\nb"}, "no header can carry"),
        ({"url": "http://host", "timeout": 0}, "timeout: Input should be greater than 0"),
        ({"url": "http://host", "timeout": "3"}, "timeout: Input should be a valid number"),
        ({"url": "http://host", "tokn": "geheim"}, "tokn: there is no such option"),
    ],
)
def test_mistakes_are_named(options: dict[str, Any], mistake: str) -> None:
    (found,) = problems("http", options)
    assert mistake in found
    assert "secret" not in found
    with pytest.raises(OptionsError):
        make("http", "CP 1", options)
