"""A statement is read whole, or refused with every mistake and its line."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from conformance.statement import DRIVERS, Secret, Statement, StatementError, load
from conformance.sut.drivers import KINDS
from ocpp16.actions import Role

CHARGE_POINT = """\
role = "charge-point"

[product]
identity = "CP 1"
name = "Wallbox"
vendor_profile = "zappi-5.114"
revision = "5.114"
capabilities = ["core", "remote-trigger"]
connectors = 2

[connection]
listen_host = "0.0.0.0"
listen_port = 0
username = "them"
key = { env = "CP_KEY" }
certificate = "cert.pem"
private_key = "key.pem"

[tags]
valid = ["A", "B"]
invalid = ["C"]
blocked = ["D"]
expired = ["E"]

[timing]
budget = 1800
pace = 12.5
reaction = 3
connect = 20

[driver]
kind = "docker"
image = "theirs:1"
command = ["a", { env = "TOKEN" }]
environment = { KEY = { env = "TOKEN" } }
"""
CENTRAL_SYSTEM = """\
role = "central-system"
[product]
identity = "CP1"
[connection]
url = "wss://platform.example/ocpp"
"""
ENVIRON = {"CP_KEY": "hunter2hunter2xx", "TOKEN": "tok-tok"}


def read(tmp_path: Path, text: str) -> Statement:
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_text("PEM")
    file = tmp_path / "conformance.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, ENVIRON)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(StatementError) as caught:
        read(tmp_path, text)
    return [f"{each.line}: {each.words}" for each in caught.value.mistakes]


def test_everything_that_is_stated_arrives(tmp_path: Path) -> None:
    found = read(tmp_path, CHARGE_POINT)
    assert found.role is Role.CHARGE_POINT
    assert found.path == tmp_path / "conformance.toml"
    assert asdict(found.product) == {
        "identity": "CP 1",
        "name": "Wallbox",
        "vendor_profile": "zappi-5.114",
        "revision": "5.114",
        "capabilities": ("core", "remote-trigger"),
        "connectors": 2,
    }
    connection = found.connection
    assert (connection.listen_host, connection.listen_port) == ("0.0.0.0", 0)
    assert connection.username == "them"
    assert connection.key is not None
    assert connection.key.reveal() == "hunter2hunter2xx"
    assert connection.certificate == tmp_path / "cert.pem"
    assert asdict(found.tags) == {
        "valid": ("A", "B"),
        "invalid": ("C",),
        "blocked": ("D",),
        "expired": ("E",),
        "without": (),
    }
    assert asdict(found.timing) == {"budget": 1800, "pace": 12.5, "reaction": 3, "connect": 20}
    assert (found.driver.kind, found.driver.line) == ("docker", 31)
    assert found.driver.options == {
        "image": "theirs:1",
        "command": ["a", Secret("tok-tok")],
        "environment": {"KEY": Secret("tok-tok")},
    }


def test_a_platform_needs_no_more_than_its_url_and_an_identity(tmp_path: Path) -> None:
    found = read(tmp_path, CENTRAL_SYSTEM)
    assert found.role is Role.CENTRAL_SYSTEM
    assert found.connection.url == "wss://platform.example/ocpp"
    assert found.connection.key is None
    assert found.product.capabilities is None
    assert found.tags.valid == ()
    assert found.tags.without == ()
    assert found.timing.budget is None
    assert found.operator.kind == "none"


def test_an_empty_group_of_tags_says_that_there_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, f'{CENTRAL_SYSTEM}\n[tags]\nvalid = ["A"]\nblocked = []\n')
    assert found.tags.without == ("blocked",)


def test_secrets_do_not_show(tmp_path: Path) -> None:
    found = read(tmp_path, CHARGE_POINT)
    for shown in (repr(found), str(found.connection.key), f"{found.connection.key}"):
        assert "hunter2" not in shown
        assert "tok-tok" not in shown


def test_a_key_may_be_given_as_it_is(tmp_path: Path) -> None:
    found = read(tmp_path, CHARGE_POINT.replace('{ env = "CP_KEY" }', '"0123456789abcdef"'))
    assert found.connection.key == Secret("0123456789abcdef")


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ('role = "charge-point"', "", "1: role is missing; write role ="),
        ('role = "charge-point"', 'role = "chargepoint"',
         "1: role 'chargepoint' is unknown; did you mean charge-point?"),
        ('role = "charge-point"', "role = 3", "1: role has to be a text in quotes, not a number"),
        ("[tags]", "[tag]", "19: [tag] is unknown; did you mean tags?"),
        ("[tags]", "[tag]", "1: the table [tags] is missing: the role charge-point needs"),
        ('role = "charge-point"', 'role = "charge-point"; product = 3', "1: this is not TOML"),
        ('[timing]\n', "[timing]\nspeed = 3\n",
         "26: timing.speed is unknown; there is budget, connect, pace, reaction"),
        ("identity =", "idnetity =", "4: product.idnetity is unknown; did you mean identity?"),
        ("identity =", "idnetity =", "3: product.identity is missing"),
        ('"CP 1"', "7", "4: product.identity has to be a text in quotes, not a number"),
        ('"CP 1"', '" "', "4: product.identity is empty"),
        ('"CP 1"', '"a\\nb"', "4: product.identity holds a control character"),
        ('"zappi-5.114"', '"zapi"', "6: product.vendor_profile 'zapi' is unknown; did you mean"),
        ('"remote-trigger"', '"remote-triger"', "8: product.capabilities (entry 2) 'remote-triger' "
         "is unknown; did you mean remote-trigger?"),
        ('"remote-trigger"', '"core"', "8: product.capabilities names something twice"),
        ('["core", "remote-trigger"]', '"core"',
         '8: product.capabilities has to be a list such as ["A", "B"], not a text'),
        ("connectors = 2", "connectors = 0", "9: product.connectors has to be from 1 to 1000"),
        ("connectors = 2", "connectors = 1.5",
         "9: product.connectors has to be a whole number, not 1.5"),
        ("connectors = 2", "connectors = true",
         "9: product.connectors has to be a whole number, not true or false"),
        ("listen_port = 0", "listen_port = 65536",
         "13: connection.listen_port has to be from 0 to 65535, not 65536"),
        ('"CP_KEY"', '"OTHER"',
         "15: connection.key the environment variable OTHER is not set, or empty"),
        ('{ env = "CP_KEY" }', "{ env = 3 }", "15: connection.key env has to be the name"),
        ('{ env = "CP_KEY" }', '{ file = "x" }',
         '15: connection.key has to be a text in quotes, or { env = "NAME" }'),
        ('{ env = "CP_KEY" }', '"a\\tb"', "15: connection.key is empty, or holds a control"),
        ('key = { env = "CP_KEY" }', "",
         "14: connection.username is of no use without connection.key"),
        ('certificate = "cert.pem"', "",
         "11: connection.certificate and connection.private_key go together"),
        ('"cert.pem"', '"other.pem"', "16: connection.certificate names no file: there is no "),
        ("listen_port = 0", 'url = "ws://h/"',
         "13: connection.url is for the role central-system, not for charge-point"),
        ('valid = ["A", "B"]', "valid = []", "20: tags.valid has to name at least one"),
        ('valid = ["A", "B"]', f'valid = ["{"x" * 21}"]',
         "20: tags.valid (entry 1) 'xxxxxxxxxxxxxxxxxxxxx' has more than the 20 characters"),
        ('blocked = ["D"]', 'blocked = ["a"]',
         "22: tags.blocked names 'a', which stands in tags.valid as well"),
        ('blocked = ["D"]', "blocked = [4]",
         "22: tags.blocked (entry 1) has to be a text in quotes, not a number"),
        ("pace = 12.5", "pace = 0", "27: timing.pace has to be a number above 0 up to 1000, not 0"),
        ("pace = 12.5", "pace = nan", "27: timing.pace has to be a number above 0"),
        ("pace = 12.5", "pace = inf", "27: timing.pace has to be a number above 0"),
        ("budget = 1800", 'budget = "1h"', "26: timing.budget has to be a number, not a text"),
        ("budget = 1800", "budget = 2026-01-01",
         "26: timing.budget has to be a number, not a date or time"),
        ("reaction = 3", "reaction = -1", "28: timing.reaction has to be a number above 0"),
        ('kind = "docker"', 'kind = "htpp"', "32: driver.kind 'htpp' is unknown; did you mean http?"),
        ('kind = "docker"', "", "31: driver.kind is missing"),
        ('image = "theirs:1"', 'picture = "theirs:1"', "33: driver: picture: there is no such option"),
        ('KEY = { env = "TOKEN" }', 'KEY = { env = "NONE" }',
         "35: driver.environment.KEY: the environment variable NONE is not set"),
        ("[driver]", '[operator]\nkind = "none"\n[driver]',
         "31: [operator] is for the role central-system, not for charge-point"),
        ("[driver]", "[driver.http]", "31: driver.kind is missing"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, find: str, put: str, said: str) -> None:
    assert find in CHARGE_POINT
    found = mistakes(tmp_path, CHARGE_POINT.replace(find, put, 1))
    assert [each for each in found if each.startswith(said)], found


@pytest.mark.parametrize(
    ("find", "put", "said"),
    [
        ("[connection]", "[connections]", "1: the table [connection] is missing"),
        ('"wss://platform.example/ocpp"', '"https://platform.example"',
         "5: connection.url is not right: it 'https://platform.example' is no endpoint"),
        ('"wss://platform.example/ocpp"', '"wss://u:pw@platform.example"',
         "5: connection.url is not right: it holds credentials; give them as username and key"),
        ("[connection]", "[driver]\nkind = 'http'\n[connection]",
         "4: [driver] is for the role charge-point, not for central-system"),
        ("[connection]", "[operator]\nurl = 'http'\n[connection]", "4: operator.kind is missing"),
        ("[connection]", "operator = 3\n[connection]", "4: product.operator is unknown"),
        ("[product]", "operator = 3\n[product]",
         "2: operator has to be a table, headed [operator]"),
        ("[connection]", "[connection]\nlisten_port = 1",
         "5: connection.listen_port is for the role charge-point, not for central-system"),
    ],
)  # fmt: skip
def test_so_is_one_in_the_statement_of_a_platform(
    tmp_path: Path, find: str, put: str, said: str
) -> None:
    assert find in CENTRAL_SYSTEM
    found = mistakes(tmp_path, CENTRAL_SYSTEM.replace(find, put, 1))
    assert [each for each in found if each.startswith(said)], found


def test_several_mistakes_are_listed_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = CHARGE_POINT.replace("connectors = 2", "connectors = 0").replace("CP_KEY", "NONE")
    text = text.replace("pace = 12.5", "speed = 12.5") + "\n[extra]\n"
    with pytest.raises(StatementError) as caught:
        read(tmp_path, text)
    lines = str(caught.value).splitlines()
    assert lines[0] == f"{tmp_path / 'conformance.toml'} has 4 mistakes"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "  line 9",
        "  line 15",
        "  line 27",
        "  line 37",
    ]


def test_no_complaint_shows_a_secret(tmp_path: Path) -> None:
    wrong = CHARGE_POINT.replace('{ env = "CP_KEY" }', '"hunter\\u0007two"')
    platform = CENTRAL_SYSTEM.replace("wss://", "wss://u:pw-pw@").replace("example/", "example:0x/")
    for text in (wrong, platform):
        said = "\n".join(mistakes(tmp_path, text))
        assert "hunter" not in said
        assert "pw-pw" not in said


def test_the_environment_of_the_process_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "conformance.toml"
    file.write_text(CENTRAL_SYSTEM + 'key = { env = "SUITE_KEY" }\n', encoding="utf-8")
    monkeypatch.setenv("SUITE_KEY", "from outside")
    key = load(file).connection.key
    assert key is not None
    assert key.reveal() == "from outside"


def test_without_a_file_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(StatementError, match="no such file; ocpp-conformance init writes one"):
        load(tmp_path / "conformance.toml")


def test_options_deep_inside_come_from_the_environment_too(tmp_path: Path) -> None:
    options = 'kind = "command"\nstart = ["run", { env = "TOKEN" }]\nenvironment.KEY = { env = "CP_KEY" }\n'
    text = CHARGE_POINT[: CHARGE_POINT.index("[driver]")] + "[driver]\n" + options
    assert read(tmp_path, text).driver.options == {
        "start": ["run", Secret("tok-tok")],
        "environment": {"KEY": Secret("hunter2hunter2xx")},
    }


def test_the_options_of_an_operator_are_checked_too(tmp_path: Path) -> None:
    wrong = CENTRAL_SYSTEM + '\n[operator]\nkind = "octt"\nurl = "ftp://x"\n'
    with pytest.raises(StatementError, match=r"operator: url: is no address"):
        read(tmp_path, wrong)


def test_every_kind_of_driver_can_be_stated() -> None:
    assert set(DRIVERS) == set(KINDS)
