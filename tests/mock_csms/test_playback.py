"""The playback's core by hand: what goes out when, and what counts as a difference."""

from __future__ import annotations

import json
from typing import Any

from mock_csms.playback import Playback
from ocpp16.actions import Role
from ocpp16.endpoint import Close, Dial
from ocpp16.journal import Direction, Journal

UP, DOWN = Direction.TO_CENTRAL_SYSTEM, Direction.TO_CHARGE_POINT
START = 1_767_600_000.0
NOW = START + 86_400
DIAL = Dial("ws://x/CP1")
BOOT = '[2,"b","BootNotification",{"chargePointVendor":"v","chargePointModel":"m"}]'
BOOTED = '[3,"b",{"status":"Accepted","currentTime":"2026-01-05T08:00:00Z","interval":300}]'


def recorded(
    *frames: tuple[float, Direction, str], end: tuple[float, int, Role] | None = None
) -> Journal:
    journal = Journal()
    number = journal.opened(START, "CP1", "/CP1", ("ocpp1.6",))
    for at, direction, text in frames:
        journal.frame(START + at, "CP1", number, direction, text)
    if end is not None:
        journal.closed(START + end[0], "CP1", number, end[1], end[2])
    return journal


def as_charge_point(journal: Journal, **options: Any) -> Playback:
    core = Playback(journal, Role.CHARGE_POINT, dial=DIAL, **options)
    core.start(NOW)
    assert core.outgoing() == [DIAL]
    core.connected(NOW)
    return core


def as_central_system(journal: Journal, **options: Any) -> Playback:
    core = Playback(journal, Role.CENTRAL_SYSTEM, **options)
    core.start(NOW)
    core.connected(NOW)
    return core


def messages(core: Playback) -> list[str]:
    return [difference.message for difference in core.differences]


SESSION = (
    (0.0, UP, BOOT),
    (1.0, DOWN, BOOTED),
    (5.0, UP, '[2,"s","StartTransaction",{"timestamp":"2026-01-05T08:00:04Z"}]'),
    (6.0, DOWN, '[3,"s",{"transactionId":1,"idTagInfo":{"status":"Accepted"}}]'),
    (9.0, UP, '[2,"e","StopTransaction",{"transactionId":1}]'),
    (9.5, DOWN, '[3,"e",{}]'),
)


def test_own_calls_go_out_with_the_recorded_gaps_and_the_peers_ids() -> None:
    core = as_charge_point(recorded(*SESSION))
    assert core.outgoing() == [BOOT]
    core.receive(NOW + 1, BOOTED)
    assert core.outgoing() == []
    assert core.next_deadline() == NOW + 5
    core.advance(NOW + 5)
    (start,) = core.outgoing()
    assert json.loads(str(start))[3] == {"timestamp": "2026-01-06T08:00:04.000Z"}
    core.receive(NOW + 6, '[3,"s",{"transactionId":42,"idTagInfo":{"status":"Accepted"}}]')
    core.advance(NOW + 9)
    assert core.outgoing() == ['[2,"e","StopTransaction",{"transactionId":42}]']
    core.receive(NOW + 9.1, '[3,"e",{}]')
    assert core.outgoing() == [Close(1000)]
    core.disconnected(NOW + 9.2, 1000)
    assert (core.is_over, core.broken, core.differences) == (True, None, [])


def test_a_late_peer_makes_what_follows_later() -> None:
    core = as_charge_point(recorded(*SESSION))
    core.outgoing()
    core.receive(NOW + 3, BOOTED)
    assert core.next_deadline() == NOW + 7


def test_the_pace_divides_the_gaps_and_none_leaves_them_out() -> None:
    core = as_charge_point(recorded(*SESSION), pace=10.0)
    core.receive(NOW, BOOTED)
    assert core.next_deadline() == NOW + 0.5
    core = as_charge_point(recorded(*SESSION), pace=None)
    core.outgoing()
    core.receive(NOW, BOOTED)
    assert len(core.outgoing()) == 1


def test_another_answer_is_a_difference_with_its_record() -> None:
    core = as_charge_point(recorded(*SESSION))
    core.receive(NOW, BOOTED.replace("Accepted", "Pending").replace("08:00", "09:00"))
    (difference,) = core.differences
    assert difference.message == (
        "BootNotification was answered otherwise: status: Pending instead of Accepted"
    )
    assert difference.recorded is not None
    assert difference.recorded.index == 2


