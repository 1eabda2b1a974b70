"""Parts of a central system that lives in another thread; each method goes there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mock_csms.domain.tags import Tag, Tags
from mock_csms.loop_thread import LoopThread
from mock_csms.script import HandshakeStub, Script, Stub


@dataclass(frozen=True, slots=True)
class ScriptInside:
    """See ``Script``."""

    loop: LoopThread
    script: Script

    def add(self, stub: Stub) -> Stub:
        """Put a stub in force."""
        return self.loop.do(lambda: self.script.add(stub))

    def add_handshake(self, stub: HandshakeStub) -> HandshakeStub:
        """Put a stub for handshakes in force."""
        return self.loop.do(lambda: self.script.add_handshake(stub))


@dataclass(frozen=True, slots=True)
class TagsInside:
    """See ``Tags``."""

    loop: LoopThread
    tags: Tags

    def put(
        self,
        id_tag: str,
        status: str = "Accepted",
        *,
        parent: str | None = None,
        expiry: float | None = None,
        concurrent: int | None = None,
        any_status: bool = False,
    ) -> Tag:
        """Put a tag on file, in place of what was known of it; see ``Tags.put``."""
        return self.loop.do(
            lambda: self.tags.put(
                id_tag, status, parent=parent, expiry=expiry, concurrent=concurrent,
                any_status=any_status,
            )
        )  # fmt: skip

    def remove(self, id_tag: str) -> None:
        """Strike a tag off the file. Raises ``KeyError`` when it is not there."""
        self.loop.do(lambda: self.tags.remove(id_tag))

    def clear(self) -> None:
        """Strike off all tags."""
        self.loop.do(self.tags.clear)

    def get(self, id_tag: str) -> Tag | None:
        """What is on file; None for a tag that is not listed."""
        return self.loop.do(lambda: self.tags.get(id_tag))

    def __iter__(self) -> Iterator[Tag]:
        return iter(self.loop.do(lambda: list(self.tags)))

    def __len__(self) -> int:
        return self.loop.do(lambda: len(self.tags))

    def __contains__(self, id_tag: str) -> bool:
        return self.get(id_tag) is not None
