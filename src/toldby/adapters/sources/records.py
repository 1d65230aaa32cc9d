"""Reports as JSON: one record a line (.jsonl), or a list of them (.json)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import IO

from toldby.adapters.sources.dates import date_evidence
from toldby.adapters.sources.decoding import clean_text, decode_bytes
from toldby.adapters.sources.door import MAX_TEXT_BYTES
from toldby.adapters.sources.markup import read_html
from toldby.adapters.sources.members import Items, Member, hash_bytes, refuse_member
from toldby.adapters.sources.refusals import describe_size
from toldby.adapters.sources.words import Words, check_words
from toldby.domain.errors import SourceUnreadable
from toldby.domain.text import DateEvidence

_TEXT = ("text", "body", "content", "maintext", "article")
_NAMES = {
    "title": ("title", "headline"),
    "url": ("url", "link", "source_url"),
    "outlet": ("outlet", "source", "publisher", "media_name", "sitename"),
    "language": ("language", "lang"),
    "published": ("published", "date", "publish_date", "date_publish", "datePublished", "publishedAt"),
}
_META = ("agency", "author", "retrieved", "archive_url", "rights", "sensitivity", "note")


def list_records(stream: IO[bytes]) -> Items:
    """One member a line, named `line N`; a broken line is listed and the next is read."""
    for number, line in enumerate(_read_lines(stream), 1):
        name = f"line {number}"
        if line is None:
            most = describe_size(MAX_TEXT_BYTES)
            yield refuse_member(name, "too_large", f"longer than {most}; split it into one report a line")
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(name, line)


def _read_lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    while line := stream.readline(MAX_TEXT_BYTES + 1):
        if len(line) <= MAX_TEXT_BYTES:
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(1 << 20)):
            pass
        yield None


def _read_line(name: str, line: bytes) -> Member:
    try:
        return Member(name, read_record(parse_json(line)), hash_bytes(line))
    except SourceUnreadable as error:
        return Member(name, error, hash_bytes(line))


def parse_json(content: bytes) -> object:
    """A JSON value.

    Raises SourceUnreadable for broken, too deep or impossible JSON (numbers of thousands of digits).
    """
    try:
        return json.loads(decode_bytes(content).text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        reason = f"no readable JSON ({str(error)[:80] or type(error).__name__}); correct it"
        raise SourceUnreadable("record_bad", reason) from None


def read_record(record: object) -> Words:
    """A report from an object with `text` (or `html`) and, if known, title, url, outlet, published, language.

    Lines of `documents.jsonl` are read as well. Raises SourceUnreadable when there is no text.
    """
    if not isinstance(record, Mapping):
        raise SourceUnreadable("record_bad", "no object with a field 'text'; correct it")
    text = next((value for key in _TEXT if isinstance(value := record.get(key), str) and value.strip()), None)
    page = record.get("html")
    if text is None and isinstance(page, str):
        words = read_html(clean_text(page))
    elif text is None:
        fields = ", ".join(map(str, list(record)[:8])) or "none"
        raise SourceUnreadable("record_bad", f"no field 'text' with words in it; found {fields[:200]}")
    else:
        decoded = clean_text(text)
        words = Words(decoded.text, problems=decoded.problems)
    return check_words(_describe(record, words))


def _describe(record: Mapping[str, object], words: Words) -> Words:
    facts = {name: _first_text(record, keys) for name, keys in _NAMES.items()}
    meta = tuple(sorted((key, str(record[key])[:2000]) for key in _META if isinstance(record.get(key), str | int)))
    return Words(
        text=words.text,
        title=facts["title"] or words.title,
        url=facts["url"] or words.url,
        outlet=facts["outlet"] or words.outlet,
        language=facts["language"] or words.language,
        evidence=_read_dates(record) + words.evidence,
        hints=words.hints,
        problems=words.problems,
        meta=meta,
        source_map=words.source_map,
    )


def _first_text(record: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = record.get(key)
        value = value.get("name") or value.get("title") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:2000]
    return None


def _read_dates(record: Mapping[str, object]) -> tuple[DateEvidence, ...]:
    published = record.get("published")
    if isinstance(published, Mapping):  # a line of documents.jsonl
        ends = published.get("earliest"), published.get("latest")
        if all(isinstance(end, str) for end in ends) and published.get("method") not in ("text", "reports", "unknown"):
            return (DateEvidence("user", str(ends[0]) if ends[0] == ends[1] else f"{ends[0]}/{ends[1]}"),)
        return ()
    return date_evidence("user", _first_text(record, _NAMES["published"]))
