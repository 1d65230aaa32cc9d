"""Bytes of one document to words, by its suffix or by what a server calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toldby.adapters.sources.decoding import Decoded, decode_bytes
from toldby.adapters.sources.door import MAX_PAGE_BYTES, MAX_TEXT_BYTES
from toldby.adapters.sources.html import looks_like_html, read_page
from toldby.adapters.sources.markdown import strip_markdown
from toldby.adapters.sources.published import UnclearDate, read_published
from toldby.adapters.sources.words import Words, check_words
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_PDF_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class Reader:
    """How one kind of document is read, and the most bytes of it that are."""

    read: Callable[[bytes], Words]
    limit: int = MAX_TEXT_BYTES


def read_text(content: bytes) -> Words:
    """Plain text as it is; a page under another suffix is read as one."""
    decoded = decode_bytes(content)
    if looks_like_html(decoded.text):
        return read_html(decoded)
    return check_words(Words(decoded.text, problems=decoded.problems))


def read_markup(content: bytes, declared: str | None = None) -> Words:
    """A page; `declared` is the charset a server named."""
    return read_html(decode_bytes(content, declared))


def read_html(decoded: Decoded) -> Words:
    """The article of a decoded page with what the page says about itself."""
    page = read_page(decoded.text)
    facts = page.facts
    words = Words(
        text=page.text,
        title=page.title,
        url=facts.url,
        outlet=facts.site,
        language=facts.language,
        evidence=facts.dates,
        hints=page.hints,
        problems=decoded.problems + page.problems,
        source_map=page.source_map,
    )
    return check_words(words)


def read_markdown(content: bytes) -> Words:
    """Markdown without its marks; simple front matter gives title, address, outlet, date."""
    decoded = decode_bytes(content)
    if looks_like_html(decoded.text):
        return read_html(decoded)
    plain = strip_markdown(decoded.text)
    fields = dict(plain.fields)
    words = Words(
        text=plain.text,
        title=fields.get("title"),
        url=fields.get("url"),
        outlet=fields.get("outlet"),
        evidence=_read_front_date(fields.get("date") or fields.get("published")),
        problems=decoded.problems,
        source_map=plain.source_map,
    )
    return check_words(words)


def _read_front_date(cell: str | None) -> tuple[DateEvidence, ...]:
    try:
        date = read_published(cell or "")
    except UnclearDate:
        return ()
    return (DateEvidence("page", date),) if date else ()


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
