"""Where the platform is, and what is presented to it."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from pathlib import Path
from ssl import SSLContext

import pytest

from conformance.negative.target import Target
from conformance.statement import Choice, Connection, Product, Secret, Statement, Tags, Timing
from conformance.sut.certificates import self_signed
from ocpp16.actions import Role

STATEMENT = Statement(
    role=Role.CENTRAL_SYSTEM,
    product=Product("CP 1"),
    connection=Connection(url="ws://h:9/ocpp", username="u", key=Secret("k")),
    tags=Tags(),
    timing=Timing(reaction=3.0),
    operator=Choice("none"),
)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("ws://h/", "h"), ("ws://h:80/", "h"), ("ws://h:9000/", "h:9000"), ("wss://h/", "h"),
        ("wss://h:80/", "h:80"), ("ws://[::1]:9000/x", "[::1]:9000"),
    ],
)  # fmt: skip
def test_the_host_is_named_as_http_wants_it(url: str, host: str) -> None:
    assert Target(url, ("CP1",)).headers("CP1")["Host"] == host


@pytest.mark.parametrize(("url", "encrypted"), [("ws://h/", False), ("wss://h/", True)])
def test_only_wss_is_encrypted(url: str, encrypted: bool) -> None:
    assert isinstance(Target(url, ("CP1",)).context(), SSLContext) is encrypted


@pytest.mark.parametrize(
    ("username", "password", "presented"),
    [(None, "kéy", "CP1:kéy".encode()), ("u", b"\x00:\xff", b"u:\x00:\xff"), ("", "k", b":k")],
)
def test_credentials_are_those_of_http_basic(
    username: str | None, password: str | bytes, presented: bytes
) -> None:
    target = Target("ws://h/", ("CP1",), username=username, password=password)
    scheme, _, encoded = str(target.authorization("CP1")).partition(" ")
    assert (scheme, b64decode(encoded)) == ("Basic", presented)


def test_without_a_password_nothing_is_presented() -> None:
    assert "Authorization" not in Target("ws://h/", ("CP1",), username="u").headers("CP1")


def test_a_statement_says_it_all() -> None:
    target = Target.stated(STATEMENT, "CP2")
    assert target == Target("ws://h:9/ocpp", ("CP 1", "CP2"), "u", "k", reaction=3.0)


def test_a_statement_may_name_whom_to_trust(tmp_path: Path) -> None:
    ca = self_signed(tmp_path).certificate
    connection = replace(STATEMENT.connection, url="wss://h/", ca=ca)
    target = Target.stated(replace(STATEMENT, connection=connection))
    assert target.ssl is not None
    assert target.context() is target.ssl


def test_a_statement_of_a_charge_point_names_no_platform() -> None:
    statement = replace(STATEMENT, connection=Connection())
    with pytest.raises(ValueError, match="no URL"):
        Target.stated(statement)
