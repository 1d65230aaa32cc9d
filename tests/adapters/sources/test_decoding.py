"""Decoding: rows of (bytes, what must come out), and refusals by code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toldby.adapters.sources.decoding import decode_bytes
from toldby.domain.errors import SourceUnreadable

SENTINEL = "Shells fell on Fellûg on Thursday, “five died”."
CYRILLIC = "Министерство обороны сообщило, что обстрел села продолжался всю ночь и есть погибшие. " * 3

READ: list[tuple[str, bytes, str, str | None]] = [
    ("utf-8", SENTINEL.encode(), SENTINEL, None),
    ("mark is taken off", b"\xef\xbb\xbf" + SENTINEL.encode(), SENTINEL, None),
    ("utf-16 with mark", SENTINEL.encode("utf-16"), SENTINEL, None),
    # valid UTF-8 too: the share of NUL bytes has to decide before UTF-8 does
    ("utf-16 without mark", "Shells fell on Pelluk.".encode("utf-16-le"), "Shells fell on Pelluk.", "encoding_guessed"),
    (
        "utf-16 big end first",
        "Shells fell on Pelluk.".encode("utf-16-be"),
        "Shells fell on Pelluk.",
        "encoding_guessed",
    ),
    # curly quotes of an old editor are no UTF-8; replacing them would lose the quotation
    ("cp1252", SENTINEL.encode("cp1252"), SENTINEL, "encoding_guessed"),
    ("cp1251 told by its letters", CYRILLIC.encode("cp1251"), CYRILLIC, "encoding_guessed"),
    ("label cp1251", b"<meta charset=windows-1251>" + CYRILLIC.encode("cp1251"), CYRILLIC, "encoding_guessed"),
    ("one bad byte in a long text", ("é" * 200).encode() + b"\xff", "é" * 200 + "\ufffd", "invalid_utf8"),
    (
        "control characters one for one",
        b"Shells\x07 fell\x1b[31m on Pelluk.",
        "Shells\ufffd fell\ufffd[31m on Pelluk.",
        "control_chars",
    ),
    ("a few NUL bytes", b"a" * 500 + b"\x00" + b"b", "a" * 500 + "\ufffdb", "control_chars"),
    ("marks that turn the line", "left \u202eright".encode(), "left \u202eright", "bidi_controls"),
    ("line breaks stay", b"a\r\nb\rc\nd", "a\r\nb\rc\nd", None),
    # UTF-7 is a way to smuggle markup: never decoded
    ("utf-7 stays as it is", b"+ADw-script+AD4- shells fell", "+ADw-script+AD4- shells fell", None),
]


@pytest.mark.parametrize(("raw", "text", "warning"), [row[1:] for row in READ], ids=[row[0] for row in READ])
def test_read(raw: bytes, text: str, warning: str | None) -> None:
    """The text comes out whole, with a warning for each guess."""
    decoded = decode_bytes(raw)
    assert decoded.text.endswith(text)
    assert [problem.code for problem in decoded.problems] == ([warning] if warning else [])
    assert all(problem.reason.startswith(f"{problem.code}: ") for problem in decoded.problems)


REFUSED: list[tuple[str, bytes, str]] = [
    ("no bytes", b"", "empty"),
    ("blanks", b" \n\t\r\n ", "empty"),
    ("a mark and blanks", b"\xef\xbb\xbf  \n", "empty"),
    ("no-break blanks", "\u00a0\u2003\n".encode(), "empty"),
    ("a PDF under a text suffix", b"%PDF-1.7 ...", "unsupported_type"),
    ("an office file", b"PK\x03\x04rest", "unsupported_type"),
    ("a picture", b"\x89PNG\r\n\x1a\n", "unsupported_type"),
    ("every byte", bytes(range(256)) * 20, "binary"),
    ("control characters", bytes(range(1, 9)) * 50, "binary"),
]


@pytest.mark.parametrize(("raw", "code"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refused(raw: bytes, code: str) -> None:
    """Each refusal has its code."""
    with pytest.raises(SourceUnreadable) as caught:
        decode_bytes(raw)
    assert caught.value.code == code


@given(st.binary(max_size=400))
def test_any_bytes(raw: bytes) -> None:
    """Any bytes give a storable text or a listed reason."""
    try:
        text, code = decode_bytes(raw).text, "ok"
    except SourceUnreadable as error:
        text, code = "", error.code
    assert code in ("ok", "empty", "binary", "undecodable", "unsupported_type")
    assert "\x00" not in text
    assert "\x1b" not in text
    text.encode("utf-8")
