"""Tags by HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from mock_csms.answers import Answers
from mock_csms.domain.tags import Tags
from tests.mock_csms.control.bench import bench, run

TAGS = "/api/v1/tags"


def test_a_tag_on_file_decides_about_the_driver() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            answer = await b.client.put(f"{TAGS}/ABC", json={"status": "Blocked"})
            assert (answer.status_code, answer.json()["status"]) == (200, "Blocked")
            assert b.send(connection, "Authorize", {"idTag": "abc"})[2] == {
                "idTagInfo": {"status": "Blocked"}
            }
            assert (await b.client.delete(f"{TAGS}/abc")).status_code == 204
            assert b.send(connection, "Authorize", {"idTag": "abc"})[2] == {
                "idTagInfo": {"status": "Accepted"}
            }

    run(scene())


def test_case_does_not_matter() -> None:
    async def scene() -> None:
        async with bench() as b:
            await b.client.put(f"{TAGS}/ABC", json={"status": "Blocked"})
            await b.client.put(f"{TAGS}/abc", json={"status": "Invalid"})
            assert [each["status"] for each in (await b.get(TAGS))["items"]] == ["Invalid"]
            assert (await b.get(f"{TAGS}/aBc"))["status"] == "Invalid"

    run(scene())


def test_group_expiry_and_limit() -> None:
    body = {
        "status": "Accepted", "parent": "GROUP", "expires": "2026-01-09T13:00:00.000Z",
        "concurrent": 1,
    }  # fmt: skip

    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            answer = await b.client.put(f"{TAGS}/X", json=body)
            assert answer.json() == {"tag": "X", **body}
            info = b.send(connection, "Authorize", {"idTag": "X"})[2]["idTagInfo"]
            assert info == {
                "status": "Accepted", "parentIdTag": "GROUP", "expiryDate": body["expires"],
            }  # fmt: skip
            b.now += 3600
            info = b.send(connection, "Authorize", {"idTag": "X"})[2]["idTagInfo"]
            assert info["status"] == "Expired"

    run(scene())


def test_reset_brings_back_the_tags_of_the_start() -> None:
    async def scene() -> None:
        tags = Tags()
        tags.put("KEPT", "Blocked", parent="GROUP", expiry=5.0, concurrent=2)
        async with bench(answers=Answers(tags=tags)) as b:
            before = await b.get(TAGS)
            await b.client.put(f"{TAGS}/X", json={})
            await b.client.put(f"{TAGS}/KEPT", json={})
            await b.client.post("/api/v1/reset")
            assert await b.get(TAGS) == before

    run(scene())


@pytest.mark.parametrize(
    ("method", "tag", "body", "status", "field"),
    [
        ("GET", "X", None, 404, "tag"),
        ("DELETE", "X", None, 404, "tag"),
        ("PUT", "X", {"status": "Fine"}, 422, "status"),
        ("PUT", "X", {"parent": "x" * 21}, 422, "parent"),
        ("PUT", "X", {"expires": "tomorrow"}, 422, "expires"),
        ("PUT", "X", {"expires": "0000-01-01T00:00:00Z"}, 422, "expires"),
        ("PUT", "X", {"concurrent": 0}, 422, "concurrent"),
        ("PUT", "x" * 21, {}, 422, "tag"),
    ],
)
def test_a_mistake_names_the_field(
    method: str, tag: str, body: Any, status: int, field: str
) -> None:
    async def scene() -> None:
        async with bench() as b:
            assert await b.fields(method, f"{TAGS}/{tag}", body, status) == [field]

    run(scene())
