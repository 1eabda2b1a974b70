"""Registration: what is said, when it is said again, and who waits for it."""

import pytest

ACCEPTED = '{"status":"Accepted","currentTime":"2026-01-05T00:00:00Z","interval":30}'
PENDING = '{"status":"Pending","currentTime":"2026-01-05T00:00:00Z","interval":20}'
REJECTED = '{"status":"Rejected","currentTime":"2026-01-05T00:00:00Z","interval":20}'
QUESTION = '[2,"q","GetConfiguration",{"key":["HeartbeatInterval"]}]'


def actions(line):
    return [call[2] for _, call in line.calls]


def test_the_first_call_says_who_it_is(line):
    line.power_on()
    assert [call[2:] for _, call in line.calls] == [
        [
            "BootNotification",
            {
                "chargePointVendor": "Myenergi",
                "chargePointModel": "Zappi",
                "chargePointSerialNumber": "91234567",
                "chargeBoxSerialNumber": "91234567",
                "firmwareVersion": "5540",
                "iccid": "",
                "imsi": "",
                "meterType": "",
                "meterSerialNumber": "91234567",
            },
        ]
    ]


def test_an_identity_of_its_own_does_not_change_the_serial_numbers(new_line):
    line = new_line(identity="SITE A/07")
    line.power_on()
    assert line.dials[0][1].url == "ws://127.0.0.1:9000/ocpp/SITE%20A%2F07"
    serials = {name: v for name, v in line.calls[0][1][3].items() if "Serial" in name}
    assert set(serials.values()) == {"91234567"}


def test_acceptance_is_followed_by_both_statuses(line):
    line.power_on()
    line.answer(ACCEPTED)
    line.answer("{}")
    line.answer("{}")
    assert actions(line) == ["BootNotification", "StatusNotification", "StatusNotification"]
    assert [call[3]["connectorId"] for _, call in line.calls[1:]] == [0, 1]


@pytest.mark.parametrize("answer", [PENDING, REJECTED])
def test_what_is_not_accepted_is_attempted_again_after_the_interval(line, answer):
    line.power_on()
    line.answer(answer)
    line.do(line.station.plug_in)
    line.wait(20)
    line.answer(answer)
    line.wait(20)
    assert set(actions(line)) == {"BootNotification"}
    assert line.sent("BootNotification") == [0, 20, 40]


@pytest.mark.parametrize("answer", [PENDING, REJECTED])
def test_neither_a_restart_nor_a_new_connection_cuts_the_interval_short(line, answer):
    line.power_on()
    line.answer(answer)
    line.do(line.station.reboot)
    line.wait(6)
    line.drop()
    line.wait(2)
    line.do(line.station.connected)
    line.wait(20)
    assert line.sent("BootNotification") == [0, 20]


@pytest.mark.parametrize(("answer", "answers"), [(PENDING, 1), (REJECTED, 0)])
def test_only_the_rejected_give_no_answers(line, answer, answers):
    line.power_on()
    line.answer(answer)
    line.hear(QUESTION)
    assert len(line.answers) == answers


def test_rejected_stays_rejected_on_a_new_connection(line):
    line.power_on()
    line.answer(REJECTED)
    line.drop()
    line.wait(2)
    line.do(line.station.connected)
    line.hear(QUESTION)
    assert line.answers == []


@pytest.mark.parametrize(
    "answer", [None, '[4,"cp-1","InternalError","",{}]', '[3,"cp-1",{"status":"Yes"}]']
)
def test_without_a_proper_answer_it_is_attempted_again(line, answer):
    line.power_on()
    if answer is not None:
        line.hear(answer)
    line.wait(95)
    assert len(line.sent("BootNotification")) == 2


def test_a_restart_while_accepted_is_one_more_introduction(line):
    line.power_on()
    line.answer(ACCEPTED)
    line.answer("{}")
    line.answer("{}")
    line.do(line.station.reboot)
    line.wait(6)
    assert line.sent("BootNotification") == [0, 5]
    assert line.dials == line.dials[:1]


def test_a_restart_while_the_answer_is_awaited_makes_that_answer_worthless(line):
    line.power_on()
    line.do(line.station.reboot)
    line.wait(6)
    line.answer(ACCEPTED)
    assert actions(line) == ["BootNotification", "BootNotification"]


def test_an_interval_of_0_leaves_the_configured_one(line):
    line.power_on()
    line.answer(ACCEPTED.replace("30", "0"))
    line.hear(QUESTION)
    assert line.answers[0][1][2]["configurationKey"][0]["value"] == "60"
