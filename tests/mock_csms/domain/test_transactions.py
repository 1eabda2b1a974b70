"""Transactions of all charge points."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_csms.domain.readings import Quantity, meter_values_in, samples_in
from mock_csms.domain.transactions import Transaction, Transactions

NOW, MOMENT, LATER = 1_767_600_000.0, "2026-01-05T08:00:00Z", "2026-01-05T09:00:00Z"
START = {"connectorId": 1, "idTag": "04A1", "meterStart": 1000, "timestamp": MOMENT}


@pytest.fixture
def transactions() -> Transactions:
    return Transactions()


def begin(transactions: Transactions, identity: str = "CP1", **start: Any) -> Transaction:
    """Answer a StartTransaction politely."""
    request = {**START, **start}
    number = transactions.id_for(identity, request)
    return transactions.started(NOW, identity, request, number, "Accepted")


def stop(transaction_id: int, **more: Any) -> dict[str, Any]:
    return {"transactionId": transaction_id, "meterStop": 3500, "timestamp": LATER, **more}


def test_a_start_is_recorded_as_it_came(transactions):
    begun = begin(transactions, reservationId=7)
    assert begun.running
    assert begun.energy is None
    found = (begun.identity, begun.connector, begun.id_tag, begun.meter_start, begun.reservation)
    assert found == ("CP1", 1, "04A1", 1000, 7)
    assert (begun.started_at, begun.learned_at) == (MOMENT, NOW)
    assert transactions.of("CP1") == [begun]
    assert transactions.running_at("CP1", 1) is begun
    assert transactions.running_at("CP1", 2) is None


def test_a_stop_is_recorded_as_it_came(transactions):
    begun = begin(transactions)
    sample = {"timestamp": LATER, "sampledValue": [{"value": "3500"}]}
    ended = transactions.stopped(
        "CP1", stop(begun.id, idTag="04B2", reason="Remote", transactionData=[sample])
    )
    assert ended is begun
    assert not begun.running
    assert begun.energy == 2500
    assert (begun.stopped_at, begun.stop_id_tag, begun.reason) == (LATER, "04B2", "Remote")
    assert begun.readings.get(Quantity()).value == "3500"
    assert transactions.running() == []


def test_a_stop_without_a_reason_is_local(transactions):
    begun = begin(transactions)
    transactions.stopped("CP1", stop(begun.id))
    assert begun.reason == "Local"


def test_a_start_that_comes_again_is_the_same_transaction(transactions):
    first = begin(transactions)
    assert begin(transactions) is first
    assert first.repetitions == 1
    assert len(transactions.of("CP1")) == 1


def test_a_start_that_comes_again_after_its_stop_begins_nothing(transactions):
    first = begin(transactions)
    transactions.stopped("CP1", stop(first.id))
    assert begin(transactions) is first
    assert transactions.running() == []


def test_a_stop_that_comes_again_changes_nothing(transactions):
    begun = begin(transactions)
    transactions.stopped("CP1", stop(begun.id))
    transactions.stopped("CP1", stop(begun.id, meterStop=9999, reason="Other"))
    assert (begun.energy, begun.reason, begun.repetitions) == (2500, "Local", 1)


@pytest.mark.parametrize("identity", ["CP1", "CP2"])
def test_a_stop_of_another_transaction_ends_nothing(transactions, identity):
    begun = begin(transactions)
    unknown = begun.id + 1 if identity == "CP1" else begun.id
    assert transactions.stopped(identity, stop(unknown)) is None
    assert begun.running


def test_the_next_on_a_connector_puts_an_end_to_one_whose_stop_never_came(transactions):
    lost, elsewhere = begin(transactions), begin(transactions, connectorId=2)
    following = begin(transactions, timestamp=LATER)
    assert lost.superseded
    assert transactions.running("CP1") == [elsewhere, following]
    transactions.stopped("CP1", stop(lost.id))
    assert lost.energy == 2500


def test_readings_belong_to_their_transaction(transactions):
    begun, other = begin(transactions), begin(transactions, "CP2")
    samples = samples_in(meter_values_in([{"timestamp": LATER, "sampledValue": [{"value": "7"}]}]))
    transactions.metered("CP1", begun.id, samples)
    transactions.metered("CP1", other.id, samples)
    assert begun.readings.get(Quantity()).value == "7"
    assert other.readings.all() == {}


def test_an_id_that_a_script_gave_is_the_one_that_counts(transactions):
    begun = transactions.started(NOW, "CP1", START, 3, "Accepted")
    assert transactions.id_for("CP1", START) == 3
    others = [begin(transactions, "CP2", meterStart=wh).id for wh in range(4)]
    assert begun.id not in others


def test_the_same_start_with_another_id_is_another_transaction(transactions):
    first = begin(transactions)
    second = transactions.started(NOW, "CP1", START, first.id + 5, "Accepted")
    assert [each.id for each in transactions.running("CP1")] == [second.id] == [first.id + 5]


def test_two_charge_points_may_be_given_the_same_id_by_a_script(transactions):
    transactions.started(NOW, "CP1", START, 0, "Accepted")
    transactions.started(NOW, "CP2", START, 0, "Accepted")
    transactions.stopped("CP1", stop(0))
    assert [each.identity for each in transactions.running()] == ["CP2"]


def test_only_so_many_ended_ones_are_remembered():
    transactions = Transactions(kept=2)
    for connector in (1, 2, 3, 4):
        begun = begin(transactions, connectorId=connector)
        if connector != 2:
            transactions.stopped("CP1", stop(begun.id))
    begin(transactions, connectorId=5)
    assert [each.connector for each in transactions.of("CP1")] == [2, 5]


def test_a_tag_is_busy_elsewhere_where_it_was_accepted(transactions):
    begin(transactions, "CP2", idTag="04a1")
    transactions.started(NOW, "CP3", START, 99, "ConcurrentTx")
    begin(transactions, "CP4", idTag="04B2")
    begin(transactions, "CP1")
    ended = begin(transactions, "CP5")
    transactions.stopped("CP5", stop(ended.id))
    assert [each.identity for each in transactions.elsewhere("CP1", START)] == ["CP2"]


STARTS = st.builds(
    lambda identity, connector, wh: (identity, {"connectorId": connector, "meterStart": wh}),
    st.sampled_from(["CP1", "CP2"]),
    st.integers(1, 2),
    st.integers(0, 3),
)


@given(st.lists(STARTS, max_size=20))
def test_each_start_has_an_id_of_its_own_and_keeps_it(starts):
    transactions = Transactions()
    ids: dict[tuple[str, tuple[Any, ...]], int] = {}
    for identity, start in starts:
        begun = begin(transactions, identity, **start)
        assert ids.setdefault((identity, tuple(start.values())), begun.id) == begun.id
    assert len(set(ids.values())) == len(ids)
    connectors = [(each.identity, each.connector) for each in transactions.running()]
    assert len(connectors) == len(set(connectors))
