from pathlib import Path

import pytest

from conformance.catalogue import CatalogueError, load
from conformance.coverage import FeatureError, coverage, known_tags, needs, scenarios, standing

FEATURE = """\
@charge-point
Feature: Registration

  Background:
    Given the charge point has powered on

  @ZAP-BOOT-001 @vendor
  Scenario: A reboot is announced
    When the device reboots

  @ZAP-BOOT-002
  Rule: A reconnection is announced

    @ZAP-BOOT-003
    Scenario Outline: After a while
      When <seconds> seconds pass

      Examples:
        | seconds |
        | 1       |
        | 2       |

    Scenario: At once
      When the connection drops
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    deeper = tmp_path / "zappi"
    deeper.mkdir()
    (deeper / "boot.feature").write_text(FEATURE, encoding="utf-8")
    return tmp_path


def test_scenarios_inherit_the_tags_of_rule_and_feature(folder):
    found = {scenario.name: scenario for scenario in scenarios(folder)}
    assert found["A reboot is announced"].tags == {"charge-point", "ZAP-BOOT-001", "vendor"}
    assert found["After a while"].tags == {"charge-point", "ZAP-BOOT-002", "ZAP-BOOT-003"}
    assert found["At once"].tags == {"charge-point", "ZAP-BOOT-002"}
    assert (found["At once"].feature, found["At once"].line) == ("Registration", 23)


def test_every_behaviour_is_counted_and_an_outline_once(folder):
    counts = coverage(load(), scenarios(folder))
    assert [counts[f"ZAP-BOOT-00{n}"] for n in (1, 2, 3, 4)] == [1, 2, 1, 0]
    assert list(counts) == [behaviour.id for behaviour in load()]


def test_the_tags_that_can_be_asked_for(folder):
    assert {"vendor", "charge-point", "ZAP-BOOT-002"} <= known_tags(scenarios(folder))
    assert known_tags(()) == frozenset()


def test_the_standing_tells_covered_todo_and_not_tested(folder):
    catalogue = load()
    rows = {row["id"]: row for row in standing(catalogue, coverage(catalogue, scenarios(folder)))}
    assert rows["ZAP-BOOT-002"]["scenarios"] == 2
    assert [row["todo"] for row in rows.values()] == [each.todo for each in catalogue]
    assert "ZAP-TX-003" in rows["ZAP-TX-011"]["not_tested"]


@pytest.mark.parametrize(
    "content", ["", "Feature: A\n  Scenario: B\n    Given x\n    nonsense\n", "@tag\n"]
)
def test_a_file_that_is_no_feature_is_named(tmp_path, content):
    (tmp_path / "odd.feature").write_text(content, encoding="utf-8")
    with pytest.raises(FeatureError, match=r"odd\.feature"):
        scenarios(tmp_path)


def test_a_scenario_needs_what_its_behaviours_need_and_what_it_says():
    tags = {"ZAP-PROF-001", "vendor", "needs-pin-pad", "in-needs-of"}
    assert needs(tags, load()) == {"smart-charging", "pin-pad", "zappi"}


def test_what_the_standard_asks_as_well_is_not_asked_of_one_vendors_products_only():
    assert needs({"ZAP-CONN-011", "OCP-CONN-003"}, load()) == {"core"}
    assert needs({"OCP-SC-001"}, load()) == {"smart-charging"}


def test_an_id_out_of_no_catalogue_is_told():
    with pytest.raises(CatalogueError):
        needs({"ZAP-PROF-999"}, load())
