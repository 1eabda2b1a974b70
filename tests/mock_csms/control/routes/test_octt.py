"""The trigger API that other suites use."""

from __future__ import annotations

from typing import Any

import pytest

from mock_csms.access import Handshake
from mock_csms.control.routes.octt import TRIGGERS
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from tests.mock_csms.control.bench import bench, run

OCTT = "/api/octt"


def test_every_action_of_a_central_system_has_its_path() -> None:
    assert TRIGGERS["remote-start-transaction"] == "RemoteStartTransaction"
    assert TRIGGERS["get-local-list-version"] == "GetLocalListVersion"
    assert len(TRIGGERS) == sum(may_start(Role.CENTRAL_SYSTEM, action) for action in ALL_ACTIONS)


def test_the_outcome_is_the_answer() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.answering(b.dial("CP 1"), {"status": "Accepted"})
            path = f"{OCTT}/1.6/CP%201/remote-start-transaction"
            outcome = await b.post(path, {"idTag": "X", "connectorId": 1})
            assert outcome == {"outcome": "answered", "payload": {"status": "Accepted"}}

    run(scene())


def test_no_body_is_an_empty_payload() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.answering(b.dial(), {"status": "Accepted"})
            assert (await b.post(f"{OCTT}/1.6/CP1/clear-cache"))["outcome"] == "answered"

    run(scene())


@pytest.mark.parametrize(
    ("station", "action", "body", "status", "field"),
    [
        ("CP1", "brew-coffee", {}, 404, "action"),
        ("CP1", "heartbeat", {}, 404, "action"),
        ("CP1", "Reset", {"type": "Soft"}, 404, "action"),
        ("CP9", "reset", {"type": "Soft"}, 404, "station"),
        ("CP1", "reset", {}, 422, "type"),
        ("CP1", "reset", {"type": "Tepid"}, 422, "type"),
        ("CP1", "reset", ["Soft"], 422, "body"),
    ],
)
def test_a_mistake_names_the_field(
    station: str, action: str, body: Any, status: int, field: str
) -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial()
            path = f"{OCTT}/1.6/{station}/{action}"
            assert await b.fields("POST", path, body, status) == [field]

    run(scene())


def test_an_unknown_action_is_named() -> None:
    async def scene() -> None:
        async with bench() as b:
            answer = await b.client.post(f"{OCTT}/1.6/CP1/brew-coffee", json={})
            assert "'brew-coffee'" in answer.json()["detail"][0]["problem"]

    run(scene())


def test_a_token_is_created() -> None:
    async def scene() -> None:
        async with bench() as b:
            await b.post(f"{OCTT}/create-token", {"token_id": "X", "status": "Blocked"})
            info = b.send(b.dial(), "Authorize", {"idTag": "X"})[2]["idTagInfo"]
            assert info["status"] == "Blocked"
            for body, field in (
                ({"token_id": "x" * 21}, "token_id"),
                ({"token_id": "X", "status": "Fine"}, "status"),
                ({}, "token_id"),
            ):
                assert await b.fields("POST", f"{OCTT}/create-token", body) == [field]

    run(scene())


def test_a_password_is_demanded_and_never_shown() -> None:
    async def scene() -> None:
        async with bench() as b:
            body = {"station_id": "CP1", "password": "sesame sesame!!"}
            answer = await b.request("POST", f"{OCTT}/set-basic-auth-password", body)
            assert answer.status_code == 200
            assert "sesame" not in answer.text
            access = b.system.access
            assert access.refusal(Handshake("CP1", "/CP1")) is not None
            credentials = {"username": "CP1", "password": b"sesame sesame!!"}
            assert access.refusal(Handshake("CP1", "/CP1", **credentials)) is None  # type: ignore[arg-type]

    run(scene())
