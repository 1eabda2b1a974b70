"""The core: handshakes, connections, the journal, scripted answers and calls. No I/O, no clock."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from mock_csms.answers import Answers
from mock_csms.charge_points import ChargePoint
from mock_csms.requests import Requests
from mock_csms.script import Refusal, Reply, Response, Script, Silence
from ocpp16 import schema
from ocpp16.actions import ACTIONS, Role, may_start
from ocpp16.endpoint import Close, Effect, earliest
from ocpp16.frames import ErrorCode, Payload
from ocpp16.journal import Direction, FrameEntry, Journal
from ocpp16.rpc import Answer, Answered, Disconnected, OnOutcome, Outcome, Rpc

SUBPROTOCOL = "ocpp1.6"
STALE_CONNECTION, NO_SUBPROTOCOL = 1001, 1002
KeyForm = Literal["any", "text", "bytes"]


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a charge point presents when it opens a connection."""

    identity: str
    path: str
    subprotocols: tuple[str, ...] = (SUBPROTOCOL,)
    username: str | None = None
    password: bytes | None = field(default=None, repr=False)
    secure: bool = False
    """Whether it came over an encrypted connection (wss)."""


@dataclass(frozen=True, slots=True)
class TurnAway:
    """The handshake is answered with this HTTP status instead of a connection."""

    status: int
    reason: str


