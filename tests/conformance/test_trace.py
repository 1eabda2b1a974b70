"""Everything in the journal has its row in the trace."""

from __future__ import annotations

from conformance.trace import trace
from ocpp16.actions import Role
from ocpp16.journal import Direction, Journal


def test_each_kind_of_entry_has_its_row() -> None:
    journal = Journal()
    journal.turned_away(0.0, "CP", "/CP", 401)
    number = journal.opened(1.0, "CP", "/CP", ("ocpp1.6",), "Basic")
    journal.frame(2.0, "CP", number, Direction.TO_CENTRAL_SYSTEM, "nonsense")
    journal.frame(3.0, "CP", number, Direction.TO_CHARGE_POINT, '[3,"x",{}]', probe=True)
    journal.injected(3.5, "CP", number, "no-answer", action="Authorize", number=2)
    journal.observed(4.0, "CP", "charging current", 16.0)
    journal.closed(5.0, "CP", number, 1000, Role.CENTRAL_SYSTEM)
    rows = trace(journal)
    assert [row["kind"] for row in rows] == [
        "turned away", "opened", "frame", "frame", "injected", "observed", "closed",
    ]  # fmt: skip
    assert rows[0]["status"] == "401"
    assert rows[2]["raw"] == "nonsense"
    assert "not JSON" in rows[2]["malformed"]
    assert "probe" in rows[3]
    assert (rows[4]["fault"], rows[4]["action"]) == ("no-answer", "Authorize")
    assert rows[5]["value"] == "16.0"
    assert rows[6] == {
        "time": "1970-01-01T00:00:05.000Z", "identity": "CP", "connection": 1,
        "kind": "closed", "code": "1000", "by": "central-system",
    }  # fmt: skip
