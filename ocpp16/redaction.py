"""Keep credentials, and on demand idTags, out of what is written and shown.

The password of a charge point crosses the wire as the value of the configuration key
`AuthorizationKey`; keys and certificates as PEM; passwords of file servers inside URLs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

SECRET_KEY = "authorizationkey"
SECRET_NAMES = ("password", "passphrase", "secret", "privatekey")
"""A configuration key whose name holds one of these is a credential, too."""
SECRET_FIELDS = frozenset(
    {"certificate", "certificatechain", "csr", "signingcertificate", "signature"}
)
"""Fields of the security extension's messages that carry certificates."""
TAG_FIELDS = frozenset({"idtag", "parentidtag"})
MASK = "***"
TAG_LENGTH = 20
"""An idTag is a CiString20Type (OCPP 1.6, 7.9 and 7.15)."""

_ANY_VALUE = re.compile(
    r"""(["']value["']\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[^,}\]\s]+)"""
)
"""The values in a text that is not JSON, the last one perhaps cut off."""
_ANY_FIELD = re.compile(
    r"""(["'](\w+)["']\s*:\s*)("(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|[\w.-]+)"""
)
_USER_INFO = re.compile(r"(?<=://)[^/?#@\s\"']+@")
_PEM = "-----BEGIN "


def redact_text(text: str) -> str:
    """A raw frame with the password masked; any other text as it is."""
    if not _may_hold_secret(text):
        return text
    try:
        frame = json.loads(text)
    except (ValueError, RecursionError):
        return _ANY_VALUE.sub(rf'\1"{MASK}"', text)
    return json.dumps(_mask_keys(frame), ensure_ascii=False) if [*secrets_in(frame)] else text


def redact_row(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a trace with the password masked, inside its raw frame too."""
    masked: dict[str, Any] = every_string(_mask_keys(row), redact_text)
    return masked


def secrets_in(value: Any) -> Iterator[str]:
    """Every password in plain data."""
    if isinstance(value, dict):
        if _is_secret(value) and value["value"] != MASK:
            yield str(value["value"])
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from secrets_in(each)


def secrets_inside(value: Any) -> Iterator[str]:
    """Every password in plain data, inside raw frames too."""
    yield from secrets_in(value)
    for text in _strings(value):
        if _may_hold_secret(text):
            try:
                yield from secrets_in(json.loads(text))
            except (ValueError, RecursionError):
                continue


def every_string(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data with each text in it changed; the names of fields stay."""
    if isinstance(value, dict):
        return {key: every_string(each, change) for key, each in value.items()}
    if isinstance(value, list):
        return [every_string(each, change) for each in value]
    return change(value) if isinstance(value, str) else value


class Redactor:
    """Redacts the frames of one record, so that they still correlate and judge the same.

    Credentials are masked. Each idTag becomes a pseudonym that fits where the tag fitted; tags
    that differ only in case are one tag, and get one pseudonym (CiString20Type).
    """

    def __init__(self) -> None:
        self._pseudonyms: dict[str, str] = {}

    def text(self, text: str) -> str:
        """A raw text, well-formed or not; to the byte as it was when there is nothing to hide."""
        try:
            value = json.loads(text)
            changed = self._value(value)
        except (ValueError, RecursionError):
            return self._not_json(text)
        if changed == value:
            return text
        # An escaped half of a character has no UTF-8: it has to stay an escape.
        return json.dumps(changed, ensure_ascii="\\u" in text, separators=(",", ":"))

    def tag(self, tag: str) -> str:
        """The pseudonym of a tag; one too long for a tag stays too long."""
        if not tag:
            return tag
        number = len(self._pseudonyms) + 1
        pseudonym = self._pseudonyms.setdefault(tag.casefold(), f"TAG-{number}")
        return pseudonym if len(tag) <= TAG_LENGTH else pseudonym.ljust(TAG_LENGTH + 1, "-")

    def path(self, path: str) -> str:
        """The path of a handshake without what its query holds, e.g. a token."""
        before, mark, _ = path.partition("?")
        return before + (mark and mark + MASK)

    def _value(self, value: Any, field: str = "") -> Any:
        if isinstance(value, dict):
            masked = _masked(value)
            return {name: self._value(each, _known(name, field)) for name, each in masked.items()}
        if isinstance(value, list):
            return [self._value(each, field) for each in value]
        if field in TAG_FIELDS:
            return self._tag_value(value)
        return self._string(value, field) if isinstance(value, str) else value

    def _tag_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.tag(value)
        if value is None or isinstance(value, bool):
            return value
        return int(self.tag(str(value)).removeprefix("TAG-").rstrip("-"))

    def _string(self, text: str, field: str) -> str:
        if (field in SECRET_FIELDS or _PEM in text) and text:
            return MASK
        if text.startswith(("{", "[")):
            text = self.text(text)
        return _USER_INFO.sub(f"{MASK}@", text)

    def _not_json(self, text: str) -> str:
        if any(name in text.casefold() for name in (SECRET_KEY, *SECRET_NAMES)) or "\\u" in text:
            text = _ANY_VALUE.sub(rf'\1"{MASK}"', text)
        return _USER_INFO.sub(f"{MASK}@", _ANY_FIELD.sub(self._field, text))

    def _field(self, found: re.Match[str]) -> str:
        before, name, literal = found.group(1), found.group(2).casefold(), found.group(3)
        if name in TAG_FIELDS:
            return f'{before}"{self.tag(literal.strip(chr(34) + chr(39)))}"'
        is_secret = name in SECRET_FIELDS or _PEM in literal
        return f'{before}"{MASK}"' if is_secret else found.group()


def is_masked(value: Any) -> bool:
    """Whether plain data holds a credential that was masked."""
    return any(MASK in text for text in _strings(value))


def _known(name: str, field: str) -> str:
    """The field that decides about a value: its own, or the tag it lies in."""
    return field if field in TAG_FIELDS else name.casefold()


def _masked(value: dict[str, Any]) -> dict[str, Any]:
    name = str(value.get("key")).casefold()
    is_secret = name == SECRET_KEY or any(each in name for each in SECRET_NAMES)
    return {**value, "value": MASK} if is_secret and value.get("value") else value


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _mask_keys(value: Any) -> Any:
    if isinstance(value, dict):
        masked = {key: _mask_keys(each) for key, each in value.items()}
        return {**masked, "value": MASK} if _is_secret(value) else masked
    return [_mask_keys(each) for each in value] if isinstance(value, list) else value


def _is_secret(value: dict[str, Any]) -> bool:
    return str(value.get("key")).casefold() == SECRET_KEY and bool(value.get("value"))


def _may_hold_secret(text: str) -> bool:
    return SECRET_KEY in text.casefold() or "\\u" in text
