"""`health`: what counts as an answer, and that nothing is waited for without end."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer

from conformance.commands.health import NotHealthyError, checked_url, expect_answer, health
from conformance.commands.tls import client_context, server_context
from conformance.commands.usage import UsageProblem
from conformance.sut.certificates import self_signed
from mock_csms.central_system import CentralSystem
from mock_csms.handshakes import HEALTH_PATH
from mock_csms.server import Server

SILENCE = None


@contextmanager
def listening(answer: bytes | None) -> Iterator[str]:
    """A server for one connection, which answers a request with these bytes or with silence."""

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65_536)
            if answer is SILENCE:
                over.wait(timeout=30)
            else:
                connection.sendall(answer)

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        serving = threading.Thread(target=serve, daemon=True)
        serving.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            serving.join(timeout=30)


async def ask(url: str, timeout: float = 5.0) -> None:
    await expect_answer(checked_url(url), timeout, None)


def try_out(answer: bytes | None, timeout: float = 5.0) -> None:
    with listening(answer) as address:
        asyncio.run(ask(f"http://{address}/health", timeout))


def page_of(server: Server) -> str:
    return server.url.replace("ws", "http", 1).removesuffix("/ocpp") + HEALTH_PATH


def test_a_central_system_is_healthy_and_its_journal_stays_empty() -> None:
    async def play() -> None:
        system = CentralSystem()
        async with Server(system) as server:
            await ask(page_of(server))
        assert list(system.journal.entries) == []

    asyncio.run(play())


def test_one_behind_tls_is_asked_through_tls(tmp_path: Path) -> None:
    made = self_signed(tmp_path)
    context = client_context(made.certificate)

    async def play() -> None:
        secure = server_context(made.certificate, made.key)
        async with Server(CentralSystem(), ssl=secure) as server:
            await expect_answer(checked_url(page_of(server)), 5.0, context)

    asyncio.run(play())


def test_a_page_that_says_ok_is_healthy() -> None:
    try_out(b"HTTP/1.1 200 OK\r\n\r\n")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"HTTP/1.1 426 Upgrade\r\n\r\n", "it answers HTTP 426, not 200 OK"),
        (b"HTTP/1.1 503 No\r\n\r\n", "it answers HTTP 503, not 200 OK"),
        (b"SSH-2.0-x\r\n", "what it answers is not HTTP"),
        (b"x" * 100_000, "what it answers is not HTTP"),
        (b"", "it hangs up"),
        (SILENCE, r"no answer within 0\.2 s"),
    ],
)
def test_anything_else_is_not(answer: bytes | None, problem: str) -> None:
    with pytest.raises(NotHealthyError, match=problem):
        try_out(answer, timeout=0.2 if answer is SILENCE else 5.0)


def test_where_nothing_listens_the_exit_code_is_1(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(typer.Exit) as ended:
        health(url)
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.startswith(f"{url} is not healthy: ")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({"url": "127.0.0.1:9000"}, r"--url '127\.0\.0\.1:9000' cannot be asked; write e\.g\."),
        ({"url": "ws://127.0.0.1:9000"}, "cannot be asked"),
        ({"url": "http://"}, "cannot be asked"),
        ({"url": "http://h:0"}, "cannot be asked"),
        ({"url": "http://h:65536"}, "cannot be asked"),
        ({"url": "http://h/\r\nX-Injected: 1"}, "cannot be asked"),
        ({"url": "http://u:secret@h"}, "^(?!.*secret)--url holds credentials"),
        ({"timeout": 0.0}, "--timeout 0 is no time to wait"),
        ({"timeout": float("nan")}, "--timeout nan is no time to wait"),
        ({"url": "http://a..b"}, "cannot be asked"),
        ({"ca": Path("ca.pem")}, r"--ca is for https:// only"),
        ({"url": "https://h", "ca": Path("no.pem")}, r"--ca no\.pem is no file"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(options: dict[str, Any], problem: str) -> None:
    with pytest.raises(UsageProblem, match=problem):
        health(**options)