def test_a_callerror_and_a_result_are_told_apart() -> None:
    asked = (0.0, UP, '[2,"h","Heartbeat",{}]')
    refusal = (1.0, DOWN, '[4,"h","InternalError","sorry",{}]')
    for live, message in [
        ('[4,"h","InternalError","other words",{}]', []),
        ('[4,"h","NotSupported","",{}]', ["with NotSupported instead of InternalError"]),
        ('[3,"h",{}]', ["with a CALLRESULT instead of InternalError"]),
    ]:
        core = as_charge_point(recorded(asked, refusal))
        core.receive(NOW, live)
        assert messages(core) == [f"Heartbeat was answered {each}" for each in message]
    core = as_charge_point(recorded(asked, (1.0, DOWN, '[3,"h",{}]')))
    core.receive(NOW, '[4,"h","InternalError","",{}]')
    assert messages(core) == ["Heartbeat was answered with InternalError instead of a CALLRESULT"]


def test_an_answer_that_does_not_come_is_waited_for_only_so_long() -> None:
    core = as_charge_point(recorded(*SESSION), patience=10.0)
    core.outgoing()
    assert core.next_deadline() == NOW + 11
    core.advance(NOW + 11)
    assert messages(core) == ["the peer did not answer BootNotification"]
    core.receive(NOW + 12, BOOTED)
    assert messages(core)[1:] == ["the peer answered 'b', which was not asked or no longer awaited"]


def test_an_answer_that_was_not_recorded_is_a_difference() -> None:
    core = as_charge_point(recorded((0.0, UP, BOOT), (5.0, UP, '[2,"h","Heartbeat",{}]')))
    core.receive(NOW, BOOTED)
    assert messages(core) == ["the peer answered BootNotification, unlike in the record"]


ORDERS = (
    (0.0, DOWN, '[2,"1","Reset",{"type":"Soft"}]'),
    (2.0, UP, '[3,"1",{"status":"Accepted"}]'),
    (3.0, DOWN, '[2,"2","Reset",{"type":"Hard"}]'),
    (3.0, UP, '[3,"2",{"status":"Rejected"}]'),
    (4.0, DOWN, '[2,"3","ClearCache",{}]'),
    (4.0, UP, '[4,"3","NotSupported","no",{}]'),
)


def test_the_peers_calls_are_answered_in_order_of_their_action_with_their_own_ids() -> None:
    core = as_charge_point(recorded(*ORDERS))
    core.receive(NOW, '[2,"x","Reset",{"type":"Hard"}]')
    assert core.outgoing() == []
    assert core.next_deadline() == NOW + 2
    core.advance(NOW + 2)
    assert core.outgoing() == ['[3,"x",{"status":"Accepted"}]']
    core.receive(NOW + 3, '[2,"y","ClearCache",{}]')
    core.receive(NOW + 3, '[2,"z","Reset",{}]')
    assert core.outgoing() == [
        '[4,"y","NotSupported","no",{}]',
        '[3,"z",{"status":"Rejected"}]',
        Close(1000),
    ]
    assert core.differences == []


def test_a_call_too_many_is_a_difference_and_answered_like_the_last() -> None:
    core = as_charge_point(recorded(*ORDERS), pace=None)
    for number in range(3):
        core.receive(NOW, f'[2,"{number}","Reset",{{}}]')
    assert core.outgoing()[-1] == '[3,"2",{"status":"Rejected"}]'
    assert messages(core) == ["the peer sent Reset more often than recorded (3 times)"]


def test_a_call_nobody_recorded_is_refused() -> None:
    core = as_charge_point(recorded(*ORDERS))
    core.receive(NOW, '[2,"u","UnlockConnector",{"connectorId":1}]')
    (refusal,) = core.outgoing()
    assert json.loads(str(refusal))[:3] == [4, "u", "NotSupported"]
    assert messages(core) == ["the peer sent UnlockConnector more often than recorded (1 times)"]


