"""Whatever is sent, the control API fails nobody: no answer of 500 and above."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mock_csms.control.bench import bench, run

TEXTS = st.text(st.characters(codec=None), max_size=9)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
TRACE = json.dumps(
    {
        "schemaVersion": "1.1", "timestamp": "2026-01-05T08:00:00Z", "chargePointId": "CP1",
        "direction": "cp-to-csms", "raw": '[2,"1","Heartbeat",{}]',
    }
)  # fmt: skip
SHAPES: dict[str, dict[str, list[Any]]] = {
    "/api/v1/stubs": {
        "match": [{}, {"action": "Heartbeat"}, {"fields": {"a[b": "1"}}],
        "response": [{"ignore": True}, {"answer": {"currentTime": "{now+1}"}}, {"fail": "late"}],
        "times": [1], "skip": [0], "lasting": [0.1], "scenario": ["s"], "then": ["t"],
    },
    "/api/v1/handshake-stubs": {"identity": ["CP1"], "status": [503], "after": [0], "times": [1]},
    "/api/v1/charge-points/CP1/calls": {
        "action": ["Reset", "SetChargingProfile", "ChangeConfiguration"],
        "payload": [{"type": "Soft"}], "wait": [False], "timeout": [0.5], "valid": [False],
    },
    "/api/v1/charge-points/CP1/close": {"code": [1000, 1006], "reason": ["x"]},
    "/api/v1/playback": {
        "as": ["charge-point", "central-system"], "trace": [TRACE], "identities": [["CP1"]],
        "pace": [None, 2.0], "port": [0], "url": ["ws://127.0.0.1:1/"], "patience": [0.1],
    },
    "/api/v1/reset": {"connections": [False]},
    "/api/octt/create-token": {"token_id": ["X"], "status": ["Blocked"]},
    "/api/octt/set-basic-auth-password": {"station_id": ["CP1"], "password": ["x"]},
    "/api/octt/1.6/CP9/reset": {"type": ["Soft"]},
}  # fmt: skip


def bodies(path: str) -> st.SearchStrategy[Any]:
    """Bodies near to what is expected, and far from it."""
    shape = {name: st.sampled_from(good) | VALUES for name, good in SHAPES[path].items()}
    return st.fixed_dictionaries({}, optional=shape) | VALUES


@pytest.mark.parametrize("path", SHAPES)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_body_makes_it_fail(path: str, data: st.DataObject) -> None:
    body = data.draw(bodies(path))
    if isinstance(body, dict) and path.endswith("calls"):
        body["wait"] = False

    async def scene() -> None:
        async with bench() as b:
            connection = b.dial()
            answer = await b.request("POST", path, body)
            assert answer.status_code < 500, (json.dumps(body), answer.text)
            if answer.status_code >= 400:
                assert all({"field", "problem"} == set(each) for each in answer.json()["detail"])
            b.send(connection, "Heartbeat", {})
            assert (await b.client.get("/api/v1/journal")).status_code == 200
            assert (await b.client.get("/api/v1/stubs")).status_code == 200
            await b.control.forget_playback()

    run(scene())
