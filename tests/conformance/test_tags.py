import pytest

from conformance.tags import TagExpressionError, named, parse


def test_tags_name_capabilities():
    tags = {"needs-pin-pad", "without-smart-charging", "charge-point", "ZAP-needs-001"}
    assert named("needs", tags) == {"pin-pad"}
    assert named("without", tags) == {"smart-charging"}


@pytest.mark.parametrize(
    ("text", "tags", "expected"),
    [
        ("", set(), True),
        ("  ", {"a"}, True),
        ("@a", {"a"}, True),
        ("a", {"b"}, False),
        ("not a", {"b"}, True),
        ("not not a", {"a"}, True),
        ("a and b", {"a"}, False),
        ("a or b and c", {"a"}, True),
        ("(a or b) and c", {"a"}, False),
        ("not a or b", {"a", "b"}, True),
        ("not (a or b)", {"a", "b"}, False),
        ("@OCPP16-4.2 and not @needs-device-link", {"OCPP16-4.2"}, True),
        ("(not(a))", set(), True),
    ],
)
def test_expressions_select_by_tags(text, tags, expected):
    assert parse(text).matches(tags) is expected


def test_the_tags_mentioned_are_known_without_the_at_sign():
    assert parse("@b and (a or not @b)").names == ("b", "a")


@pytest.mark.parametrize(
    "text",
    ["(", "a and", "a b", "a)", "(a", "and a", "not", "a &", "a or or b", "@", "()", "a, b"],
)
def test_a_malformed_expression_is_refused(text):
    with pytest.raises(TagExpressionError):
        parse(text)