@dataclass(frozen=True)
class Access:
    """Who may connect."""

    identities: frozenset[str] | None = None
    """Known identities; None lets everybody in."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """identity -> key, for HTTP Basic authentication; identities without a key need none."""
    form: KeyForm = "any"
    """Whether a hexadecimal key has to come as the text it is or as the bytes it stands for."""

    def refusal(self, handshake: Handshake) -> TurnAway | None:
        """Why this handshake is turned away; None when it is welcome."""
        identity = handshake.identity
        if not identity or (self.identities is not None and identity not in self.identities):
            return TurnAway(404, f"charge point {identity!r} is not known here")
        key = self.keys.get(identity)
        if key is not None and not self.authenticates(handshake, key):
            return TurnAway(401, "wrong or missing credentials")
        return None

    def demanding(self, identity: str, key: str) -> Access:
        """The same, but from now on this key, and no earlier one, lets the charge point in."""
        return replace(self, keys={**self.keys, identity: key})

    def authenticates(self, handshake: Handshake, key: str) -> bool:
        """Whether user name and key fit (OCPP-J 6.2.2).

        Unless told otherwise the key counts both as text and, when it is hexadecimal, as the bytes
        it stands for: implementations differ, and the documents leave it open.
        """
        if handshake.username != handshake.identity or handshake.password is None:
            return False
        forms = [key.encode()] if self.form != "bytes" else []
        is_hexadecimal = len(key) % 2 == 0 and all(c in "0123456789abcdefABCDEF" for c in key)
        if is_hexadecimal and self.form != "text":
            forms.append(bytes.fromhex(key))
        return any(hmac.compare_digest(handshake.password, form) for form in forms)


@dataclass
class OwnCall:
    """A request of the central system, and its outcome once there is one."""

    action: str
    payload: Payload
    on_outcome: OnOutcome | None = None
    outcome: Outcome | None = None
    probe: bool = False
    at_once: bool = False
    """Whether it goes out although an earlier request is still unanswered."""

    @property
    def response(self) -> Payload | None:
        """The payload of the CALLRESULT, once there is one."""
        return self.outcome.payload if isinstance(self.outcome, Answered) else None


class CentralSystem:
    """A central system for any number of charge points."""

    def __init__(
        self,
        *,
        answers: Answers | None = None,
        access: Access | None = None,
        requests: Requests | None = None,
        call_timeout: float = 30.0,
        new_ids: Iterator[str] | None = None,
        journal: Journal | None = None,
        new_charge_point: Callable[[str], ChargePoint] = ChargePoint,
    ) -> None:
        self.answers = answers or Answers()
        self.access = access or Access()
        self.requests = requests or Requests()
        self.script = Script()
        self.journal = journal or Journal()
        self.charge_points: dict[str, ChargePoint] = {}
        self._new_charge_point = new_charge_point
        self.call_timeout = call_timeout
        self.new_ids = new_ids or (f"csms-{number}" for number in count(1))
        self.admits = True
        """While False every handshake is turned away with 503."""
        self.selects_subprotocol = True
        """While False a handshake is completed, but none of the subprotocols offered is selected."""

    def handshake(self, now: float, handshake: Handshake) -> Connection | TurnAway:
        """Decide on a handshake and record it."""
        refusal = (
            self.access.refusal(handshake)
            if self.admits
            else TurnAway(503, "not accepting connections")
        )
        if refusal is not None:
            self.journal.turned_away(now, handshake.identity, handshake.path, refusal.status)
            return refusal
        number = self.journal.opened(
            now,
            handshake.identity,
            handshake.path,
            handshake.subprotocols,
            "Basic" if handshake.password is not None else None,
            secure=handshake.secure,
        )
        return Connection(self, self.charge_point(handshake.identity), number, handshake)

    def charge_point(self, identity: str) -> ChargePoint:
        """What is known of a charge point; a new record when it was never seen."""
        if identity not in self.charge_points:
            self.charge_points[identity] = self._new_charge_point(identity)
        return self.charge_points[identity]

    def introduction(self) -> Payload:
        """The BootNotification of the first charge point that sent one; empty before that."""
        boots = (known.boot for known in self.charge_points.values())
        return next((boot for boot in boots if boot is not None), {})

    def call(
        self,
        now: float,
        identity: str,
        action: str,
        payload: Payload,
        on_outcome: OnOutcome | None = None,
        *,
        probe: bool = False,
        at_once: bool = False,
    ) -> OwnCall:
        """Ask a charge point for something; the call waits for its turn, unless ``at_once``.

        Without a connection the outcome is ``Disconnected`` at once. The payload is sent as it
        is, valid or not: a central system under test-control must be able to be wrong.
        """
        own = OwnCall(action, payload, on_outcome, probe=probe, at_once=at_once)
        connection = self.charge_point(identity).connection
        if connection is None:
            _conclude(own, now, Disconnected())
        else:
            connection.call(now, own)
        return own

    def concluded(self, identity: str, own: OwnCall) -> None:
        """Draw the conclusion from an answer: a new key that was accepted is the one that counts.

        A central system that has demanded no key so far does not begin to (OCPP-J 6.2.2).
        """
        if own.action != "ChangeConfiguration" or own.response != {"status": "Accepted"}:
            return
        key, value = str(own.payload.get("key")), str(own.payload.get("value"))
        if key.casefold() == "authorizationkey" and identity in self.access.keys:
            self.access = self.access.demanding(identity, value)


class Connection:
    """One charge point's connection: an ``Endpoint``."""

    def __init__(
        self, system: CentralSystem, charge_point: ChargePoint, number: int, handshake: Handshake
    ) -> None:
        self.system = system
        self.charge_point = charge_point
        self.number = number
        self.handshake = handshake
        self._rpc = self._new_rpc()
        self._hasty: list[Rpc] = []
        """One for each call that did not wait for its turn."""
        self._waiting: deque[OwnCall] = deque()
        self._late: list[tuple[float, int, Answer, Response]] = []
        self._effects: list[Effect] = []
        self._closing: int | None = None
        self._is_open = False

    def connected(self, now: float) -> None:
        """Take the place of an earlier connection of the same identity, which counts as stale."""
        self._is_open = True
        stale, self.charge_point.connection = self.charge_point.connection, self
        self.charge_point.last_seen = now
        if stale is not None:
            stale.close(STALE_CONNECTION, "replaced by a newer connection")
        if SUBPROTOCOL not in self.handshake.subprotocols:
            self.close(NO_SUBPROTOCOL, f"no common subprotocol, {SUBPROTOCOL} is spoken here")

    def disconnected(self, now: float, code: int) -> None:
        """Record the end and conclude what was under way."""
        if not self._is_open:
            return
        self._is_open = False
        by = Role.CENTRAL_SYSTEM if self._closing is not None else Role.CHARGE_POINT
        self.system.journal.closed(now, self.charge_point.identity, self.number, code, by)
        if self.charge_point.connection is self:
            self.charge_point.connection = None
        self._late.clear()
        for rpc in self._rpcs:
            rpc.disconnected(now)
        while self._waiting:
            _conclude(self._waiting.popleft(), now, Disconnected())

    def close(self, code: int = 1000, reason: str = "") -> None:
        """Close the connection from this side."""
        if self._closing is None:
            self._closing = code
            self._late.clear()
            self._effects.append(Close(code, reason))

    def receive(self, now: float, text: str) -> None:
        """Record the text, then answer it or correlate it."""
        if self._closing is not None:
            return
        self.charge_point.last_seen = now
        entry = self._record(now, Direction.TO_CENTRAL_SYSTEM, text)
        if entry.frame is None:
            self._rpc.receive(now, text)
        else:
            for rpc in self._rpcs[1:]:
                rpc.take(now, entry.frame)
            answer = self._rpc.take(now, entry.frame)
            if answer is not None:
                self._answer(now, answer)
        self._flush(now)

    def outgoing(self) -> list[Effect]:
        """Texts and closes, in order."""
        effects, self._effects = self._effects, []
        return effects

    def next_deadline(self) -> float | None:
        """The next late answer or call time-out."""
        timeouts = (rpc.next_deadline() for rpc in self._rpcs)
        return earliest(*timeouts, *(due for due, *_ in self._late))

    def advance(self, now: float) -> None:
        """Give late answers that are due; time out an unanswered call."""
        for rpc in self._rpcs:
            rpc.advance(now)
        due = sorted(late[:2] for late in self._late if late[0] <= now)
        for moment in due:
            late = next(late for late in self._late if late[:2] == moment)
            self._late.remove(late)
            self._respond(now, late[2], late[3])
        self._flush(now)

    def call(self, now: float, own: OwnCall) -> None:
        """Queue a request of the central system, or send it at once."""
        if own.at_once:
            self._hasty.append(self._new_rpc())
            self._send(now, self._hasty[-1], own)
        else:
            self._waiting.append(own)
            self._flush(now)

    def send_text(self, now: float, text: str) -> None:
        """Send any text, well-formed or not, outside all bookkeeping."""
        self._record(now, Direction.TO_CHARGE_POINT, text)
        self._effects.append(text)

    def _answer(self, now: float, answer: Answer) -> None:
        call = answer.call
        if not self.system.answers.is_answered(call.action):
            return
        refusal = self._objection(call.action, call.payload)
        if refusal is not None:
            answer.error(*refusal)
            return
        response = self.system.script.response_to(
            self.charge_point.identity, call.action, call.payload
        )
        delay = 0.0 if isinstance(response, Silence) else response.after
        if delay > 0:
            self._late.append((now + delay, len(self._late), answer, response))
        else:
            self._respond(now, answer, response)

    def _objection(self, action: str, payload: Payload) -> tuple[ErrorCode, str] | None:
        if action not in ACTIONS:
            return ErrorCode.NOT_IMPLEMENTED, f"{action} is no action of OCPP 1.6"
        if not may_start(Role.CHARGE_POINT, action):
            return ErrorCode.NOT_SUPPORTED, f"{action} is not sent by charge points"
        faults = schema.faults(action, payload)
        return (faults[0].code, str(faults[0])) if faults else None

    def _respond(self, now: float, answer: Answer, response: Response) -> None:
        match response:
            case Refusal(code, description):
                answer.error(code, description)
            case Reply(fields):
                action, request = answer.call.action, answer.call.payload
                polite = self.system.answers.to(action, now, self.charge_point, request)
                payload = {**polite, **fields}
                self._learn(action, request, payload)
                answer(payload)

    def _learn(self, action: str, request: Payload, response: Payload) -> None:
        if action == "BootNotification":
            self.charge_point.boot = request
            self.charge_point.registration = response.get("status")
            interval = response.get("interval")  # a script may answer anything
            self.charge_point.interval = float(interval) if isinstance(interval, int) else 0.0

    def _flush(self, now: float) -> None:
        self._emit(now, self._rpc)
        while self._waiting and self._rpc.idle and self._closing is None:
            self._send(now, self._rpc, self._waiting.popleft())

    def _send(self, now: float, rpc: Rpc, own: OwnCall) -> None:
        def concluded(moment: float, outcome: Outcome) -> None:
            _conclude(own, moment, outcome)
            self.system.concluded(self.charge_point.identity, own)

        rpc.call(now, own.action, own.payload, concluded)
        self._emit(now, rpc, probe=own.probe)

    def _emit(self, now: float, rpc: Rpc, *, probe: bool = False) -> None:
        for text in rpc.outgoing():
            if isinstance(text, str):
                self._record(now, Direction.TO_CHARGE_POINT, text, probe=probe)
            self._effects.append(text)

    @property
    def _rpcs(self) -> tuple[Rpc, ...]:
        return self._rpc, *self._hasty

    def _new_rpc(self) -> Rpc:
        return Rpc(self.system.new_ids, self.system.call_timeout)

    def _record(
        self, now: float, direction: Direction, text: str, *, probe: bool = False
    ) -> FrameEntry:
        return self.system.journal.frame(
            now, self.charge_point.identity, self.number, direction, text, probe=probe
        )


def _conclude(own: OwnCall, now: float, outcome: Outcome) -> None:
    own.outcome = outcome
    if own.on_outcome is not None:
        own.on_outcome(now, outcome)
