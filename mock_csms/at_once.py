"""The short way for what nearly all traffic consists of: valid MeterValues, acknowledged politely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_csms.answers import Answers
from mock_csms.domain.learning import learn_readings
from ocpp16.meter_values import ACTION, read_meter_values

if TYPE_CHECKING:
    from mock_csms.central_system import CentralSystem
    from mock_csms.charge_points import ChargePoint


def acknowledged(
    system: CentralSystem, known: ChargePoint, connection: int, now: float, text: str
) -> str | None:
    """The answer to a text, recorded and learned from; None when the long way has to be gone.

    Its outcome would be the same. The answer is a constant but for the id, and known to be valid.
    """
    if not system.is_polite() or type(system.answers) is not Answers:
        return None
    call = read_meter_values(text)
    if call is None:
        return None
    known.count_call()
    content = call.content
    learn_readings(
        known, system.transactions, content.connectorId, content.transactionId, content.meterValue
    )
    answer = f'[3,"{call.id}",{{}}]'
    system.journal.exchanged(now, known.identity, connection, ACTION, text, answer)
    return answer
