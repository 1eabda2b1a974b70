from typing import Any

import pytest

FRAME = '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"hunter2hunter2xx"}]'


def a_scenario(name: str, verdict: str = "PASS", **fields: Any) -> dict[str, Any]:
    return {
        "name": name,
        "feature": "Registration",
        "location": "features/zappi/boot.feature:12",
        "behaviours": ["ZAP-BOOT-001"],
        "verdict": verdict,
        "reason": None,
        "duration": 12.5,
        "failure": None,
        "trace": [],
        **fields,
    }


def a_failure(**fields: Any) -> dict[str, Any]:
    return {
        "step": "Then it is announced",
        "expected": 'a "BootNotification" within 2 s',
        "seen": "Heartbeat",
        "nearest": "StatusNotification: another action",
        "excerpt": ['12.4 cp-to-csms [2,"2","Heartbeat",{}]'],
        **fields,
    }


def a_result(identity: str, verdict: str, *scenarios: int, **fields: Any) -> dict[str, Any]:
    return {
        "behaviour": identity,
        "sentence": f"The sentence of {identity}.",
        "source": "overview: boot",
        "obligation": "vendor",
        "verdict": verdict,
        "warning": False,
        "scenarios": list(scenarios),
        **fields,
    }


def a_run(**fields: Any) -> dict[str, Any]:
    scenarios = [
        a_scenario("A reboot is announced", trace=[{"time": "t", "raw": FRAME}]),
        a_scenario("A reconnection is announced", "FAIL", failure=a_failure()),
        a_scenario("An outage", "INCONCLUSIVE", reason="the vehicle never charged"),
        a_scenario("A handshake", "NOT APPLICABLE", reason="about sockets"),
        a_scenario("A broken one", "ERROR", reason="OSError: gone", behaviours=[]),
    ]
    verdicts = {"ERROR": 0, "FAIL": 1, "INCONCLUSIVE": 1, "PASS": 1, "NOT APPLICABLE": 1}
    return {
        "format": "ocpp-conformance-report/1",
        "header": {"generated": "2026-01-05T10:00:00Z", "elapsed": 1.5, "command": "x run"},
        "suite_version": "0.1.0",
        "sut": {"driver": "reference", "identity": {"chargePointVendor": "Myenergi"}},
        "profile": "zappi",
        "carrier": "loopback",
        "clock": {"kind": "virtual", "start": "2026-01-05T00:00:00Z"},
        "deviation": None,
        "strict": False,
        "selection": {"behaviours": [], "tags": ""},
        "results": [
            a_result("ZAP-BOOT-001", "PASS", 0),
            a_result("ZAP-BOOT-002", "FAIL", 0, 1),
            a_result("ZAP-HB-004", "INCONCLUSIVE", 2),
            a_result("ZAP-HB-005", "NOT APPLICABLE", 3),
        ],
        "not_run": [{"behaviour": "ZAP-CFG-001", "reason": "there is no scenario for it yet"}],
        "totals": {
            "behaviours": verdicts,
            "scenarios": {**verdicts, "ERROR": 1},
            "planned": 5,
            "warnings": 0,
        },
        "exit_code": 3,
        "scenarios": scenarios,
        **fields,
    }


@pytest.fixture
def run() -> dict[str, Any]:
    return a_run()
