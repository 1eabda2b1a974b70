"""Files that people write: every entry is found on its line, and none of them breaks the reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from conformance.toml_document import LARGEST, LONGEST, DocumentError, read

WRITTEN = """\
# a comment
role = "x"

[a]
one = 1   # a comment
b.two = [
  1,      # [not.a.header]
  2,
]
text = '''
[neither]
is = "this"
'''
"quoted.key" = { env = "N" }

[a.deep]
x = 1

[[list]]
y = 1

[[list]]
y = 2
[list.under]
z = 3
"""


def written(tmp_path: Path, content: str | bytes) -> Path:
    file = tmp_path / "file.toml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("role",), 2),
        (("a",), 4),
        (("a", "one"), 5),
        (("a", "b", "two"), 6),
        (("a", "b", "two", 1), 6),
        (("a", "text"), 10),
        (("a", "quoted.key", "env"), 14),
        (("a", "deep", "x"), 17),
        (("list", 0), 19),
        (("list", 1), 22),
        (("list", 1, "y"), 23),
        (("list", 1, "under", "z"), 25),
        (("a", "missing"), 4),
        (("list", 1, "missing"), 22),
        (("missing", "missing"), 1),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_an_entry_is_found_on_its_line(
    tmp_path: Path, where: tuple[str | int, ...], line: int, ending: str
) -> None:
    file = written(tmp_path, WRITTEN.replace("\n", ending))
    assert read(file, DocumentError).line(*where) == line


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = 1\nb = \n", "line 2: this is not TOML: invalid value"),
        ("a = 1\na = 2\n", "line 2: this is not TOML: cannot overwrite a value"),
        ("a = [1,\n", "this is not TOML"),
        ("a = 1\n'''", "line 2: this is not TOML"),
        (b"\xff\xfe", "line 1: it is not text in UTF-8"),
        ("a = " + "[" * 50_000, "line 1: it is nested too deeply"),
        ("#" * (LARGEST + 1), "line 1: it is larger than 1000 kB"),
        (f"a = 1\nb = [{'1,' + chr(10)}{('1,' + chr(10)) * LONGEST}]", "line 2: a value goes on"),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    file = written(tmp_path, content)
    with pytest.raises(DocumentError) as caught:
        read(file, DocumentError)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{file}, line ")


def test_a_byte_order_mark_is_no_content(tmp_path: Path) -> None:
    assert read(written(tmp_path, b"\xef\xbb\xbfa = 1"), DocumentError).content == {"a": 1}


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file; write one"):
        read(tmp_path / "absent", DocumentError, "; write one")
    with pytest.raises(DocumentError, match="it cannot be read: Is a directory"):
        read(tmp_path, DocumentError)
