"""Health, metrics, the actions of OCPP, the pages."""

from __future__ import annotations

import re

from mock_csms.chaos import Chaos
from ocpp16.actions import ALL_ACTIONS
from tests.mock_csms.control.bench import Bench, bench, run


def test_health_counts() -> None:
    async def scene() -> None:
        async with bench() as b:
            b.dial("CP1")
            b.dial("CP2").disconnected(b.now, 1000)
            found = await b.get("/health")
            assert re.fullmatch(r"\d+\.\d+\.\d+", found.pop("version"))
            assert found == {"status": "ok", "connected": 1, "known": 2, "journal": 3}

    run(scene())


async def metric(b: Bench, line: str) -> float:
    answer = await b.client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = re.search(rf"^ocpp_mock_{re.escape(line)} (\S+)$", answer.text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_metrics_count_what_the_journal_holds() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            b.system.chaos = Chaos(1, {"twice": 1.0})
            b.send(connection, "Heartbeat", {})
            b.send(connection, "Brew", {}, "2")
            connection.receive(b.now, "nonsense")
            b.system.admits = False
            b.system.handshake(b.now, connection.handshake)
            frames = 'frames_total{{action="{}",direction="{}",type="{}"}}'.format
            for line, expected in (
                (frames("Heartbeat", "cp-to-csms", "CALL"), 1),
                (frames("Heartbeat", "csms-to-cp", "CALLRESULT"), 1),
                (frames("other", "cp-to-csms", "CALL"), 1),
                (frames("other", "csms-to-cp", "CALLERROR"), 1),
                (frames("other", "cp-to-csms", "malformed"), 1),
                ('faults_injected_total{fault="twice"}', 1),
                ('handshakes_turned_away_total{status="503"}', 1),
                ("connections_opened_total", 1),
                ("connected", 1),
                ("charge_points", 1),
                ("journal_entries", len(b.system.journal.entries)),
            ):
                assert await metric(b, line) == expected, line

    run(scene())


def test_metrics_count_outcomes() -> None:
    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            path = "/api/v1/charge-points/CP1/calls"
            await b.post(path, {"action": "ClearCache", "wait": False})
            connection.disconnected(b.now, 1006)
            await b.post(path, {"action": "ClearCache"})
            assert await metric(b, 'calls_total{outcome="dispatched"}') == 1
            assert await metric(b, 'calls_total{outcome="not-connected"}') == 2

    run(scene())


def test_actions_and_their_schemas() -> None:
    async def scene() -> None:
        async with bench() as b:
            rows = {each["action"]: each for each in await b.get("/api/v1/actions")}
            assert set(ALL_ACTIONS) <= set(rows)
            assert rows["Reset"]["initiators"] == ["central-system"]
            assert rows["Reset"]["feature_profile"] == "Core"
            assert "type" in (await b.get("/api/v1/actions/Reset/schema"))["properties"]
            answer = await b.get("/api/v1/actions/Reset/schema", answer=True)
            assert "status" in answer["properties"]
            assert await b.fields("GET", "/api/v1/actions/Brew/schema", status=404) == ["action"]

    run(scene())


def test_the_console_is_served_and_asks_nothing_of_other_hosts() -> None:
    async def scene() -> None:
        async with bench() as b:
            for path in ("/", "/console/index.html"):
                answer = await b.client.get(path)
                assert answer.status_code == 200
                assert "<!doctype html>" in answer.text.lower()
                policy = answer.headers["content-security-policy"]
                assert "default-src 'self'" in policy
                assert "script-src" not in policy
            assert (await b.client.get("/console/../server.py")).status_code == 404

    run(scene())


def test_the_page_of_the_api_loads_its_files_from_here() -> None:
    async def scene() -> None:
        async with bench() as b:
            page = (await b.client.get("/docs")).text
            files = re.findall(r'(?:src|href)="([^"]+)"', page)
            assert files
            for path in files:
                assert path.startswith("/docs/"), path
                assert (await b.client.get(path)).status_code == 200
            paths = (await b.get("/openapi.json"))["paths"]
            assert "/api/v1/charge-points/{identity}/calls" in paths

    run(scene())
