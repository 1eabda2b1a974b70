"""The bridge core: one connection, one device, and the blocks between them. An ``Endpoint``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ocpp16 import schema
from ocpp16.actions import ACTIONS
from ocpp16.endpoint import Close, Effect, earliest
from ocpp16.frames import ErrorCode
from ocpp16.rpc import Answer, Rpc
from reference_impl import device_link as link
from reference_impl.account.sessions import ChargingSessions
from reference_impl.bridge.authorization import Authorization
from reference_impl.bridge.availability import Availability
from reference_impl.bridge.block import Block, Handler, Request
from reference_impl.bridge.charging_profiles import ChargingProfiles
from reference_impl.bridge.composite import CompositeSchedule
from reference_impl.bridge.configuration import Configuration
from reference_impl.bridge.connection import Connection
from reference_impl.bridge.errands import Errands
from reference_impl.bridge.firmware import Firmware
from reference_impl.bridge.heartbeat import Heartbeat
from reference_impl.bridge.metering import Metering
from reference_impl.bridge.registration import Registration
from reference_impl.bridge.remote_control import RemoteControl
from reference_impl.bridge.reset import Reset
from reference_impl.bridge.rest_of_core import RestOfCore
from reference_impl.bridge.status import Status
from reference_impl.bridge.transaction_queue import TransactionQueue
from reference_impl.bridge.transactions import Transactions
from reference_impl.bridge.triggers import Triggers
from reference_impl.bridge.unlocking import Unlocking
from reference_impl.parts import Parts
from reference_impl.settings import StationSettings
from reference_impl.store import Store


class Bridge:
    """Speaks OCPP for a device. Everything that must survive a restart lies in the store."""

    def __init__(
        self,
        settings: StationSettings,
        store: Store,
        device_link: link.DeviceLink,
        new_ids: Iterator[str],
        parts: Parts,
    ) -> None:
        self.settings = settings
        self.store = store
        self.link = device_link
        self.new_ids = new_ids
        self.parts = parts
        self.effects: list[Effect] = []
        self.is_connected = False
        self.state = link.DeviceState(firmware=settings.firmware)
        self._now = 0.0
        self._rpc = Rpc(new_ids, settings.call_timeout)
        self.sessions = parts.make(ChargingSessions, store)
        self.errands = parts.make(Errands, self)
        self.configuration = parts.make(Configuration, self)
        self.connection = parts.make(Connection, self)
        self.registration = parts.make(Registration, self)
        self.triggers = parts.make(Triggers, self)
        self.queue = parts.make(TransactionQueue, self)
        self.transactions = parts.make(Transactions, self)
        self.status = parts.make(Status, self)
        self.authorization = parts.make(Authorization, self)
        self.availability = parts.make(Availability, self)
        self.profiles = parts.make(ChargingProfiles, self)
        self.composite_schedule = parts.make(CompositeSchedule, self)
        self.metering = parts.make(Metering, self)
        self.remote_control = parts.make(RemoteControl, self)
        self.unlocking = parts.make(Unlocking, self)
        self.reset = parts.make(Reset, self)
        self.firmware = parts.make(Firmware, self)
        self.heartbeat = parts.make(Heartbeat, self)
        self.rest_of_core = parts.make(RestOfCore, self)
        self.blocks: tuple[Block, ...] = (
            self.connection,
            self.errands,
            self.registration,
            self.triggers,
            self.queue,
            self.availability,
            self.transactions,
            self.status,
            self.authorization,
            self.profiles,
            self.composite_schedule,
            self.metering,
            self.remote_control,
            self.unlocking,
            self.reset,
            self.firmware,
            self.heartbeat,
            self.configuration,
            self.rest_of_core,
        )
        """In the order in which they may speak when several have something to say."""
        self._handlers: dict[str, tuple[Block, Handler]] = {}
        for block in self.blocks:
            self._handlers.update({a: (block, h) for a, h in block.handlers().items()})
        self._advancing = self._overriding("advance")
        self._speaking = self._overriding("next_call")
        self._timed = self._overriding("next_deadline")

    # life --------------------------------------------------------------------------------------

    def start(self, now: float) -> None:
        """Begin, or begin anew after a restart: ask the device how it is, then connect."""
        self._synchronize(now, self.connection.dial)

    def _synchronize(self, now: float, then: Callable[[float], None]) -> None:
        """Tell the device its preferences and take in its facts, if it can be reached."""

        def told(moment: float, reply: link.Reply | link.Unreachable) -> None:
            if self.is_over():
                return
            if isinstance(reply, link.Reply):
                self.learn(moment, reply.state, reply.reading)
            then(moment)
            self._step(moment)

        preferences = self.configuration.preferences()
        self.link.command(now, link.Configure(preferences, again=True), told)

    def is_over(self) -> bool:
        """Whether another bridge has taken this one's place, so that replies come too late."""
        return self.link.listener is not self

    # endpoint ----------------------------------------------------------------------------------

    def connected(self, now: float) -> None:
        """See ``Endpoint``."""
        self.is_connected = True
        for block in self.blocks:
            block.connected(now)
        self._step(now)

    def disconnected(self, now: float, code: int) -> None:
        """See ``Endpoint``."""
        self.is_connected = False
        self._rpc.disconnected(now)
        for block in self.blocks:
            block.disconnected(now)
        self._step(now)

    def receive(self, now: float, text: str) -> None:
        """See ``Endpoint``."""
        answer = self._rpc.receive(now, text)
        if answer is not None and self.registration.answers_requests():
            self._handle(now, answer)
        self._step(now)

    def outgoing(self) -> list[Effect]:
        """See ``Endpoint``. What was said goes out before the connection is given up."""
        effects = self._rpc.outgoing() + self.effects
        self.effects = []
        return effects

    def next_deadline(self) -> float | None:
        """See ``Endpoint``. What is due by now and still waits, waits for something else."""
        deadlines = [block.next_deadline() for block in self._timed]
        deadlines.append(self._rpc.next_deadline())
        return earliest(*(d for d in deadlines if d is not None and d > self._now))

    def advance(self, now: float) -> None:
        """See ``Endpoint``."""
        self._rpc.advance(now)
        self._step(now)

    def close_connection(self, reason: str) -> None:
        """Give the connection up, to open another one."""
        self.effects.append(Close(1000, reason))

    # device ------------------------------------------------------------------------------------

    def hear(self, now: float, event: link.Event) -> None:
        """Take in what the device says of itself."""
        match event:
            case link.StateReported(state, reading):
                self.learn(now, state, reading)
            case link.Booted(state, reading):
                self.learn(now, state, reading)
                for block in self.blocks:
                    block.device_booted(now, reading)
            case link.PinEntered(pin):
                self.authorization.pin_entered(now, pin)
            case link.SetByHand(preferences):
                self.configuration.follow(now, preferences)
            case link.FirmwareProgress(status):
                self.firmware.progress(now, status)
        self._step(now)

    def choose_in_app(self, now: float, mode: str) -> None:
        """The owner's app speaks to the cloud service, not to the device."""
        self.authorization.chosen_in_app(now, mode)
        self._step(now)

    def link_restored(self, now: float) -> None:
        """The device can be reached again: it is asked how it is before the blocks go on."""

        def resume(moment: float) -> None:
            for block in self.blocks:
                block.link_restored(moment)

        self._synchronize(now, resume)

    def learn(self, now: float, state: link.DeviceState, reading: link.Reading) -> None:
        """Note the device's facts and let the blocks draw their conclusions."""
        before, self.state = self.state, state
        for block in self.blocks:
            block.device_changed(now, before, reading)
        self.status.refresh(now)

    def command(self, now: float, command: link.Command, on_reply: link.OnReply) -> None:
        """Send the device a command; its facts are noted before the block hears the reply."""

        def reply_arrived(moment: float, reply: link.Reply | link.Unreachable) -> None:
            if self.is_over():
                return
            if isinstance(reply, link.Reply):
                self.state = reply.state
            on_reply(moment, reply)
            self.status.refresh(moment)
            self._step(moment)

        self.link.command(now, command, reply_arrived)

    def supports(self, action: str) -> bool:
        """Whether a request is answered on its merits: this release of the bridge knows it."""
        return action in self._handlers and action not in self.settings.unsupported_actions

    def turn_away(self, answer: Answer) -> None:
        """What is not supported is refused in so many words (OCPP-J 4.2.3)."""
        action = answer.call.action
        answer.error(ErrorCode.NOT_SUPPORTED, f"{action} is not supported")

    # talking -----------------------------------------------------------------------------------

    def _handle(self, now: float, answer: Answer) -> None:
        action, payload = answer.call.action, answer.call.payload
        if action not in ACTIONS:
            answer.error(ErrorCode.NOT_IMPLEMENTED, f"{action} is no action of OCPP 1.6")
            return
        if not self.supports(action):
            self.turn_away(answer)
            return
        block, handler = self._handlers[action]
        payload = block.completed(payload)
        faults = schema.faults(action, payload)
        if faults:
            answer.error(faults[0].code, str(faults[0]))
            return
        handler(now, payload, answer)

    _stepping = False

    def _step(self, now: float) -> None:
        """Let every block do what is due, then say what there is to say."""
        self._now = now
        if self._stepping:
            return
        self._stepping = True
        for block in self._advancing:
            block.advance(now)
        while self.is_connected and self._rpc.idle:
            request = self._next_call(now)
            if request is None:
                break
            self._rpc.call(now, request.action, request.payload, request.on_outcome)
        self._stepping = False

    def _next_call(self, now: float) -> Request | None:
        for block in self._speaking:
            if self.registration.permits(block):
                request = block.next_call(now)
                if request is not None:
                    return request
        return None

    def _overriding(self, hook: str) -> list[Block]:
        """The blocks that have something of their own to do at a hook; the others cost nothing."""
        return [b for b in self.blocks if getattr(type(b), hook) is not getattr(Block, hook)]