def test_a_call_that_does_not_come_is_a_difference() -> None:
    core = as_charge_point(recorded(*ORDERS), pace=None, patience=1.0)
    for second in range(1, 4):
        core.advance(NOW + second)
    assert messages(core) == [
        "the peer did not send Reset",
        "the peer did not send Reset",
        "the peer did not send ClearCache",
    ]
    assert core.outgoing() == [Close(1000)]


def test_heartbeats_and_meter_values_are_not_counted() -> None:
    beat = [(at, UP, f'[2,"{at}","Heartbeat",{{}}]') for at in (0.0, 1.0)]
    core = as_central_system(recorded(*beat), pace=None)
    assert core.outgoing() == [Close(1000)]
    core = as_central_system(recorded((0.0, UP, BOOT)), pace=None)
    core.receive(NOW, '[2,"h","Heartbeat",{}]')
    core.receive(NOW, '[2,"m","MeterValues",{}]')
    assert core.outgoing() == [
        '[3,"h",{"currentTime":"2026-01-06T08:00:00.000Z"}]',
        '[3,"m",{}]',
    ]
    assert core.differences == []


def test_a_played_central_system_gives_the_time_it_is() -> None:
    core = as_central_system(recorded(*SESSION), pace=None)
    core.receive(NOW, BOOT)
    (answer,) = core.outgoing()
    assert json.loads(str(answer))[2]["currentTime"] == "2026-01-06T07:59:59.000Z"


def test_what_the_peer_did_not_answer_stays_unanswered() -> None:
    core = as_central_system(recorded((0.0, UP, BOOT), (9.0, DOWN, '[2,"c","ClearCache",{}]')))
    core.receive(NOW, BOOT)
    assert core.outgoing() == []


def test_malformed_texts_are_played_as_they_were() -> None:
    core = as_charge_point(recorded((0.0, UP, "[2,"), (1.0, UP, '[3,"nobody",{}]')), pace=None)
    assert core.outgoing() == ["[2,", '[3,"nobody",{}]', Close(1000)]


def test_a_malformed_text_of_the_peer_is_a_difference() -> None:
    core = as_charge_point(recorded(*SESSION))
    core.receive(NOW, "nonsense")
    assert messages(core)[0].startswith("the peer sent a text that is no frame (not JSON")


def test_a_redacted_credential_is_not_sent() -> None:
    change = '[2,"k","ChangeConfiguration",{"key":"AuthorizationKey","value":"***"}]'
    frames = ((0.0, DOWN, change), (1.0, UP, '[3,"k",{"status":"Accepted"}]'))
    core = as_central_system(recorded(*frames), redacted=True, pace=None)
    assert core.outgoing() == [Close(1000)]
    assert core.notes == ["ChangeConfiguration was not sent: its credentials were redacted"]
    assert core.differences == []
    assert as_central_system(recorded(*frames)).outgoing() == [change]


def test_own_closes_are_played_with_their_code() -> None:
    core = as_charge_point(recorded(*SESSION[:2], end=(4.0, 1001, Role.CHARGE_POINT)))
    core.outgoing()
    core.receive(NOW, BOOTED)
    core.advance(NOW + 4)
    assert core.outgoing() == [Close(1001)]


def test_a_close_without_a_code_is_played_as_1000() -> None:
    core = as_charge_point(recorded(end=(0.0, 1005, Role.CHARGE_POINT)))
    assert core.outgoing() == [Close(1000)]


def test_a_close_of_the_peer_is_waited_for_and_compared() -> None:
    journal = recorded(*SESSION[:2], end=(4.0, 1008, Role.CENTRAL_SYSTEM))
    for code, differing in [
        (1008, []),
        (1006, ["the connection ended with code 1006 instead of 1008"]),
    ]:
        core = as_charge_point(journal)
        core.receive(NOW, BOOTED)
        core.disconnected(NOW + 1, code)
        assert core.is_over
        assert messages(core) == differing
    core = as_charge_point(journal, patience=1.0)
    core.outgoing()
    core.receive(NOW, BOOTED)
    core.advance(NOW + 5)
    assert messages(core) == ["the peer did not close the connection (code 1008)"]
    assert core.outgoing() == [Close(1000)]


