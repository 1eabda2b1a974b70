"""The bodies of the control API. Unknown fields and values of another type are refused."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from mock_csms.control.plain_json import JsonObject, Scalar, WireText

LONGEST = 86_400.0
"""Longest wait that can be asked for, in seconds: a day."""
TEN_YEARS = 315_576_000.0
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Seconds = Annotated[float, Field(ge=0, le=LONGEST, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, le=LONGEST, allow_inf_nan=False)]
Name = Annotated[WireText, Field(min_length=1, max_length=255)]
Number = Annotated[int, Field(ge=-(2**53), le=2**53)]


class Body(BaseModel):
    """What all bodies have in common."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CallBody(Body):
    """A request to a charge point."""

    action: Name
    payload: JsonObject = {}
    wait: bool = True
    timeout: Positive = 30.0
    valid: bool = True


class CloseBody(Body):
    """The end of a connection; 1006 breaks it without a close."""

    code: Annotated[int, Field(ge=1000, le=4999)] = 1000
    reason: Annotated[WireText, Field(max_length=30)] = ""


class MatchBody(Body):
    """Which CALLs a stub is about; what is left out does not matter."""

    action: Name | None = None
    identity: Name | None = None
    fields: dict[Name, Scalar] = {}
    payload: JsonObject | None = None
    connector: Number | None = None
    transaction: Number | None = None


class RefuseBody(Body):
    """A CALLERROR."""

    code: Annotated[WireText, Field(max_length=255)] = "InternalError"
    description: Annotated[WireText, Field(max_length=255)] = ""


class ResponseBody(Body):
    """One of six; each may come late."""

    answer: JsonObject | None = None
    answer_exactly: JsonObject | None = None
    refuse: RefuseBody | None = None
    ignore: Literal[True] | None = None
    send: WireText | None = None
    fail: Name | None = None
    after: Seconds | None = None


class StubBody(Body):
    """Which CALLs get which response."""

    match: MatchBody = MatchBody()
    response: ResponseBody
    times: Count | None = None
    skip: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    priority: Number = 0
    lasting: Positive | None = None
    scenario: Name | None = None
    state: Name | None = None
    then: Name | None = None


class HandshakeStubBody(Body):
    """Which handshakes are turned away, or answered slowly."""

    identity: Name | None = None
    status: Annotated[int, Field(ge=400, le=599)] | None = None
    after: Annotated[float, Field(ge=0, le=60, allow_inf_nan=False)] = 0.0
    times: Count | None = None


class ChaosBody(Body):
    """Random faults."""

    seed: Number
    rates: dict[str, Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]] = {}
    actions: list[str] | None = None


class SettingsBody(Body):
    """What is to change; the rest stays. A call time-out counts for connections opened later."""

    admits: bool | None = None
    clock_skew: Annotated[float, Field(ge=-TEN_YEARS, le=TEN_YEARS, allow_inf_nan=False)] | None = (
        None
    )
    heartbeat_interval: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    call_timeout: Positive | None = None


class ResetBody(Body):
    """Whether connections are closed, too."""

    connections: bool = False


class TagBody(Body):
    """What is on file of a tag."""

    status: Name = "Accepted"
    parent: Annotated[WireText, Field(min_length=1, max_length=20)] | None = None
    expires: Name | None = None
    concurrent: Count | None = None


class PlaybackBody(Body):
    """What is played, how, and against whom."""

    side: Annotated[Literal["charge-point", "central-system"], Field(alias="as")]
    trace: Annotated[WireText, Field(min_length=1)]
    identities: Annotated[list[Name], Field(min_length=1)] | None = None
    url: Annotated[WireText, Field(min_length=1, max_length=2000)] | None = None
    port: Annotated[int, Field(ge=0, le=65_535)] | None = None
    username: Name | None = None
    password: Name | None = None
    pace: Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)] | None = 1.0
    patience: Positive = 30.0
    connect_within: Positive = 300.0


class TokenBody(Body):
    """A tag, as the trigger API calls it."""

    token_id: Name
    status: Name = "Accepted"


class PasswordBody(Body):
    """The HTTP Basic password of a charge point, as the trigger API calls it."""

    station_id: Name
    password: Name
