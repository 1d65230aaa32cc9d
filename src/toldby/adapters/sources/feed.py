"""RSS, Atom and JSON feeds: each entry is a report of its own until its page is fetched."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from html import escape

from toldby.adapters.sources.dates import date_evidence, write_moment
from toldby.adapters.sources.decoding import clean_text
from toldby.adapters.sources.html import read_page
from toldby.adapters.sources.members import Items, Link, Member, hash_text, refuse_member
from toldby.adapters.sources.page.metadata import check_url
from toldby.adapters.sources.refusals import warn
from toldby.adapters.sources.words import Given, Words, add_given, check_words
from toldby.adapters.sources.xml import refuse_entities
from toldby.domain.errors import ExtraMissing, SourceUnreadable
from toldby.domain.text import DateEvidence, Problem

MAX_FEED_BYTES = 20_000_000
MAX_ENTRIES = 5_000
_OPENING = re.compile(rb"<(?:\w{1,20}:)?(rss|feed|rdf|opml)\b", re.IGNORECASE)
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
Parsed = Mapping[str, object]
"""What feedparser gives: a dictionary of dictionaries."""

_TAG = re.compile(r"<[a-zA-Z/!]")


def sniff_xml(head: bytes) -> str | None:
    """`feed` or `opml` by the first element that tells; None for any other XML."""
    match = _OPENING.search(head.replace(b"\x00", b"")[:8000])
    if match is None:
        return None
    return "opml" if match.group(1).lower() == b"opml" else "feed"


def is_json_feed(value: object) -> bool:
    """A value that names itself a JSON feed."""
    return isinstance(value, Mapping) and "jsonfeed.org/version" in str(value.get("version", ""))


def list_entries(content: bytes) -> Items:
    """The entries of an RSS or Atom feed, named by id, else by link, else by their words.

    Raises SourceUnreadable for entities and for what gives no entry at all; ExtraMissing without the extra `feeds`.
    """
    refuse_entities(content)
    parsed = _parse(content)
    if not _entries(parsed) and parsed.get("bozo"):
        bare = _DECLARATION.sub(b"", content)
        parsed = _parse(b'<?xml version="1.0" encoding="utf-8"?>' + bare) if bare != content else parsed
    if not _entries(parsed):
        why = f"no entries ({str(parsed.get('bozo_exception', 'the feed is empty'))[:100]})"
        raise SourceUnreadable("no_records", f"{why}; look at the address in a browser")
    broken = (warn("feed_not_well_formed", "the feed is broken; entries before the break were read"),)
    yield from _list_parsed(parsed, broken if parsed.get("bozo") and not _is_harmless(parsed) else ())


def _parse(content: bytes) -> Parsed:
    try:
        import feedparser
    except ImportError:
        raise ExtraMissing("feeds", "reading RSS and Atom") from None
    # a stream, never bytes: feedparser opens bytes and text as a file or an address first
    stream = io.BytesIO(content)
    parsed: Parsed = feedparser.parse(stream, sanitize_html=False, resolve_relative_uris=False)  # type: ignore[attr-defined,no-untyped-call]
    return parsed


def _entries(parsed: Parsed) -> list[Mapping[str, object]]:
    entries = parsed.get("entries")
    return entries if isinstance(entries, list) else []


def _is_harmless(parsed: Parsed) -> bool:
    """A declared encoding that was wrong and put right is no break."""
    return type(parsed.get("bozo_exception")).__name__ in ("CharacterEncodingOverride", "NonXMLContentType")


def _list_parsed(parsed: Parsed, problems: tuple[Problem, ...]) -> Items:
    feed = parsed.get("feed")
    head = feed if isinstance(feed, Mapping) else {}
    outlet = _squeeze(head.get("title"))
    names: set[str] = set()
    for entry in _entries(parsed)[:MAX_ENTRIES]:
        summary = str(entry.get("summary") or "")
        content = _read_content(entry)
        name = _name_entry(
            _text(entry, "id") or _text(entry, "link"), f"{entry.get('title')}{content or summary}", names
        )
        source = entry.get("source")
        given = Given(
            title=_strip_title(_text(entry, "title")),
            url=check_url(_text(entry, "link")),
            outlet=(_squeeze(source.get("title")) if isinstance(source, Mapping) else None) or outlet,
            language=_text(head, "language"),
            evidence=_read_published(entry),
            problems=problems,
            meta=_keep(feed_updated=_read_updated(entry), author=_squeeze(entry.get("author"))),
        )
        yield _make_item(name, given, content, summary)
    if len(_entries(parsed)) > MAX_ENTRIES:
        reason = f"{len(_entries(parsed))} entries, the first {MAX_ENTRIES} were read; split the feed"
        yield refuse_member("further entries", "archive_limit", reason)


def _read_content(entry: Mapping[str, object]) -> str:
    parts = entry.get("content")
    values = [_text(part, "value") for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
    return next((value for value in values if value), "")


def list_json_entries(feed: Mapping[str, object]) -> Items:
    """The items of a JSON feed."""
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise SourceUnreadable("no_records", "no items in the feed; look at the address in a browser")
    names: set[str] = set()
    for number, item in enumerate(items[:MAX_ENTRIES], 1):
        if not isinstance(item, Mapping):
            yield refuse_member(f"entry {number}", "record_bad", "no object; correct it or leave it out")
            continue
        url = check_url(_text(item, "url") or _text(item, "external_url"))
        given = Given(
            title=_squeeze(_text(item, "title")),
            url=url,
            outlet=_squeeze(_text(feed, "title")),
            language=_text(item, "language") or _text(feed, "language"),
            evidence=date_evidence("feed", _text(item, "date_published")),
            meta=_keep(feed_updated=_text(item, "date_modified")),
        )
        plain = _text(item, "content_text")
        body = _text(item, "content_html") or (_as_paragraphs(plain) if plain else "")
        name = _name_entry(_text(item, "id") or url, f"{given.title}{body}", names)
        yield _make_item(name, given, body, _text(item, "summary") or "")
    if len(items) > MAX_ENTRIES:
        reason = f"{len(items)} items, the first {MAX_ENTRIES} were read; split the feed"
        yield refuse_member("further entries", "archive_limit", reason)


def _make_item(name: str, given: Given, content: str, summary: str) -> Member | Link:
    """The entry's own text, and the address of its page where it has one."""
    held = _hold(name, given, content, summary)
    return Link(given.url, given, held) if given.url else held


