"""Bytes to text: marks, UTF-16 without mark, UTF-8, declared label, guess; each guess is a warning."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from toldby.adapters.sources.refusals import warn
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import Problem

READ_HERE = ".txt, .md, .html, .pdf, .docx, .eml, feeds, tables and archives"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP or office file"),
    (b"\x89PNG", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z archive"),
    (b"Rar!", "RAR archive"),
    (b"\xd0\xcf\x11\xe0", "old office file"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "SQLite database"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# a label outside this list is ignored: UTF-7 makes markup of plain text
_LABELS = frozenset(f"windows-125{i}" for i in range(8)) | frozenset(f"iso-8859-{i}" for i in (1, 2, 5, 6, 7, 8, 9, 15))
_LABELS |= frozenset({"koi8-r", "koi8-u", "gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"})
_META_LABEL = re.compile(rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{1,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_CONTROL_BYTES = bytes(set(range(32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_BAD = 0.02
_MOST_LATIN = 0.1
_GUESS_FROM = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of one input and the warnings its decoding gave."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode_bytes(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of an input; control characters and lone surrogates become U+FFFD, one for one.

    `declared` is the charset that came with the bytes (HTTP, mail); it counts when they are no UTF-8.
    Raises SourceUnreadable for empty, binary, foreign and undecodable bytes.
    """
    _refuse_foreign(raw)
    return clean_text(*_decode(raw, declared))


def clean_text(text: str, problems: tuple[Problem, ...] = ()) -> Decoded:
    """Decoded text made safe to store: control characters and lone surrogates become U+FFFD, one for one.

    Raises SourceUnreadable for blanks, and for noise.
    """
    if not text.strip():
        raise SourceUnreadable("empty", "the file holds nothing but blanks; leave it out")
    clean, changed = _CONTROL.subn("\ufffd", text)
    if changed > max(20, 0.1 * len(text)):
        raise SourceUnreadable(
            "binary", f"{changed} of {len(text)} characters are control characters; it is no text file, leave it out"
        )
    if changed:
        problems = (*problems, warn("control_chars", f"{changed} control characters shown as U+FFFD"))
    if bidi := sum(1 for _ in _BIDI.finditer(clean)):
        problems = (*problems, warn("bidi_controls", f"{bidi} marks that change the direction of writing"))
    return Decoded(clean, problems)


def _refuse_foreign(raw: bytes) -> None:
    if not raw.strip(b" \t\r\n\x0c"):
        raise SourceUnreadable("empty", "the file is empty; leave it out")
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            raise SourceUnreadable(
                "unsupported_type",
                f"{name} where text should be; toldby reads {READ_HERE}; save its text as one of them",
            )


def _decode(raw: bytes, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _decode_marked(raw[len(mark) :], encoding)
    if b"\x00" in raw:
        return _decode_with_nul(raw, declared)
    _refuse_binary(raw)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(raw, declared)


def _decode_marked(raw: bytes, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    text = raw.decode(encoding, "replace")
    return text, _count_bad(text, raw, encoding)


def _decode_with_nul(raw: bytes, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    """UTF-16 without a mark is valid UTF-8, so the share of NUL bytes decides first."""
    even, odd = raw[0:4000:2].count(0), raw[1:4000:2].count(0)
    half = max(1, min(len(raw), 4000) // 2)
    if max(even, odd) > 0.3 * half and min(even, odd) < 0.1 * half:
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        text = raw[: len(raw) // 2 * 2].decode(encoding, "replace")
        return text, (warn("encoding_guessed", f"no mark; read as {encoding}"), *_count_bad(text, raw, encoding))
    if raw.count(0) > 0.01 * len(raw):
        raise SourceUnreadable("binary", f"{raw.count(0)} NUL bytes; it is no text file, leave it out")
    _refuse_binary(raw)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_other(raw, declared)


def _refuse_binary(raw: bytes) -> None:
    controls = len(raw) - len(raw.translate(None, _CONTROL_BYTES))
    if controls > 0.1 * len(raw):
        raise SourceUnreadable(
            "binary", f"{controls} of {len(raw)} bytes are control characters; it is no text file, leave it out"
        )


def _decode_other(raw: bytes, declared: str | None) -> tuple[str, tuple[Problem, ...]]:
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    is_utf8 = not text.replace("\ufffd", "").isascii()
    if bad <= _MOST_BAD * len(text) and is_utf8:
        return text, _count_bad(text, raw, "utf-8")
    label = _find_label(raw) or _check_label(declared)
    guess = _decode_as(raw, label) or _decode_latin(raw) or _decode_as(raw, _guess_encoding(raw))
    if guess is not None:
        return guess
    if bad <= _MOST_BAD * len(text):
        return text, _count_bad(text, raw, "utf-8")
    raise SourceUnreadable("undecodable", "neither UTF-8 nor another known encoding; save it as UTF-8")


def _decode_as(raw: bytes, encoding: str | None) -> tuple[str, tuple[Problem, ...]] | None:
    if encoding is None:
        return None
    try:
        text = raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return text, (warn("encoding_guessed", f"not UTF-8; read as {encoding}; save it as UTF-8 if words look wrong"),)


def _decode_latin(raw: bytes) -> tuple[str, tuple[Problem, ...]] | None:
    """A mostly ASCII text whose few other bytes are the curly quotes and accents of cp1252."""
    others = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    return _decode_as(raw, "cp1252") if others <= _MOST_LATIN * len(raw) else None


def _find_label(raw: bytes) -> str | None:
    match = _META_LABEL.search(raw[:4096])
    return _check_label(match.group(1).decode("ascii")) if match else None


def _check_label(label: str | None) -> str | None:
    plain = (label or "").strip().strip("\"'").lower()
    return plain if plain in _LABELS else None


def _guess_encoding(raw: bytes) -> str | None:
    best = from_bytes(raw[:_GUESS_FROM]).best()
    return None if best is None else best.encoding


def _count_bad(text: str, raw: bytes, encoding: str) -> tuple[Problem, ...]:
    bad = text.count("\ufffd")
    if not bad:
        return ()
    if bad > _MOST_BAD * len(text) + 1:
        raise SourceUnreadable("undecodable", f"{bad} of {len(text)} characters are no {encoding}; {len(raw)} bytes")
    return (warn("invalid_utf8", f"{bad} characters are no {encoding} and shown as U+FFFD"),)
