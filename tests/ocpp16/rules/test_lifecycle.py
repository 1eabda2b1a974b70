"""Registration first, and status changes by the table."""

import pytest

from ocpp16.rules.lifecycle import TRANSITIONS

HEARTBEAT = '> [2,"1","Heartbeat",{}]\n'
ASKED = '< [2,"c1","ClearCache",{}]\n'
ANSWER = '> [3,"c1",{"status":"Accepted"}]\n'
REBOOT = '> [2,"again","BootNotification",{"chargePointVendor":"a","chargePointModel":"b"}]\n'
AGAIN = '< [3,"again",{"status":"%s","currentTime":"2026-01-05T08:00:00Z","interval":60}]\n'


def trigger(
    message: str,
    answer: str = "Accepted",
    connector: int | None = None,
    action: str = "TriggerMessage",
) -> str:
    """An exchange about a TriggerMessage, or its extended form."""
    about = "" if connector is None else f',"connectorId":{connector}'
    return (
        f'< [2,"t-{message}","{action}",{{"requestedMessage":"{message}"{about}}}]\n'
        f'> [3,"t-{message}",{{"status":"{answer}"}}]\n'
    )


def status(number: str, status: str, connector: int = 1, error: str = "NoError") -> str:
    """A StatusNotification."""
    return (
        f'> [2,"{number}","StatusNotification",'
        f'{{"connectorId":{connector},"errorCode":"{error}","status":"{status}"}}]\n'
    )


def ack(number: str) -> str:
    """Its acknowledgement."""
    return f'< [3,"{number}",{{}}]\n'


UNREGISTERED = {
    "before any boot": "open\n" + HEARTBEAT,
    "before the boot is answered": "open\nboot\n+ 40\n" + HEARTBEAT,
    "although the boot was refused": 'open\nboot\n< [4,"boot","InternalError","",{}]\n' + HEARTBEAT,
    "while pending": "open\nboot\npending\n" + HEARTBEAT,
    "while rejected": "open\nboot\nrejected\n" + HEARTBEAT,
    "while pending, on a new connection": "open\nboot\npending\nclose\nopen\n" + HEARTBEAT,
    "after a reboot": "open\nboot\naccepted\n" + REBOOT + "+ 40\n" + HEARTBEAT,
    "after a reboot left pending": "open\nboot\naccepted\n"
    + REBOOT
    + AGAIN % "Pending"
    + HEARTBEAT,
    "though the trigger was rejected": "open\nboot\npending\n"
    + trigger("Heartbeat", "Rejected")
    + HEARTBEAT,
    "though something else was triggered": "open\nboot\npending\n"
    + trigger("FirmwareStatusNotification")
    + HEARTBEAT,
    "though the extension means another message": "open\nboot\npending\n"
    + trigger("FirmwareStatusNotification", action="ExtendedTriggerMessage")
    + '> [2,"1","FirmwareStatusNotification",{"status":"Idle"}]\n',
    "for another connector than triggered": "open\nboot\npending\n"
    + trigger("StatusNotification", connector=1)
    + status("1", "Available", connector=2),
    "before the trigger is confirmed": "open\nboot\npending\n"
    '< [2,"t","TriggerMessage",{"requestedMessage":"Heartbeat"}]\n'
    + HEARTBEAT
    + '> [3,"t",{"status":"Accepted"}]',
    "an answer while rejected": "open\nboot\nrejected\n" + ASKED + ANSWER,
}

REGISTERED = {
    "after acceptance": "open\nboot\naccepted\n" + HEARTBEAT,
    "on a later connection": "open\nboot\naccepted\nclose\n+ 100\nopen\n" + HEARTBEAT,
    "after pending, then accepted": "open\nboot\npending\n+ 60\n"
    + REBOOT
    + AGAIN % "Accepted"
    + HEARTBEAT,
    "after rejection, then accepted": "open\nboot\nrejected\n+ 60\n"
    + REBOOT
    + AGAIN % "Accepted"
    + HEARTBEAT,
    "triggered while pending": "open\nboot\npending\n" + trigger("Heartbeat") + HEARTBEAT,
    "triggered by the extension": "open\nboot\npending\n"
    + trigger("Heartbeat", action="ExtendedTriggerMessage")
    + HEARTBEAT,
    "a certificate asked for": "open\nboot\npending\n"
    + trigger("SignChargePointCertificate", action="ExtendedTriggerMessage")
    + '> [2,"1","SignCertificate",{"csr":"x"}]\n',
    "news of a signed update asked for": "open\nboot\npending\n"
    + trigger("FirmwareStatusNotification", action="ExtendedTriggerMessage")
    + '> [2,"1","SignedFirmwareStatusNotification",{"status":"Idle"}]\n',
    "a connector that matters not": "open\nboot\npending\n"
    + trigger("Heartbeat", connector=1)
    + HEARTBEAT,
    "triggered for every connector": "open\nboot\npending\n"
    + trigger("StatusNotification")
    + status("1", "Available", 0)
    + ack("1")
    + status("2", "Available", 1),
    "accepted, though late": "open\nboot\n+ 35\naccepted\n" + HEARTBEAT,
    "answers before the boot is answered": "open\nboot\n" + ASKED + ANSWER,
    "answers while pending": "open\nboot\npending\n" + ASKED + ANSWER,
    "an answer that crossed the rejection": "open\nboot\n" + ASKED + "rejected\n" + ANSWER,
    "answers though a late rejection came": "open\nboot\n+ 35\nrejected\n" + ASKED + ANSWER,
    "boots only": "open\nboot\n+ 40\n" + REBOOT,
    "a late answer to an earlier boot": "open\nboot\n+ 31\n"
    + REBOOT
    + AGAIN % "Accepted"
    + "rejected\n"
    + HEARTBEAT,
}


