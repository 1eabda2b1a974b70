import re
from pathlib import Path

import pytest

from conformance import paths
from conformance.catalogue import CatalogueError, is_id, load

ENTRY = {
    "sentence": "A reboot is announced.",
    "source": "overview: boot",
    "obligation": "vendor",
    "subject": "bridge",
    "kind": "obligation",
    "capability": "core",
}


def written(folder: Path, identity: str = "ZAP-BOOT-001", **fields: object) -> Path:
    values = {name: value for name, value in {**ENTRY, **fields}.items() if value is not None}
    shown = {True: "true", False: "false", 7: "7"}
    lines = [f"{name} = {shown.get(value) or repr(value)}" for name, value in values.items()]  # type: ignore[call-overload]
    file = folder / "catalogue.toml"
    file.write_text("\n".join([f'["{identity}"]', *lines]), encoding="utf-8")
    return file


def test_an_entry_is_found_by_its_id(tmp_path):
    catalogue = load(written(tmp_path))
    assert catalogue["ZAP-BOOT-001"].sentence == "A reboot is announced."
    assert catalogue["ZAP-BOOT-001"].testable
    assert "ZAP-BOOT-001" in catalogue
    assert "ZAP-BOOT-002" not in catalogue


def test_an_unknown_id_is_named():
    with pytest.raises(CatalogueError, match="ZAP-NONE-001"):
        load()["ZAP-NONE-001"]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"sentence": None}, "sentence is missing"),
        ({"capability": None}, "capability is missing"),
        ({"colour": "red"}, "unknown field colour"),
        ({"obligation": "shall"}, "obligation 'shall' is none of must, should, may, vendor"),
        ({"subject": "server"}, "subject 'server' is none of"),
        ({"kind": 7}, "kind is of the wrong type"),
        ({"source": "  "}, "source is empty"),
        ({"todo": False}, "todo is either true or absent"),
        ({"todo": True, "not_tested": "advice"}, "excludes not_tested"),
        ({"identity": "boot-1"}, "not an id such as ZAP-BOOT-001"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(tmp_path, fields, complaint):
    file = written(tmp_path, **fields)
    with pytest.raises(CatalogueError) as raised:
        load(file)
    assert complaint in str(raised.value)
    assert str(file) in str(raised.value)
    assert fields.get("identity", "ZAP-BOOT-001") in str(raised.value)


@pytest.mark.parametrize("content", ["[", '["ZAP-A-001"]\n["ZAP-A-001"]', "a = 1"])
def test_a_file_that_is_no_catalogue_is_named(tmp_path, content):
    file = tmp_path / "catalogue.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(str(file))):
        load(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CatalogueError, match=r"nowhere\.toml: cannot be read"):
        load(tmp_path / "nowhere.toml")


def test_several_files_are_one_catalogue(tmp_path):
    (tmp_path / "other").mkdir()
    files = written(tmp_path), written(tmp_path / "other", "OCP-BOOT-001")
    assert [behaviour.id for behaviour in load(*files)] == ["ZAP-BOOT-001", "OCP-BOOT-001"]


def test_an_id_that_two_files_have_is_named(tmp_path):
    (tmp_path / "other").mkdir()
    files = written(tmp_path), written(tmp_path / "other")
    with pytest.raises(CatalogueError, match=r"other.*ZAP-BOOT-001: another file has it already"):
        load(*files)


@pytest.mark.parametrize("text", ["ZAP-BOOT-001", "ZTC-A-001", "OCP-BOOT-001", "CSM-BOOT-001"])
def test_ids_of_every_part_are_known(text):
    assert is_id(text)


@pytest.mark.parametrize("text", ["OCPP16-4.2", "OCPPJ-3", "must", "XYZ-BOOT-001", "OCP-BOOT-1"])
def test_other_tags_are_no_ids(text):
    assert not is_id(text)


def test_the_whole_catalogue_holds_each_file_that_is_there():
    ids = {behaviour.id for behaviour in load()}
    for file in paths.CATALOGUES:
        assert not file.exists() or {behaviour.id for behaviour in load(file)} <= ids


@pytest.mark.parametrize(
    ("file", "prefixes"),
    list(zip(paths.CATALOGUES, ["ZAP ZTC", "OCP", "CSM"], strict=True)),
)
def test_each_file_is_sorted_and_has_ids_of_its_own_kind(file, prefixes):
    ids = [behaviour.id for behaviour in load(file)] if file.exists() else []
    assert ids == sorted(ids)
    assert {identity.partition("-")[0] for identity in ids} <= set(prefixes.split())


def test_the_vendors_catalogue_is_whole():
    catalogue = load(paths.CATALOGUE)
    assert len(catalogue) == 380
    assert catalogue.areas[:3] == ("ZAP-AUTH", "ZAP-AVAIL", "ZAP-BOOT")
    assert {area.partition("-")[0] for area in catalogue.areas} == {"ZAP", "ZTC"}


def test_what_is_not_tested_is_advice_or_a_duty_of_people_and_says_why():
    catalogue = load(paths.CATALOGUE)
    untested = {b.id for b in catalogue if not b.testable}
    assert {b.id for b in catalogue if b.kind == "advice"} <= untested
    assert all(
        catalogue[i].kind == "advice" or catalogue[i].subject == "operator" for i in untested
    )
    assert len(untested) == 31


def test_reasons_point_only_to_entries_that_can_be_tested():
    catalogue = load()
    for behaviour in catalogue:
        for cited in re.findall(r"Z[A-Z]{2}-[A-Z]+-\d{3}", behaviour.not_tested or ""):
            assert catalogue[cited].testable, behaviour.id


def test_obligations_follow_from_what_the_source_says():
    expected = {"option": "may", "advice": "should"}
    for behaviour in load(paths.CATALOGUE):
        assert behaviour.obligation == expected.get(behaviour.kind, "vendor"), behaviour.id
