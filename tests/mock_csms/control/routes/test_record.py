"""Recording through the control API: a trace of one span, masked, that can be read and judged."""

from __future__ import annotations

from ocpp16.journal import Opened
from ocpp16.trace_reader import read_trace
from tests.mock_csms.control.bench import BOOT, Bench, bench, run

RECORD = "/api/v1/record"


async def trace_of(b: Bench, method: str = "DELETE") -> str:
    answer = await b.client.request(method, RECORD)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/jsonl")
    return answer.text


def test_what_came_in_between_is_recorded_and_nothing_else() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            b.send(connection, "BootNotification", BOOT, "before")
            answer = await b.client.post(RECORD)
            assert answer.status_code == 201
            assert answer.json()["since"] == len(b.system.journal.entries)
            b.send(connection, "Authorize", {"idTag": "SECRET-TAG"}, "during")
            text = await trace_of(b)
            b.send(connection, "Heartbeat", {}, "after")
            recording = read_trace(text.splitlines()).recordings["CP1"]
            assert [e.request.id for e in recording.journal.exchanges] == ["during"]
            assert recording.journal.exchanges[0].answer is not None
            assert "SECRET-TAG" not in text
            assert read_trace(text.splitlines()).is_redacted

    run(scene())


def test_a_recording_can_be_looked_at_while_it_goes_on() -> None:
    async def scene() -> None:
        async with bench() as b:
            await b.client.post(RECORD)
            connection = b.dial()
            first = await trace_of(b, "GET")
            b.send(connection, "Heartbeat", {})
            whole = await trace_of(b)
            assert len(first.splitlines()) == 2
            assert len(whole.splitlines()) == 4
            entries = read_trace(whole.splitlines()).recordings["CP1"].journal.entries
            assert isinstance(entries[0], Opened)

    run(scene())


def test_the_state_says_since_when_and_how_much() -> None:
    async def scene() -> None:
        async with bench() as b:
            idle = {"since": None, "began": None, "entries": 0}
            assert await b.get(f"{RECORD}/state") == idle
            connection = b.dial()
            begun = await b.post(RECORD, status=201)
            b.send(connection, "Heartbeat", {})
            assert await b.get(f"{RECORD}/state") == {**begun, "entries": 2}
            await trace_of(b)
            assert await b.get(f"{RECORD}/state") == idle

    run(scene())


def test_a_long_recording_is_whole() -> None:
    async def scene() -> None:
        async with bench() as b:
            await b.client.post(RECORD)
            connection = b.dial()
            for number in range(700):
                b.send(connection, "Heartbeat", {}, str(number))
            exchanges = (
                read_trace((await trace_of(b)).splitlines()).recordings["CP1"].journal.exchanges
            )
            assert [e.request.id for e in exchanges] == [str(number) for number in range(700)]

    run(scene())


def test_one_at_a_time_and_none_without_a_beginning() -> None:
    async def scene() -> None:
        async with bench() as b:
            for method in ("GET", "DELETE"):
                answer = await b.client.request(method, RECORD)
                assert answer.status_code == 404
                assert "POST begins" in answer.text
            await b.client.post(RECORD)
            answer = await b.client.post(RECORD)
            assert answer.status_code == 409
            assert answer.json()["detail"][0]["field"] == "record"
            await b.client.post("/api/v1/reset")
            assert (await b.client.delete(RECORD)).status_code == 404

    run(scene())
