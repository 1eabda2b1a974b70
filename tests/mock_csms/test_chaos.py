"""Random faults: the same for the same seed, in the share asked for, refused when unknown."""

import pytest

from mock_csms.chaos import Chaos

RATES = {"no-answer": 0.1, "twice": 0.2}


def faults(chaos: Chaos, identity: str = "CP1", action: str = "Heartbeat", count: int = 4000):
    return [chaos.strikes(identity, action, number) for number in range(1, count + 1)]


def test_the_same_seed_strikes_the_same_calls():
    assert faults(Chaos(7, RATES)) == faults(Chaos(7, RATES))


@pytest.mark.parametrize("other", [{"seed": 8}, {"identity": "CP2"}])
def test_another_seed_or_charge_point_is_struck_otherwise(other):
    seed, identity = other.get("seed", 7), other.get("identity", "CP1")
    assert faults(Chaos(7, RATES)) != faults(Chaos(seed, RATES), identity)


@pytest.mark.parametrize(("fault", "rate"), RATES.items())
def test_each_fault_strikes_its_share(fault, rate):
    share = faults(Chaos(7, RATES)).count(fault) / 4000
    assert share == pytest.approx(rate, abs=0.02)


def test_only_the_actions_named_are_struck():
    chaos = Chaos(7, {"twice": 1.0}, frozenset({"Authorize"}))
    assert chaos.strikes("CP1", "Authorize", 1) == "twice"
    assert chaos.strikes("CP1", "Heartbeat", 1) is None


def test_without_rates_nothing_is_struck():
    assert set(faults(Chaos(7))) == {None}


@pytest.mark.parametrize(
    ("rates", "problem"),
    [
        ({"gremlins": 0.1}, "there is no fault 'gremlins'"),
        ({"twice": 1.5}, "from 0 to 1"),
        ({"twice": -0.1}, "from 0 to 1"),
        ({"twice": 0.6, "late": 0.6}, "add up to more than 1"),
    ],
)
def test_rates_that_are_none_are_refused(rates, problem):
    with pytest.raises(ValueError, match=problem):
        Chaos(7, rates)
