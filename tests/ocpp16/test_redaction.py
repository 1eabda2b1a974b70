import json

import pytest

from ocpp16.redaction import MASK, Redactor, is_masked
from ocpp16.schema import faults

SECRET = "0123456789abcdef"


def payload_of(text: str) -> dict:
    return json.loads(text)[-1]


@pytest.mark.parametrize(
    "text",
    [
        '[2, "1","ChangeConfiguration" ,{"key":"HeartbeatInterval","value":"60"}]',
        '[2,"1","GetConfiguration",{"key":["AuthorizationKey"]}]',
        '[2,"1","MeterValues",{"connectorId":1,"x":1.50}]',
        '[2,"1","Authorize",{"idTag":""}]',
        '[2,"1","Authorize",{"idTag":null}]',
        "[[[[",
        "not json at all",
        "",
    ],
)
def test_what_holds_nothing_to_hide_stays_to_the_byte(text):
    assert Redactor().text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}"}}]',
        f'[2,"1","ChangeConfiguration",{{"value":"{SECRET}","key":"authorizationKEY"}}]',
        f'[2,"1","ChangeConfiguration",{{"key":"WifiPassword","value":"{SECRET}"}}]',
        f'[3,"1",{{"configurationKey":[{{"key":"AuthorizationKey","readonly":false,"value":"{SECRET}"}}]}}]',
        f'[2,"1","ChangeConfiguration",{{"key":"AuthorizationKey","value":"{SECRET}',
        f'[2,"1","DataTransfer",{{"vendorId":"x","data":"{{\\"key\\":\\"AuthorizationKey\\",\\"value\\":\\"{SECRET}\\"}}"}}]',
        f'[2,"1","GetDiagnostics",{{"location":"ftp://me:{SECRET}@files/x"}}]',
        f'[2,"1","GetDiagnostics",{{"location":"ftp://me:{SECRET}@files/x"',
        f'[2,"1","InstallCertificate",{{"certificate":"-----BEGIN CERTIFICATE-----{SECRET}"}}]',
        f'[2,"1","SignCertificate",{{"csr":"{SECRET}"}}]',
        f'[2,"1","SignCertificate",{{"csr":"{SECRET}"',
        f'[2,"1","DataTransfer",{{"data":"-----BEGIN PRIVATE KEY-----{SECRET}"}}]',
    ],
)
def test_credentials_are_masked_wherever_they_cross(text):
    redacted = Redactor().text(text)
    assert SECRET not in redacted
    assert MASK in redacted
    assert Redactor().text(redacted) == redacted


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('[2,"1","Authorize",{"idTag":"SEKRET"}]', ("idTag",)),
        ('[2,"1","ReserveNow",{"parentIdTag":"SEKRET"}]', ("parentIdTag",)),
        ('[3,"1",{"idTagInfo":{"status":"Accepted","parentIdTag":"SEKRET"}}]', None),
        ('[2,"1","SendLocalList",{"localAuthorizationList":[{"idTag":"SEKRET"}]}]', None),
        ('[2,"1","Authorize",{"idTag":{"idToken":"SEKRET"}}]', None),
        ('[2,"1","Authorize",{"idTag":"SEKRET"', None),
        ("{'idTag': 'SEKRET'}", None),
        ('[2,"1","DataTransfer",{"data":"{\\"idTag\\":\\"SEKRET\\"}"}]', None),
    ],
)
def test_tags_become_pseudonyms(text, path):
    redacted = Redactor().text(text)
    assert "SEKRET" not in redacted
    assert "TAG-1" in redacted


def test_a_tag_keeps_its_pseudonym_whatever_its_case_and_others_get_others():
    redactor = Redactor()
    assert redactor.tag("abc") == redactor.tag("ABC") == "TAG-1"
    assert redactor.tag("abcd") == "TAG-2"
    assert (
        Redactor().text('[2,"1","Authorize",{"idTag":"x"') == '[2,"1","Authorize",{"idTag":"TAG-1"'
    )


@pytest.mark.parametrize("tag", ["x" * 20, "x" * 21, 12345678, "", "04A2B9"])
def test_a_redacted_tag_is_as_valid_as_the_tag(tag):
    text = json.dumps([2, "1", "Authorize", {"idTag": tag}])
    before = faults("Authorize", {"idTag": tag})
    after = faults("Authorize", payload_of(Redactor().text(text)))
    assert [(fault.path, fault.code) for fault in after] == [
        (fault.path, fault.code) for fault in before
    ]


def test_an_escaped_half_of_a_character_stays_an_escape():
    text = '[2,"1","StartTransaction",{"idTag":"x","info":"\\ud800"}]'
    assert "\\ud800" in Redactor().text(text)


def test_the_query_of_a_path_is_hidden():
    assert Redactor().path("/ocpp/CP1?token=7") == f"/ocpp/CP1?{MASK}"
    assert Redactor().path("/ocpp/CP1") == "/ocpp/CP1"


def test_what_was_masked_can_be_told():
    assert is_masked({"key": "AuthorizationKey", "value": MASK})
    assert not is_masked({"key": "HeartbeatInterval", "value": "60"})