def test_that_the_peer_stopped_at_the_end_of_the_record_is_not_waited_for() -> None:
    core = as_charge_point(recorded(*SESSION[:2], end=(4.0, 1001, Role.CENTRAL_SYSTEM)))
    core.outgoing()
    core.receive(NOW, BOOTED)
    assert core.outgoing() == [Close(1000)]
    core.disconnected(NOW, 1000)
    assert (core.is_over, core.differences) == (True, [])


def test_a_connection_that_ends_too_early_breaks_the_playback() -> None:
    for frames in (SESSION, SESSION[:2]):
        core = as_charge_point(recorded(*frames))
        core.disconnected(NOW, 1006)
        assert core.is_over
        assert core.broken == "the peer ended the connection with code 1006, before the record does"


def test_a_peer_that_closes_when_all_was_said_breaks_nothing() -> None:
    core = as_charge_point(recorded(*SESSION[:2], end=(4.0, 1000, Role.CHARGE_POINT)))
    core.receive(NOW, BOOTED)
    core.disconnected(NOW, 1000)
    assert (core.broken, core.is_over) == (None, True)


def test_no_connection_breaks_the_playback() -> None:
    core = Playback(recorded(*SESSION), Role.CHARGE_POINT, dial=DIAL)
    core.start(NOW)
    core.disconnected(NOW, 1006)
    assert (core.broken, core.is_over) == ("no connection could be opened", True)


def test_a_playback_that_is_abandoned_says_so_unless_it_was_over() -> None:
    core = as_charge_point(recorded(*SESSION))
    core.abandon("stopped")
    core.disconnected(NOW, 1001)
    assert (core.broken, core.is_over) == ("stopped", True)
    core = Playback(Journal(), Role.CHARGE_POINT, dial=DIAL)
    core.start(NOW)
    core.abandon("stopped")
    assert core.broken is None


def test_the_first_dial_waits_as_long_as_recorded() -> None:
    for pace, gap in [(1.0, 60.0), (10.0, 6.0), (None, 0.0)]:
        core = Playback(
            recorded(*SESSION), Role.CHARGE_POINT, dial=DIAL, pace=pace, begins_after=60.0
        )
        core.start(NOW)
        assert (core.outgoing() == []) == (gap > 0)
        core.advance(NOW + gap)
        assert core.is_over is False
        assert gap == 0 or core.outgoing() == [DIAL]


def test_nobody_who_connects_is_waited_for_only_so_long() -> None:
    core = Playback(recorded(*SESSION), Role.CENTRAL_SYSTEM, connect_within=60.0)
    core.start(NOW)
    assert core.next_deadline() == NOW + 60
    core.advance(NOW + 60)
    assert core.broken == "nobody connected within 60 s"
    assert core.next_deadline() is None


def test_a_record_of_two_connections_is_played_on_two() -> None:
    journal = recorded(*SESSION[:2], end=(4.0, 1000, Role.CHARGE_POINT))
    number = journal.opened(START + 10, "CP1", "/CP1", ("ocpp1.6",))
    journal.frame(START + 10, "CP1", number, UP, BOOT)
    core = as_charge_point(journal)
    core.receive(NOW, BOOTED)
    core.advance(NOW + 4)
    core.outgoing()
    core.disconnected(NOW + 4, 1000)
    assert not core.is_over
    assert core.next_deadline() == NOW + 10
    core.advance(NOW + 10)
    assert core.outgoing() == [DIAL]
    core.connected(NOW + 10)
    assert core.outgoing() == [BOOT, Close(1000)]
    core.disconnected(NOW + 10, 1000)
    assert (core.is_over, core.broken) == (True, None)


def test_between_two_connections_the_peers_close_is_waited_for() -> None:
    journal = recorded(*SESSION[:2], end=(4.0, 1001, Role.CENTRAL_SYSTEM))
    number = journal.opened(START + 10, "CP1", "/CP1", ("ocpp1.6",))
    journal.frame(START + 10, "CP1", number, UP, BOOT)
    core = as_charge_point(journal)
    core.receive(NOW, BOOTED)
    core.advance(NOW + 4)
    assert core.outgoing() == [BOOT]
    core.disconnected(NOW + 5, 1001)
    assert (core.broken, core.differences) == (None, [])


def test_an_empty_record_is_over_at_once() -> None:
    core = Playback(Journal(), Role.CHARGE_POINT, dial=DIAL)
    core.start(NOW)
    assert core.is_over
