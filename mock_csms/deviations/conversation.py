"""Seeded deviations in the conversation itself: ids, nonsense, answers, requests at a wrong time."""

from __future__ import annotations

import re
from collections.abc import Callable

from mock_csms.connection import Connection
from mock_csms.deviations.seeding import deviates
from mock_csms.own_call import OwnCall
from ocpp16 import timestamps
from ocpp16.endpoint import Effect
from ocpp16.frames import Call, CallError, CallResult, ErrorCode, read, serialize
from ocpp16.rpc import Rpc

Match = re.Match[str]
INVALID_DATA, TOO_BIG = 1007, 1009
LONG_ANSWER, LONG_MESSAGE = 400, 10_000
PLAIN = re.compile(r'\[[2-4],"[^"\\]*",[^\\]*\]', re.DOTALL)
"""A message as most write it: without spaces between its parts, and without escapes."""


class Reworded(Rpc):
    """What it sends is reworded on its way out."""

    def __init__(self, connection: Connection, pattern: str, repl: Callable[[Match], str]) -> None:
        """``repl`` says what takes the place of what the pattern finds."""
        super().__init__(connection.system.new_ids, connection.system.call_timeout)
        self._pattern, self._repl = re.compile(pattern), repl

    def outgoing(self) -> list[Effect]:
        """See ``Rpc``."""
        return [
            self._pattern.sub(self._repl, each) if isinstance(each, str) else each
            for each in super().outgoing()
        ]


@deviates("CSM-FRAME-001")
class IdsBecomeNumbers(Connection):
    """An id that looks like a number comes back as one."""

    def new_rpc(self) -> Rpc:
        return Reworded(self, r'^\[3,"(\d+)"', lambda found: f"[3,{int(found[1])}")


@deviates("CSM-FRAME-001")
class IdsInLowerCase(Connection):
    """An id comes back in lower case."""

    def new_rpc(self) -> Rpc:
        return Reworded(self, r'^\[3,"[^"]*"', lambda found: found[0].lower())


@deviates("CSM-FRAME-001")
class IdsAreCut(Connection):
    """Of an id the first 32 characters come back."""

    def new_rpc(self) -> Rpc:
        return Reworded(self, r'^(\[3,"[^"]{32})[^"]*"', lambda found: f'{found[1]}"')


@deviates("CSM-BOOT-006")
class PutsOffWithoutEnd(Connection):
    """A charge point that is put off is not told for how long."""

    def new_rpc(self) -> Rpc:
        return Reworded(self, r'"interval":\d+', lambda _found: '"interval":0')


@deviates("CSM-CONN-006")
class AsksAtTheDoor(Connection):
    """A charge point is asked for its configuration as soon as it is connected."""

    def connected(self, now: float) -> None:
        super().connected(now)
        self.call(now, OwnCall("GetConfiguration", {}))


@deviates("CSM-BOOT-008")
class AsksTheRejected(Connection):
    """A charge point that was rejected is asked for its configuration."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if self.charge_point.registration == "Rejected" and isinstance(read(text), Call):
            self.call(now, OwnCall("GetConfiguration", {}))


@deviates("CSM-ANSW-002")
class RestartsTheStubborn(Connection):
    """A charge point that refuses something is restarted."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        frame = read(text)
        is_no = isinstance(frame, CallResult) and frame.payload.get("status") == "Rejected"
        if is_no or isinstance(frame, CallError):
            self.call(now, OwnCall("Reset", {"type": "Soft"}))


