"""What is declared is compared with what the product shows, and each difference has its evidence."""

from __future__ import annotations

import pytest

from conformance import profile
from conformance.cross_check import (
    FEATURE_PROFILES,
    Configuration,
    Finding,
    Kind,
    Reaction,
    cross_check,
    reactions,
)
from ocpp16.actions import ACTIONS
from ocpp16.entries import Direction
from ocpp16.journal import Journal

SMART_KEYS = {
    "ChargeProfileMaxStackLevel": "3",
    "ChargingScheduleAllowedChargingRateUnit": "Current",
    "ChargingScheduleMaxPeriods": "24",
    "MaxChargingProfilesInstalled": "5",
}

LIST_KEYS = ("LocalAuthListEnabled", "LocalAuthListMaxLength", "SendLocalListMaxLength")


def configuration(profiles: str | None = "Core", **keys: str) -> Configuration:
    claimed = {} if profiles is None else {"SupportedFeatureProfiles": profiles}
    return Configuration({**claimed, **keys})


def found(
    declared: tuple[str, ...], shown: Configuration | None, *seen: Reaction
) -> list[tuple[str, str, tuple[str, ...]]]:
    findings = cross_check(declared, None, shown, seen)
    return [(str(each.kind), each.subject, each.evidence) for each in findings]


def test_a_capability_that_stands_for_a_feature_profile_is_spelt_like_it() -> None:
    assert set(FEATURE_PROFILES.values()) == {row.feature_profile for row in ACTIONS.values()}
    assert FEATURE_PROFILES["local-auth-list-management"] == "LocalAuthListManagement"
    declared = {each for name in profile.names() for each in profile.load(name).capabilities}
    assert {"core", "smart-charging", "remote-trigger"} <= set(FEATURE_PROFILES) & declared


def test_where_statement_and_product_agree_there_is_nothing_to_find() -> None:
    shown = configuration("Core, SmartCharging ,RemoteTrigger", CommercialMode="1", **SMART_KEYS)
    declared = ("core", "smart-charging", "remote-trigger", "commercial-mode", "display")
    seen = (Reaction("TriggerMessage", "Accepted"), Reaction("Reset", "Accepted"))
    assert found(declared, shown, *seen) == []


def test_what_is_declared_but_absent_has_all_its_evidence() -> None:
    keys = {key: value for key, value in SMART_KEYS.items() if key != "ChargingScheduleMaxPeriods"}
    refused = Reaction("SetChargingProfile", "NotImplemented", is_error=True)
    assert found(("core", "smart-charging"), configuration(**keys), refused) == [
        (
            "declared but absent",
            "smart-charging",
            (
                "SupportedFeatureProfiles does not list SmartCharging",
                "GetConfiguration lists no ChargingScheduleMaxPeriods",
                "SetChargingProfile was answered CALLERROR NotImplemented",
            ),
        )
    ]


def test_what_is_present_but_undeclared_has_all_its_evidence() -> None:
    done = Reaction("ReserveNow", "Occupied"), Reaction("CancelReservation", "Accepted")
    assert found(("core",), configuration("Core,Reservation"), *done) == [
        (
            "present but undeclared",
            "reservation",
            (
                "SupportedFeatureProfiles lists Reservation",
                "ReserveNow was answered Occupied",
                "CancelReservation was answered Accepted",
            ),
        )
    ]


@pytest.mark.parametrize(
    ("reaction", "is_there"),
    [
        (Reaction("GetLocalListVersion", ""), True),
        (Reaction("SendLocalList", "VersionMismatch"), True),
        (Reaction("SendLocalList", "NotSupported"), False),
        (Reaction("SetChargingProfile", "NotSupported"), False),
        (Reaction("TriggerMessage", "NotImplemented"), True),
        (Reaction("UnlockConnector", "NotSupported"), True),
        (Reaction("ChangeConfiguration", "NotSupported"), True),
        (Reaction("ReserveNow", "Rejected"), None),
        (Reaction("ClearCache", "NotSupported", is_error=True), False),
        (Reaction("ClearCache", "NotImplemented", is_error=True), False),
        (Reaction("ClearCache", "InternalError", is_error=True), None),
    ],
)
def test_what_an_answer_shows(reaction: Reaction, is_there: bool | None) -> None:
    assert reaction.is_there is is_there


