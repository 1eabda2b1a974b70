"""The drivers' tags: their standing, group, expiry, and how many transactions each may run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ocpp.v16.enums import AuthorizationStatus

from ocpp16.frames import Payload
from ocpp16.timestamps import to_text

LONGEST_TAG = 20
"""Characters of an idTag (CiString20, OCPP 1.6 section 7.15)."""
STATUSES = tuple(str(status.value) for status in AuthorizationStatus)


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as the operator of the central system has it on file."""

    id_tag: str
    status: str = AuthorizationStatus.accepted.value
    """The standing on file, an AuthorizationStatus; see ``status_at`` for what counts."""
    parent: str | None = None
    """The idTag of the group (section 3.10)."""
    expiry: float | None = None
    """From this moment on, in suite seconds, an Accepted tag is Expired."""
    concurrent: int | None = None
    """How many transactions it may run at once; None: as the default of ``Tags`` says."""

    def status_at(self, now: float) -> str:
        """Only what is Accepted can expire: who is blocked stays blocked."""
        expires = self.status == AuthorizationStatus.accepted and self.expiry is not None
        is_over = expires and self.expiry is not None and self.expiry <= now
        return AuthorizationStatus.expired.value if is_over else self.status

    def info(self, now: float) -> Payload:
        """IdTagInfo (section 7.27)."""
        info: Payload = {"status": self.status_at(now)}
        if self.expiry is not None:
            info["expiryDate"] = to_text(self.expiry)
        if self.parent is not None:
            info["parentIdTag"] = self.parent
        return info


class Tags:
    """All tags on file, compared without regard to case (CiString20).

    ``unlisted`` is the standing of tags that are not on file. ``concurrent`` is how many
    transactions a tag may run at once; None, the default, allows any number, and ConcurrentTx
    (section 7.2) is never the answer.
    """

    def __init__(
        self,
        standings: Mapping[str, str] | None = None,
        *,
        unlisted: str = AuthorizationStatus.accepted.value,
        concurrent: int | None = None,
    ) -> None:
        self.unlisted = _known(unlisted)
        self.concurrent = _limit(concurrent)
        self._tags: dict[str, Tag] = {}
        for id_tag, status in (standings or {}).items():
            self.put(id_tag, status)

    def put(
        self,
        id_tag: str,
        status: str = AuthorizationStatus.accepted.value,
        *,
        parent: str | None = None,
        expiry: float | None = None,
        concurrent: int | None = None,
        any_status: bool = False,
    ) -> Tag:
        """Put a tag on file, in place of what was known of it.

        Raises ``ValueError`` for a text that is no idTag, a limit below 1, or a status OCPP 1.6
        does not have, unless ``any_status`` lets the central system be wrong.
        """
        _fitting(id_tag, "idTag")
        if parent is not None:
            _fitting(parent, "parentIdTag")
        standing = status if any_status else _known(status)
        tag = Tag(id_tag, standing, parent, expiry, _limit(concurrent))
        self._tags[id_tag.casefold()] = tag
        return tag

    def remove(self, id_tag: str) -> None:
        """Strike a tag off the file. Raises ``KeyError`` when it is not there."""
        del self._tags[id_tag.casefold()]

    def clear(self) -> None:
        """Strike off all tags."""
        self._tags.clear()

    def get(self, id_tag: str) -> Tag | None:
        """What is on file; None for a tag that is not listed."""
        return self._tags.get(id_tag.casefold())

    def status(self, id_tag: str, now: float) -> str:
        """The standing of any tag at a moment."""
        tag = self.get(id_tag)
        return self.unlisted if tag is None else tag.status_at(now)

    def info(self, id_tag: str, now: float) -> Payload:
        """IdTagInfo of any tag at a moment."""
        tag = self.get(id_tag)
        return {"status": self.unlisted} if tag is None else tag.info(now)

    def limit(self, id_tag: str) -> int | None:
        """How many transactions a tag may run at once; None: any number."""
        tag = self.get(id_tag)
        own = None if tag is None else tag.concurrent
        return self.concurrent if own is None else own

    def __iter__(self) -> Iterator[Tag]:
        return iter(list(self._tags.values()))

    def __len__(self) -> int:
        return len(self._tags)

    def __contains__(self, id_tag: str) -> bool:
        return self.get(id_tag) is not None


def _known(status: str) -> str:
    if status not in STATUSES:
        raise ValueError(f"status is {status!r}, must be one of {', '.join(STATUSES)}")
    return str(AuthorizationStatus(status).value)


def _fitting(id_tag: str, name: str) -> None:
    if not 0 < len(id_tag) <= LONGEST_TAG:
        raise ValueError(f"{name} is {id_tag!r}, must have 1 to {LONGEST_TAG} characters")


def _limit(concurrent: int | None) -> int | None:
    if concurrent is not None and concurrent < 1:
        raise ValueError(f"concurrent is {concurrent}, must be at least 1 or None")
    return concurrent