@deviates("CSM-HB-003")
class NullIsNoPayload(Connection):
    """A message with null for its payload is malformed."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text.replace(",null]", "]"))


@deviates("CSM-CLOCK-004")
class IgnoresOddTimes(Connection):
    """A message whose time stamp cannot be read is not answered."""

    def receive(self, now: float, text: str) -> None:
        frame = read(text)
        stamp = frame.payload.get("timestamp") if isinstance(frame, Call) else None
        if stamp is None or timestamps.is_valid(stamp):
            super().receive(now, text)


@deviates("CSM-DATA-003")
class IgnoresOddData(Connection):
    """A DataTransfer whose data is no text is not answered."""

    def receive(self, now: float, text: str) -> None:
        if '"data":{' not in text:
            super().receive(now, text)


@deviates("CSM-TEXT-005")
class ReadsByPattern(Connection):
    """A message with spaces or escapes that most do without is not understood."""

    def receive(self, now: float, text: str) -> None:
        if PLAIN.fullmatch(text):
            super().receive(now, text)


@deviates("CSM-TEXT-004")
class ShortMessagesOnly(Connection):
    """A message of more than 10 000 characters ends the connection."""

    def receive(self, now: float, text: str) -> None:
        if len(text) > LONG_MESSAGE:
            self.close(TOO_BIG, "too long")
        super().receive(now, text)


@deviates("CSM-ANSW-001")
class ShortAnswersOnly(Connection):
    """An answer of more than 400 characters ends the connection."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if isinstance(read(text), CallResult) and len(text) > LONG_ANSWER:
            self.close(TOO_BIG, "too long")


@deviates("CSM-FRAME-003")
class EndsOnRepeatedId(Connection):
    """A request under an id that was used before ends the connection."""

    def misuse(self, call_id: str) -> tuple[ErrorCode, str] | None:
        asked = self.system.journal.requests_sent()
        ids = [each.request.id for each in asked if each.call.connection == self.number]
        if ids.count(call_id) > 1:
            self.close(INVALID_DATA, "that id is used")
        return super().misuse(call_id)


@deviates("CSM-RECON-005")
class IdsForLife(Connection):
    """An id that was used on any connection of the charge point is refused."""

    def misuse(self, call_id: str) -> tuple[ErrorCode, str] | None:
        asked = self.system.journal.requests_sent()
        identity = self.charge_point.identity
        ids = [each.request.id for each in asked if each.identity == identity]
        is_used = ids.count(call_id) > 1
        return (ErrorCode.GENERIC_ERROR, "used") if is_used else super().misuse(call_id)


@deviates("CSM-FRAME-009")
class EndsOnNonsense(Connection):
    """What is no message ends the connection."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if read(text) is None:
            self.close(INVALID_DATA, "what was that?")


@deviates("CSM-FRAME-009")
class ComplainsInWords(Connection):
    """What is no message is answered with an explanation that is none, either."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if read(text) is None:
            self.send_text(now, "Sorry, I did not understand that.")


@deviates("CSM-FRAME-010")
class AnswersAnswers(Connection):
    """An answer that nobody waits for is refused with a CALLERROR."""

    def receive(self, now: float, text: str) -> None:
        frame, is_expected = read(text), not self.idle
        super().receive(now, text)
        if isinstance(frame, CallResult | CallError) and not is_expected:
            self.send_text(now, serialize(CallError(frame.id, ErrorCode.PROTOCOL_ERROR)))


@deviates("CSM-FRAME-010")
class EndsOnUnexpectedAnswer(Connection):
    """An answer that nobody waits for ends the connection."""

    def receive(self, now: float, text: str) -> None:
        frame, is_expected = read(text), not self.idle
        super().receive(now, text)
        if isinstance(frame, CallResult | CallError) and not is_expected:
            self.close(INVALID_DATA, "nobody asked")


@deviates("CSM-FRAME-012")
class EndsOnSecondAnswer(Connection):
    """A second answer to the same request ends the connection."""

    _last = ""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if isinstance(read(text), CallResult) and text == self._last:
            self.close(INVALID_DATA, "you said so")
        self._last = text


@deviates("CSM-FRAME-012")
class EndsOnOddAnswer(Connection):
    """An answer that cannot be read ends the connection."""

    def receive(self, now: float, text: str) -> None:
        super().receive(now, text)
        if text.startswith(("[3", "[4")) and read(text) is None:
            self.close(INVALID_DATA, "what was that?")