def test_a_capability_that_is_a_key_is_looked_for_among_the_keys() -> None:
    assert found(("core", "commercial-mode"), configuration()) == [
        ("declared but absent", "commercial-mode", ("GetConfiguration lists no CommercialMode",))
    ]
    assert found(("core",), configuration(CommercialMode="")) == [
        ("present but undeclared", "commercial-mode", ("GetConfiguration lists CommercialMode",))
    ]


def test_what_was_not_answered_shows_nothing() -> None:
    assert found(("core", "smart-charging", "commercial-mode"), None) == []
    assert found((), Configuration({})) == []
    refused = Reaction("ReserveNow", "NotSupported", is_error=True)
    assert found(("reservation",), None, refused) == [
        (
            "declared but absent",
            "reservation",
            ("ReserveNow was answered CALLERROR NotSupported",),
        )
    ]


def test_an_answer_that_names_no_feature_profiles_denies_none() -> None:
    assert found(("core", "remote-trigger"), configuration(None, NumberOfConnectors="1")) == []


def test_actions_of_nobody_are_passed_over() -> None:
    assert found(("core",), configuration(), Reaction("Dance", "Accepted")) == []


@pytest.mark.parametrize(
    ("declared", "shown", "kind"),
    [
        (2, "1", Kind.ABSENT),
        (1, "2", Kind.UNDECLARED),
        (1, "1", None),
        (1, "many", None),
        (1, "", None),
        (None, "2", None),
    ],
)
def test_connectors_are_counted(declared: int | None, shown: str, kind: Kind | None) -> None:
    given = configuration(NumberOfConnectors=shown)
    evidence = (f"{declared} declared, NumberOfConnectors is {shown}",)
    expected = () if kind is None else (Finding(kind, "connectors", evidence),)
    assert cross_check(("core",), declared, given) == expected


@pytest.mark.parametrize(
    "response",
    [
        {},
        {"configurationKey": None},
        {"configurationKey": "x"},
        {"configurationKey": [1, {}, {"key": 3}]},
    ],
)
def test_an_answer_that_breaks_the_schema_is_read_as_far_as_it_goes(response: dict) -> None:
    assert Configuration.answered(response) == Configuration({})


def test_keys_are_read_out_of_the_answer() -> None:
    rows = [
        {"key": "NumberOfConnectors", "readonly": True, "value": "2"},
        {"key": "AuthorizationKey", "readonly": False},
    ]
    answered = Configuration.answered({"configurationKey": rows, "unknownKey": ["X"]})
    assert answered.keys == {"NumberOfConnectors": "2", "AuthorizationKey": ""}
    assert answered.connectors == 2
    assert answered.feature_profiles is None


def test_a_capability_may_go_by_its_short_name() -> None:
    shown = configuration("Core,LocalAuthListManagement", **dict.fromkeys(LIST_KEYS, "1"))
    assert found(("core", "local-list"), shown) == []


def test_reactions_are_read_out_of_a_journal() -> None:
    journal = Journal()
    connection = journal.opened(0.0, "CP", "/CP")
    texts = [
        ('[2,"1","Reset",{"type":"Soft"}]', '[3,"1",{"status":"Accepted"}]'),
        ('[2,"2","Reset",{"type":"Hard"}]', '[3,"2",{"status":"Accepted"}]'),
        ('[2,"3","ClearCache",{}]', '[4,"3","NotSupported","",{}]'),
        ('[2,"4","GetLocalListVersion",{}]', '[3,"4",{"listVersion":0}]'),
        ('[2,"5","SendLocalList",{}]', '[3,"5",{"status":3}]'),
        ('[2,"7","Authorize",{"idTag":"A"}]', '[4,"7","NotImplemented","",{}]'),
    ]
    for asked, answered in texts:
        journal.frame(0.0, "CP", connection, Direction.TO_CHARGE_POINT, asked)
        journal.frame(0.0, "CP", connection, Direction.TO_CENTRAL_SYSTEM, answered)
    journal.frame(
        0.0, "CP", connection, Direction.TO_CHARGE_POINT, '[2,"6","Reset",{"type":"Soft"}]'
    )
    own = '[2,"7","DataTransfer",{"vendorId":"x"}]', '[4,"7","NotSupported","",{}]'
    journal.frame(0.0, "CP", connection, Direction.TO_CENTRAL_SYSTEM, own[0])
    journal.frame(0.0, "CP", connection, Direction.TO_CHARGE_POINT, own[1])
    assert reactions(journal.exchanges) == (
        Reaction("Reset", "Accepted"),
        Reaction("ClearCache", "NotSupported", is_error=True),
        Reaction("GetLocalListVersion", ""),
        Reaction("SendLocalList", ""),
    )