def _hold(name: str, given: Given, content: str, summary: str) -> Member:
    body = content or summary
    digest = hash_text("\0".join((given.title or "", body)))
    try:
        words = _read_body(body, given.title)
        partial = () if content else (warn("partial", "the feed gives a summary only; fetch the page for the whole"),)
        words = add_given(words, given)
        return Member(name, check_words(_add_problems(words, partial)), digest)
    except SourceUnreadable as error:
        return Member(name, error, digest)


def _read_body(body: str, title: str | None) -> Words:
    if not body.strip():
        raise SourceUnreadable("no_text", "the entry has no text; fetch its page")
    if not _TAG.search(body):
        body = _as_paragraphs(body)
    heading = f"<h1>{escape(title)}</h1>" if title else ""
    decoded = clean_text(f"<html><body><article>{heading}{body}</article></body></html>")
    page = read_page(decoded.text)
    return Words(page.text, hints=page.hints, problems=decoded.problems + page.problems, source_map=page.source_map)


def _as_paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s{0,20}\n", text) if part.strip())


def _add_problems(words: Words, problems: tuple[Problem, ...]) -> Words:
    return add_given(words, Given(problems=problems))


def _name_entry(stated: str | None, words: str, names: set[str]) -> str:
    """By what the feed calls it, else by its words: a feed drops its oldest entries, so numbers would not last."""
    mark = hash_text(words)[:10]
    name = " ".join(str(stated or "").split())[:500] or f"entry {mark}"
    name = f"{name} ({mark})" if name in names else name
    while name in names:
        name += "'"
    names.add(name)
    return name


def _read_published(entry: Mapping[str, object]) -> tuple[DateEvidence, ...]:
    """Never `updated`: it moves at every edit."""
    moment = _write_struct(entry.get("published_parsed"))
    if moment:
        return (DateEvidence("feed", moment),)
    return date_evidence("feed", _text(entry, "published"))


def _read_updated(entry: Mapping[str, object]) -> str | None:
    """Asked by the list of keys: feedparser answers with the publication date where it has no other."""
    return _write_struct(entry["updated_parsed"]) if "updated_parsed" in list(entry) else None


def _write_struct(parts: object) -> str | None:
    try:
        year, month, day, hour, minute = tuple(parts)[:5] if parts else (0,) * 5  # type: ignore[arg-type]
        return write_moment(datetime(year, month, day, hour, minute, tzinfo=UTC)) if parts else None
    except (TypeError, ValueError):
        return None


def _keep(**pairs: str | None) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, value[:2000]) for name, value in pairs.items() if value))


def _text(item: Mapping[str, object], key: str) -> str | None:
    value = item.get(key)
    return str(value) if isinstance(value, str | int) and str(value).strip() else None


def _strip_title(title: str | None) -> str | None:
    return _squeeze(re.sub(r"<[^<>]{0,300}>", "", title)) if title else None


def _squeeze(words: object) -> str | None:
    return " ".join(str(words).split())[:500] or None if words else None
