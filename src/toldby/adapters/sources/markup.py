"""Text, pages and Markdown to words."""

from __future__ import annotations

from toldby.adapters.sources.decoding import Decoded, decode_bytes
from toldby.adapters.sources.html import looks_like_html, read_page
from toldby.adapters.sources.markdown import strip_markdown
from toldby.adapters.sources.published import UnclearDate, read_published
from toldby.adapters.sources.words import Words, check_words
from toldby.domain.text import DateEvidence


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
