"""Bytes of one document to words, by its suffix or by what a server calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toldby.adapters.sources.decoding import decode_bytes
from toldby.adapters.sources.door import MAX_PAGE_BYTES, MAX_TEXT_BYTES
from toldby.adapters.sources.html import looks_like_html
from toldby.adapters.sources.markup import read_html, read_markdown, read_markup, read_text
from toldby.adapters.sources.words import Words, check_words
from toldby.domain.errors import SourceUnreadable

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PDF_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of document is read, and the most bytes of it that are."""

    read: Callable[[bytes], Words]
    limit: int = MAX_TEXT_BYTES


def read_pdf(content: bytes) -> Words:
    """The text layer of a PDF."""
    from toldby.adapters.sources.pdf import read_pdf as read

    return check_words(read(content))


def read_docx(content: bytes) -> Words:
    """The paragraphs of a word processor's document."""
    from toldby.adapters.sources.docx import read_docx as read

    return check_words(read(content))


def read_mail(content: bytes) -> Words:
    """One message."""
    from toldby.adapters.sources.mail import read_message

    return check_words(read_message(content))


READERS: dict[str, Reader] = {
    ".txt": Reader(read_text),
    ".text": Reader(read_text),
    ".md": Reader(read_markdown),
    ".markdown": Reader(read_markdown),
    ".html": Reader(read_markup, MAX_PAGE_BYTES),
    ".htm": Reader(read_markup, MAX_PAGE_BYTES),
    ".xhtml": Reader(read_markup, MAX_PAGE_BYTES),
    ".pdf": Reader(read_pdf, _PDF_BYTES),
    ".docx": Reader(read_docx, _PDF_BYTES),
    ".eml": Reader(read_mail, MAX_PAGE_BYTES),
}


def read_payload(content: bytes, media_type: str | None, charset: str | None = None) -> Words:
    """A document as a server or an archive gives it.

    Raises SourceUnreadable for a type that holds no report.
    """
    kind = (media_type or "").partition(";")[0].strip().lower()
    if content.startswith(b"%PDF"):
        return read_pdf(content)
    if kind in PAGE_TYPES:
        return read_markup(content, charset)
    if kind in ("", "application/octet-stream") or kind.startswith("text/"):
        decoded = decode_bytes(content, charset)
        return read_html(decoded) if looks_like_html(decoded.text) else check_words(Words(decoded.text))
    raise SourceUnreadable("unsupported_type", f"{kind}; toldby reads pages, plain text and PDF; leave it out")