@pytest.mark.parametrize("lines", UNREGISTERED.values(), ids=UNREGISTERED)
def test_nothing_is_sent_without_registration(broken, lines):
    assert broken(lines) == ["registration"]


@pytest.mark.parametrize("lines", REGISTERED.values(), ids=REGISTERED)
def test_a_charge_point_may_speak(broken, lines):
    assert broken(lines) == []


def test_a_trigger_entitles_to_one_message(violations):
    lines = "open\nboot\npending\n" + trigger("Heartbeat") + HEARTBEAT + ack("1")
    (violation,) = violations(lines + HEARTBEAT.replace('"1"', '"2"'))
    assert violation.message == (
        "Heartbeat sent while its registration is pending, without having been asked for it"
    )


LEGAL = [(old, new) for old in TRANSITIONS for new in sorted(TRANSITIONS[old])]
ILLEGAL = [(a, b) for a in TRANSITIONS for b in TRANSITIONS if a != b and b not in TRANSITIONS[a]]
BOOTED = "open\nboot\naccepted\n"


def test_the_table_has_the_transitions_of_the_standard():
    assert len(LEGAL) == 53
    assert ("Finishing", "Charging") in ILLEGAL
    assert ("Faulted", "Reserved") in LEGAL


@pytest.mark.parametrize(("old", "new"), LEGAL)
def test_a_transition_of_the_table_is_fine(broken, old, new):
    assert broken(BOOTED + status("1", old) + ack("1") + status("2", new)) == []


@pytest.mark.parametrize(("old", "new"), ILLEGAL)
def test_a_transition_outside_the_table_is_none(broken, old, new):
    lines = BOOTED + status("1", old) + ack("1") + status("2", new)
    assert broken(lines) == ["status-transitions"]
    assert broken(lines, extra_transitions=frozenset({(old, new)})) == []


CHARGED = BOOTED + status("1", "Charging") + ack("1")

UNUSUAL = {
    "repeated": CHARGED + status("2", "Charging"),
    "repeated on the whole charge point": BOOTED
    + status("1", "Available", 0)
    + ack("1")
    + status("2", "Available", 0),
    "preparing as a whole": BOOTED + status("1", "Preparing", 0),
}
USUAL = {
    "repeated, the first refused": BOOTED
    + status("1", "Charging")
    + '< [4,"1","InternalError","",{}]\n'
    + status("2", "Charging"),
    "repeated, the first unanswered": BOOTED
    + status("1", "Charging")
    + "+ 30\n"
    + status("2", "Charging"),
    "repeated on demand": CHARGED + trigger("StatusNotification") + status("2", "Charging"),
    "another error": CHARGED + status("2", "Charging", error="WeakSignal"),
    "another connector": CHARGED + status("2", "Finishing", connector=2),
    "after a boot": CHARGED + REBOOT + AGAIN % "Accepted" + status("2", "Preparing"),
    "after a reconnection": CHARGED + "close\nopen\n" + status("2", "Preparing"),
    "the whole, independent of connectors": CHARGED + status("2", "Unavailable", connector=0),
}


@pytest.mark.parametrize("lines", UNUSUAL.values(), ids=UNUSUAL)
def test_a_status_is_out_of_order(broken, lines):
    assert broken(lines) == ["status-transitions"]


@pytest.mark.parametrize("lines", USUAL.values(), ids=USUAL)
def test_a_status_may_follow(broken, lines):
    assert broken(lines) == []


def test_a_status_that_ocpp_does_not_know_is_the_schemas_matter(broken):
    assert broken(CHARGED + status("2", "Occupied")) == ["schema-valid"]
