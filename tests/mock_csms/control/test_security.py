"""Who may use the control API, and how much may be sent."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.types import Message

from mock_csms.control import bodies
from mock_csms.control.security import Guard, is_loopback
from tests.mock_csms.control.bench import bench, run

TOKEN = Guard("open sesame", loopback_only=False)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost", "LOCALHOST."]
)
def test_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "::", "192.0.2.1", "evil.example", "localhost.evil.example", "127.0.0"]
)
def test_no_loopback(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:9001", 200),
        ("localhost", 200),
        ("[::1]:80", 200),
        ("evil.example:9001", 403),
        ("evil.example@127.0.0.1.evil.example", 403),
        ("", 403),
        ("[", 403),
    ],
)
def test_a_name_that_was_bound_anew_does_not_lead_here(host: str, status: int) -> None:
    async def scene() -> None:
        async with bench() as b:
            answer = await b.client.get("/health", headers={"Host": host})
            assert answer.status_code == status
            if status != 200:
                assert answer.json()["detail"][0]["field"] == "Host"

    run(scene())


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 204),
        ("http://127.0.0.1:9001", 204),
        ("http://127.0.0.1:3000", 403),
        ("http://evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_pages_of_others_change_nothing(method: str, origin: str | None, status: int) -> None:
    async def scene() -> None:
        async with bench() as b:
            path = "/api/v1/reset" if method == "POST" else "/api/v1/stubs"
            headers = {} if origin is None else {"Origin": origin}
            answer = await b.client.request(method, path, headers=headers)
            assert answer.status_code == status
            assert "access-control-allow-origin" not in answer.headers

    run(scene())


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer open sesame", 200),
        ("bearer open sesame", 200),
        ("Bearer open sesam", 401),
        ("Bearer \u00e9", 401),
        ("Basic open sesame", 401),
        ("open sesame", 401),
        ("", 401),
        (None, 401),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/journal", "/metrics", "/api/v1/stubs"])
def test_the_token_is_demanded(path: str, authorization: str | None, status: int) -> None:
    async def scene() -> None:
        async with bench(TOKEN) as b:
            headers = {} if authorization is None else {"Authorization": authorization.encode()}
            answer = await b.client.get(path, headers=headers)  # type: ignore[arg-type]
            assert answer.status_code == status
            if status == 401:
                assert answer.headers["www-authenticate"] == "Bearer"
                assert answer.json()["detail"][0]["field"] == "Authorization"

    run(scene())


@pytest.mark.parametrize("path", ["/health", "/", "/console/index.html", "/docs", "/openapi.json"])
def test_health_and_pages_are_open(path: str) -> None:
    async def scene() -> None:
        async with bench(TOKEN) as b:
            assert (await b.client.get(path)).status_code == 200

    run(scene())


def test_the_token_is_in_no_text_of_ours() -> None:
    assert "sesame" not in repr(TOKEN)


@pytest.mark.parametrize("is_announced", [True, False])
def test_a_body_may_be_so_long(is_announced: bool) -> None:
    async def scene() -> None:
        async with bench() as b:
            frame = b'{"response":{"send":""}}'
            text = frame[:-3] + b"x" * (bodies.MAX_BODY - len(frame)) + frame[-3:]
            for body, status in ((text, 201), (text + b" ", 413)):

                async def pieces(body: bytes = body) -> Any:
                    yield body

                answer = await b.client.post(
                    "/api/v1/stubs",
                    content=body if is_announced else pieces(),
                    headers={"Content-Type": "application/json"},
                )
                assert answer.status_code == status
            assert answer.json()["detail"][0]["field"] == "body"

    run(scene())


def test_a_body_announced_as_too_long_is_not_read() -> None:
    async def receive() -> Message:
        raise AssertionError

    async def scene() -> None:
        headers = [(b"content-length", b"%d" % (bodies.MAX_BODY + 1))]
        with pytest.raises(bodies.BodyTooLargeError):
            await bodies.read_body({"type": "http", "headers": headers}, receive)

    run(scene())


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "PATIENCE", 0.001)

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def scene() -> None:
        with pytest.raises(bodies.BodyTooSlowError):
            await bodies.read_body({"type": "http", "headers": []}, receive)

    run(scene())


@pytest.mark.parametrize("content", [b"{", b"", b"\xff", b"[" * 100_000, b"1" * 5000, b"null"])
def test_what_is_no_body_is_refused(content: bytes) -> None:
    async def scene() -> None:
        async with bench() as b:
            headers = {"Content-Type": "application/json"}
            answer = await b.client.post("/api/v1/stubs", content=content, headers=headers)
            assert answer.status_code in (400, 422)
            assert answer.json()["detail"][0]["field"] == "body"

    run(scene())


def test_half_a_character_in_a_name_is_refused() -> None:
    async def scene() -> None:
        async with bench() as b:
            body = {"response": {"ignore": True}, "\ud800": 1}
            assert await b.fields("POST", "/api/v1/stubs", body) == ["body"]

    run(scene())


def test_what_is_not_said_to_be_json_is_refused() -> None:
    """A form of a page could send it without asking."""

    async def scene() -> None:
        async with bench() as b:
            headers = {"Content-Type": "text/plain"}
            content = b'{"response":{"ignore":true}}'
            answer = await b.client.post("/api/v1/stubs", content=content, headers=headers)
            assert answer.status_code == 422
            assert b.system.script.stubs == []

    run(scene())


@pytest.mark.parametrize(
    ("method", "path", "status", "field"),
    [("GET", "/api/v2", 404, "path"), ("PUT", "/health", 405, "method")],
)
def test_what_is_not_there(method: str, path: str, status: int, field: str) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields(method, path, status=status) == [field]

    run(scene())
