"""Tags on file."""

import pytest

from mock_csms.domain.tags import Tag, Tags

NOW, LATER = 1_767_600_000.0, 1_767_600_060.0
ITS_TEXT = "2026-01-05T08:01:00.000Z"


def test_a_tag_that_is_not_on_file_is_accepted():
    assert Tags().info("04A1", NOW) == {"status": "Accepted"}
    assert Tags().status("04A1", NOW) == "Accepted"


def test_strangers_can_be_held_to_be_anything():
    assert Tags(unlisted="Invalid").info("04A1", NOW) == {"status": "Invalid"}


@pytest.mark.parametrize("spelling", ["04a1B2", "04A1B2", "04a1b2"])
def test_tags_are_the_same_in_any_case(spelling):
    tags = Tags({"04a1B2": "Blocked"})
    assert tags.status(spelling, NOW) == "Blocked"
    assert spelling in tags
    assert tags.get(spelling) == Tag("04a1B2", "Blocked")


def test_what_is_put_on_file_takes_the_place_of_what_was_known():
    tags = Tags({"04A1": "Blocked"})
    tags.put("04a1", "Accepted")
    assert [tag.id_tag for tag in tags] == ["04a1"]
    assert tags.status("04A1", NOW) == "Accepted"


def test_a_tag_expires_at_its_moment():
    tags = Tags()
    tags.put("04A1", expiry=LATER)
    assert tags.info("04A1", LATER - 1) == {"status": "Accepted", "expiryDate": ITS_TEXT}
    assert tags.info("04A1", LATER) == {"status": "Expired", "expiryDate": ITS_TEXT}


def test_who_is_blocked_does_not_expire():
    tags = Tags()
    tags.put("04A1", "Blocked", expiry=NOW)
    assert tags.status("04A1", LATER) == "Blocked"


def test_a_group_is_named():
    tags = Tags()
    tags.put("04A1", parent="FLEET")
    assert tags.info("04A1", NOW) == {"status": "Accepted", "parentIdTag": "FLEET"}


def test_a_tag_can_be_struck_off():
    tags = Tags({"04A1": "Blocked", "04B2": "Blocked"})
    tags.remove("04a1")
    assert len(tags) == 1
    assert tags.status("04A1", NOW) == "Accepted"
    with pytest.raises(KeyError):
        tags.remove("04A1")
    tags.clear()
    assert len(tags) == 0


def test_a_limit_of_its_own_goes_before_the_one_for_all():
    tags = Tags(concurrent=1)
    tags.put("04A1")
    tags.put("04B2", concurrent=3)
    assert [tags.limit(each) for each in ("04a1", "04b2", "04C3")] == [1, 3, 1]
    assert Tags().limit("04A1") is None


@pytest.mark.parametrize(
    ("id_tag", "more", "complaint"),
    [
        ("", {}, "idTag is ''"),
        ("x" * 21, {}, "1 to 20 characters"),
        ("04A1", {"parent": "x" * 21}, "parentIdTag"),
        ("04A1", {"status": "Rejected"}, "must be one of Accepted, Blocked, Expired, Invalid"),
        ("04A1", {"concurrent": 0}, "must be at least 1 or None"),
    ],
)
def test_what_cannot_be_is_not_put_on_file(id_tag, more, complaint):
    tags = Tags()
    with pytest.raises(ValueError, match=complaint):
        tags.put(id_tag, **more)
    assert len(tags) == 0


def test_a_central_system_may_be_wrong_on_purpose():
    tags = Tags()
    tags.put("04A1", "Rejected", any_status=True)
    assert tags.info("04A1", NOW) == {"status": "Rejected"}


@pytest.mark.parametrize("settings", [{"unlisted": "Rejected"}, {"concurrent": 0}])
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(ValueError, match="must be"):
        Tags(**settings)
