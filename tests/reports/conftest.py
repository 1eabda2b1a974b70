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
        "standing": None,
        "note": None,
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
        "standing": None,
        "listed": None,
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
        "baseline": None,
        "findings": [],
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


def a_baseline_run() -> dict[str, Any]:
    """One known failure, one new, one stale entry, one without reason; and two findings."""
    known, note = (
        {"reason": "No fix.", "finding": "T-1", "until": None},
        "ZAP-BOOT-001: No | fix (T-1)",
    )
    run = a_run(
        scenarios=[
            a_scenario("A known one", "FAIL", failure=a_failure(), standing="known", note=note),
            a_scenario("A new one", "FAIL", failure=a_failure()),
            a_scenario("A stale one", standing="stale", note="ZAP-HB-004: Broken (T-2)"),
        ],
        results=[
            a_result("ZAP-BOOT-001", "FAIL", 0, standing="known", listed=known),
            a_result("ZAP-BOOT-002", "FAIL", 1, standing="new"),
            a_result("ZAP-HB-004", "PASS", 2, standing="stale", listed=known),
        ],
        baseline={
            "file": "baseline.toml",
            "entries": 3,
            "standings": {"known": 1, "new": 1, "stale": 1, "unjudged": 0, "unjustified": 0},
            "unjustified": ["ZAP-HB-005"],
            "expired": ["ZAP-HB-006"],
        },
        findings=[
            {
                "kind": "declared but absent",
                "subject": "smart-charging",
                "evidence": ["one", "two"],
            },
            {"kind": "present but undeclared", "subject": "connectors", "evidence": ["2 | 1"]},
        ],
    )
    run["exit_code"] = 4
    return run


@pytest.fixture
def baseline_run() -> dict[str, Any]:
    return a_baseline_run()


@pytest.fixture
def run() -> dict[str, Any]:
    return a_run()
