"""One charge point's connection as the central system sees it: answers, own calls, late answers."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from mock_csms.access import SUBPROTOCOL, Handshake
from mock_csms.at_once import acknowledged
from mock_csms.charge_points import ChargePoint
from mock_csms.domain.learning import Lesson, learn_outcome, learn_request
from mock_csms.faults import AnswerFrame, fault_row
from mock_csms.own_call import OwnCall
from mock_csms.responses import (
    Computed,
    Fault,
    Refusal,
    Reply,
    Response,
    Text,
    delay_of,
    fault_of,
    filled_in,
    payload_of,
)
from ocpp16 import schema
from ocpp16.actions import ALL_ACTIONS, Role, may_start
from ocpp16.endpoint import Close, Effect, Fragments, IgnorePings, earliest
from ocpp16.frames import MAX_ID, Call, CallError, CallResult, ErrorCode, Frame, Payload, read
from ocpp16.journal import Direction, Exchange
from ocpp16.rpc import Answer, Disconnected, Outcome, Rpc, TimedOut

if TYPE_CHECKING:
    from mock_csms.central_system import CentralSystem

STALE_CONNECTION, NO_SUBPROTOCOL, UNSUPPORTED_DATA = 1001, 1002, 1003
MOST_LATE = 1000
"""Answers that one connection holds back at a time; a CALL that wants one more is refused."""
TOO_MANY_LATE = "too-many-late"
"""How the journal names that refusal."""


class Connection:
    """One charge point's connection: an ``Endpoint``."""

    def __init__(
        self, system: CentralSystem, charge_point: ChargePoint, number: int, handshake: Handshake
    ) -> None:
        self.system = system
        self.charge_point = charge_point
        self.number = number
        self.handshake = handshake
        self._rpc = self.new_rpc()
        self._hasty: list[Rpc] = []
        """One for each call that did not wait for its turn."""
        self._waiting: deque[OwnCall] = deque()
        self._late: list[tuple[float, int, Answer, Exchange, Response]] = []
        self._tickets = count()
        self._effects: list[Effect] = []
        self._closing: int | None = None
        self._is_plain = type(self) is Connection
        """Whether nobody has made it decide otherwise."""
        self._is_open = False

    def connected(self, now: float) -> None:
        """Take the place of an earlier connection of the same identity, which counts as stale."""
        self._is_open = True
        stale, self.charge_point.connection = self.charge_point.connection, self
        self.charge_point.last_seen = now
        if stale is not None:
            stale.close(STALE_CONNECTION, "replaced by a newer connection")
        if not self.shares_subprotocol():
            self.close(NO_SUBPROTOCOL, f"no common subprotocol, {SUBPROTOCOL} is spoken here")

    def shares_subprotocol(self) -> bool:
        """Whether the charge point offers what is spoken here (OCPP-J 3.1.2)."""
        return SUBPROTOCOL in self.handshake.subprotocols

    @property
    def idle(self) -> bool:
        """Whether no request of the central system waits for its answer."""
        return self._rpc.idle

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
            self._waiting.popleft().conclude(now, Disconnected())

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
        acknowledgement = self._acknowledged(now, text)
        if acknowledgement is None:
            self._take(now, text)
        else:
            self._effects.append(acknowledgement)
        if self._waiting:
            self._flush(now)

    def _acknowledged(self, now: float, text: str) -> str | None:
        if self._late or not self._is_plain:  # an id in use only the long way finds
            return None
        return acknowledged(self.system, self.charge_point, self.number, now, text)

    def _take(self, now: float, text: str) -> None:
        frame = read(text)
        self._record(now, Direction.TO_CENTRAL_SYSTEM, text, frame=frame)
        if frame is None:
            self._rpc.receive(now, text)
        else:
            if self._hasty:
                self._settle_hasty(now, frame)
            answer = self._rpc.take(now, frame)
            if answer is not None:
                self._answer(now, answer)
        self._emit(now, self._rpc)

    def receive_binary(self, now: float, data: bytes) -> None:
        """Record the message, and close: OCPP-J messages are text."""
        if self._closing is None:
            self.charge_point.last_seen = now
            self.system.journal.binary(
                now, self.charge_point.identity, self.number, Direction.TO_CENTRAL_SYSTEM, data
            )
            self.close(UNSUPPORTED_DATA, "OCPP-J messages are text")

    def outgoing(self) -> list[Effect]:
        """Texts and closes, in order."""
        effects, self._effects = self._effects, []
        return effects

    def next_deadline(self) -> float | None:
        """The next late answer or call time-out."""
        if not (self._late or self._hasty or self._waiting):
            return self._rpc.next_deadline()
        timeouts = (rpc.next_deadline() for rpc in self._rpcs)
        given_up = (own.deadline for own in self._waiting)
        return earliest(*timeouts, *given_up, *(due for due, *_ in self._late))

    def advance(self, now: float) -> None:
        """Give late answers that are due; time out an unanswered call."""
        for rpc in self._rpcs:
            rpc.advance(now)
        self._forget_settled()
        self._give_up(now)
        due = sorted((late for late in self._late if late[0] <= now), key=lambda late: late[:2])
        self._late = [late for late in self._late if late[0] > now]
        for _, _, answer, exchange, response in due:
            self._respond(now, answer, exchange, response)
        self._flush(now)

    def call(self, now: float, own: OwnCall) -> None:
        """Queue a request of the central system, or send it at once."""
        if own.at_once:
            self._hasty.append(self.new_rpc())
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
        if self.ignores(call):
            return
        refusal = self.misuse(call.id) or self.objection(call.action, call.payload)
        if refusal is not None:
            answer.error(*refusal)
            return
        if self.system.is_polite():
            self._answer_politely(now, answer)
            return
        exchange = self.system.journal.exchanges[-1]
        response = self._chosen(now, exchange)
        delay = delay_of(response)
        if delay > 0:
            self._late.append((now + delay, next(self._tickets), answer, exchange, response))
        else:
            self._respond(now, answer, exchange, response)

    def _answer_politely(self, now: float, answer: Answer) -> None:
        """As with the response ``Reply()``, which says nothing of its own."""
        self.charge_point.count_call()
        action, request = answer.call.action, answer.call.payload
        payload = self.system.answers.to(action, now, self.charge_point, request)
        self._learn(now, action, request, payload)
        answer(payload)

    def _learn(self, now: float, action: str, request: Payload, response: Payload) -> None:
        known, transactions = self.charge_point, self.system.transactions
        learn_request(action, Lesson(now, known, transactions, request, response))

    def _chosen(self, now: float, exchange: Exchange) -> Response:
        """The response of a stub, else what chance wants, else the polite answer."""
        number = self.charge_point.count_call()
        cause, response = self._unusual(now, exchange, number)
        if isinstance(response, Computed):
            response = response.respond(exchange)
        if isinstance(response, Fault) and response.after is None:
            response = replace(response, after=fault_row(response.name).after)
        if delay_of(response) > 0 and len(self._late) >= MOST_LATE:
            cause = f"{MOST_LATE} answers are held back on this connection"
            self._inject(now, exchange, number, TOO_MANY_LATE, cause)
            return Refusal(ErrorCode.INTERNAL_ERROR, cause)
        fault = fault_of(response)
        if fault is not None:
            self._inject(now, exchange, number, fault, cause)
        return response

    def _inject(self, now: float, exchange: Exchange, number: int, fault: str, cause: str) -> None:
        self.system.journal.injected(
            now, self.charge_point.identity, self.number, fault,
            action=exchange.action, number=number, cause=cause,
        )  # fmt: skip

    def _unusual(self, now: float, exchange: Exchange, number: int) -> tuple[str, Response]:
        stub = self.system.script.stub_for(now, exchange)
        if stub is not None:
            return "stub", stub.response
        chaos = self.system.chaos
        fault = chaos and chaos.strikes(exchange.identity, exchange.action, number)
        return (chaos.cause, Fault(fault)) if chaos and fault else ("", Reply())

    def misuse(self, call_id: str) -> tuple[ErrorCode, str] | None:
        """What makes an id improper (OCPP-J 4.2.3): its length, or that it is in use."""
        if len(call_id) > MAX_ID:
            return ErrorCode.FORMATION_VIOLATION, f"a message id has at most {MAX_ID} characters"
        if any(answer.call.id == call_id for _, _, answer, _, _ in self._late):
            return ErrorCode.GENERIC_ERROR, "the message id is in use: its CALL is not answered yet"
        return None

    def ignores(self, call: Call) -> bool:
        """Whether a CALL is left unanswered: none is."""
        return not self.system.answers.is_answered(call.action)

    def objection(self, action: str, payload: Payload) -> tuple[ErrorCode, str] | None:
        """Why a request is refused with a CALLERROR, in its code and in words."""
        if action not in ALL_ACTIONS:
            return ErrorCode.NOT_IMPLEMENTED, f"{action} is no action of OCPP 1.6"
        if not may_start(Role.CHARGE_POINT, action):
            return ErrorCode.NOT_SUPPORTED, f"{action} is not sent by charge points"
        faults = schema.faults(action, payload)
        return (faults[0].code, str(faults[0])) if faults else None

    def _respond(self, now: float, answer: Answer, exchange: Exchange, response: Response) -> None:
        match response:
            case Refusal(code, description):
                answer.error(code, description)
            case Reply():
                answer(self._given(now, exchange, response))
            case Text(text):
                self.send_text(now, filled_in(text, now, exchange))
            case Fault():
                self._spoil(now, exchange, response)

    def _given(self, now: float, exchange: Exchange, reply: Reply) -> Payload:
        payload = self._worded(now, exchange, reply)
        self._learn(now, exchange.action, exchange.payload, payload)
        return payload

    def _worded(self, now: float, exchange: Exchange, reply: Reply) -> Payload:
        action, request = exchange.action, exchange.payload
        answers = self.system.answers
        polite = partial(answers.to, action, now, self.charge_point, request)
        return payload_of(reply, polite, now, exchange)

    def _spoil(self, now: float, exchange: Exchange, fault: Fault) -> None:
        row, call_id = fault_row(fault.name), exchange.request.id
        frame: AnswerFrame
        if isinstance(fault.of, Refusal):
            frame = CallError(call_id, fault.of.code, fault.of.description)
        elif row.arrives:
            frame = CallResult(call_id, self._given(now, exchange, fault.of))
        else:
            frame = CallResult(call_id, self._worded(now, exchange, fault.of))
        for effect in row.spoil(frame):
            self._carry_out(now, effect)

    def _carry_out(self, now: float, effect: Effect) -> None:
        match effect:
            case str():
                self.send_text(now, effect)
            case Close(code, reason):
                self.close(code, reason)
            case Fragments(parts):
                self._record(now, Direction.TO_CHARGE_POINT, "".join(parts))
                self._effects.append(effect)
            case IgnorePings():
                self._effects.append(effect)

    def _flush(self, now: float) -> None:
        self._emit(now, self._rpc)
        while self._waiting and self._rpc.idle and self._closing is None:
            self._send(now, self._rpc, self._waiting.popleft())

    def _give_up(self, now: float) -> None:
        """Conclude the requests whose time is over before their turn has come."""
        overdue = [own for own in self._waiting if own.is_overdue(now)]
        self._waiting = deque(own for own in self._waiting if not own.is_overdue(now))
        for own in overdue:
            own.conclude(now, TimedOut())

    def _send(self, now: float, rpc: Rpc, own: OwnCall) -> None:
        def concluded(moment: float, outcome: Outcome) -> None:
            known, transactions = self.charge_point, self.system.transactions
            learn_outcome(own.action, moment, known, transactions, own.payload, outcome)
            own.conclude(moment, outcome)
            self.system.concluded(self.charge_point.identity, own)

        rpc.call(now, own.action, own.payload, concluded, deadline=own.deadline)
        self._emit(now, rpc, probe=own.probe)

    def _emit(self, now: float, rpc: Rpc, *, probe: bool = False) -> None:
        for text in rpc.outgoing():
            if isinstance(text, str):
                self._record(now, Direction.TO_CHARGE_POINT, text, probe=probe)
            self._effects.append(text)

    @property
    def _rpcs(self) -> tuple[Rpc, ...]:
        return self._rpc, *self._hasty

    def new_rpc(self) -> Rpc:
        """What correlates answers with requests of this end."""
        return Rpc(self.system.new_ids, self.system.call_timeout)

    def _record(
        self,
        now: float,
        direction: Direction,
        text: str,
        *,
        probe: bool = False,
        frame: Frame | None = None,
    ) -> None:
        identity, journal = self.charge_point.identity, self.system.journal
        journal.frame(now, identity, self.number, direction, text, probe=probe, frame=frame)

    def _settle_hasty(self, now: float, frame: Frame) -> None:
        for rpc in self._rpcs[1:]:
            rpc.take(now, frame)
        self._forget_settled()

    def _forget_settled(self) -> None:
        self._hasty = [rpc for rpc in self._hasty if not rpc.idle]
