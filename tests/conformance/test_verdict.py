from itertools import permutations

import pytest

from conformance.verdict import ExitCode, Verdict, aggregate, exit_code, is_warning

PASS, FAIL, ERROR = Verdict.PASS, Verdict.FAIL, Verdict.ERROR
OPEN, ABSENT = Verdict.INCONCLUSIVE, Verdict.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ((PASS,), PASS),
        ((PASS, ABSENT), PASS),
        ((ABSENT, ABSENT), ABSENT),
        ((PASS, OPEN, ABSENT), OPEN),
        ((PASS, OPEN, FAIL), FAIL),
        ((PASS, FAIL, ERROR, OPEN), ERROR),
    ],
)
def test_the_gravest_scenario_decides_in_any_order(verdicts, expected):
    assert {aggregate(order) for order in permutations(verdicts)} == {expected}


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        ([(PASS, "vendor"), (ABSENT, "must")], 0),
        ([(PASS, "vendor"), (FAIL, "should")], 0),
        ([(FAIL, "must")], 1),
        ([(FAIL, "vendor")], 1),
        ([(FAIL, "may")], 1),
        ([(FAIL, "vendor"), (OPEN, "vendor")], 1),
        ([(OPEN, "vendor"), (PASS, "vendor")], 3),
        ([(FAIL, "vendor"), (ERROR, "vendor")], 3),
        ([(ERROR, "should")], 3),
        ([], 5),
        ([(ABSENT, "vendor")], 5),
    ],
)
def test_the_exit_code_of_a_whole_run(judged, expected):
    assert exit_code(judged, complete=True) == expected


@pytest.mark.parametrize("verdict", [PASS, FAIL, ERROR])
def test_a_run_that_is_not_whole_says_so_first(verdict):
    assert exit_code([(verdict, "must")], complete=False) is ExitCode.INCOMPLETE


def test_a_should_fails_a_strict_run():
    assert exit_code([(FAIL, "should")], complete=True, strict=True) == 1
    assert is_warning(FAIL, "should", strict=False)
    assert not is_warning(FAIL, "should", strict=True)
    assert not is_warning(FAIL, "may", strict=False)
    assert not is_warning(ERROR, "should", strict=False)
