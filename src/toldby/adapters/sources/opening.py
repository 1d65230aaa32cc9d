"""Which files are containers, and how each is opened; decided by suffix and the first bytes."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import PurePosixPath
from typing import IO

from toldby.adapters.sources import archiver, indexes
from toldby.adapters.sources.door import open_file, read_file
from toldby.adapters.sources.feed import MAX_FEED_BYTES, is_json_feed, list_entries, list_json_entries, sniff_xml
from toldby.adapters.sources.links import list_addresses, list_outlines, list_table, looks_like_addresses
from toldby.adapters.sources.mail import list_messages
from toldby.adapters.sources.members import Items, Member, hash_text
from toldby.adapters.sources.records import list_records, parse_json, read_record
from toldby.adapters.sources.reference import is_reference
from toldby.adapters.sources.tables import MAX_TABLE_BYTES, decode_table, find_delimiter, read_rows
from toldby.adapters.sources.warc import list_captures, list_wacz
from toldby.adapters.sources.xml import refuse_entities
from toldby.domain.errors import SourceUnreadable

_STREAMS = {
    ".jsonl": list_records,
    ".ndjson": list_records,
    ".mbox": list_messages,
    ".warc": list_captures,
    ".wacz": list_wacz,
}
_TABLES = frozenset({".csv", ".tsv"})
_FEEDS = frozenset({".xml", ".rss", ".atom", ".rdf", ".opml"})
_PLAIN = frozenset({".txt", ".text"})
_HEAD = 65_536
SUFFIXES = frozenset({*_STREAMS, *_TABLES, *_FEEDS, ".json"})


def find_suffix(path: str) -> str:
    """The suffix that tells the kind; `.gz` counts for web archives alone."""
    name = PurePosixPath(path.lower())
    return ".warc" if name.name.endswith(".warc.gz") else name.suffix


def is_container(path: str, location: str) -> bool:
    """The file holds several reports, or addresses; a text that is a list of addresses is one too."""
    suffix = find_suffix(path)
    return suffix in SUFFIXES or (suffix in _PLAIN and looks_like_addresses(read_head(location)))


def is_reference_file(path: str, location: str) -> bool:
    """A table of ACLED or UCDP GED: rows to compare with, no reports."""
    if find_suffix(path) not in _TABLES:
        return False
    head = read_head(location)
    try:
        first = next(iter(csv.reader(head.splitlines()[:1], delimiter=find_delimiter(head))), [])
    except csv.Error:
        return False
    return is_reference(first)


def read_head(location: str) -> str:
    """The first lines of a file, whole ones; empty when it cannot be opened."""
    try:
        with open_stream(location) as stream:
            head = stream.read(_HEAD)
    except (SourceUnreadable, OSError):
        return ""
    whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1]
    return whole.decode("utf-8", "replace").lstrip("\ufeff")


@contextmanager
def open_stream(location: str) -> Iterator[IO[bytes]]:
    """A regular file as a stream; never follows a link.

    Raises SourceUnreadable.
    """
    with os.fdopen(open_file(location), "rb") as stream:
        yield stream


def list_items(path: str, location: str) -> Items:
    """What a container holds, in its order.

    Raises SourceUnreadable when it is no container after all, ExtraMissing when a reader is not installed.
    """
    suffix = find_suffix(path)
    if suffix in _STREAMS:
        with open_stream(location) as stream:
            yield from _at_least_one(_STREAMS[suffix](stream))
    elif suffix in _TABLES:
        yield from _at_least_one(_list_table(path, location))
    elif suffix in _FEEDS:
        content = read_file(location, MAX_FEED_BYTES).content
        yield from list_xml(content)
    elif suffix == ".json":
        yield from _at_least_one(list_json(read_file(location, MAX_TABLE_BYTES).content))
    else:
        text, _ = decode_table(read_file(location, MAX_TABLE_BYTES).content)
        yield from list_addresses(text)


def _at_least_one(items: Items) -> Items:
    first = next(items, None)
    if first is None:
        raise SourceUnreadable("no_records", "nothing in it; leave it out")
    yield from chain((first,), items)


def list_xml(content: bytes) -> Items:
    """A feed or an OPML file."""
    refuse_entities(content)
    kind = sniff_xml(content)
    if kind is None:
        raise SourceUnreadable("unsupported_type", "XML that is neither RSS, Atom nor OPML; leave it out")
    yield from list_outlines(content) if kind == "opml" else list_entries(content)


def list_json(content: bytes) -> Items:
    """A JSON feed, an answer of a news index, or a list of records."""
    value = parse_json(content)
    articles = indexes.find_articles(value)
    if is_json_feed(value) and isinstance(value, dict):
        yield from list_json_entries(value)
    elif articles is not None:
        yield from indexes.list_articles(articles)
    elif isinstance(value, list | dict):
        yield from _list_values(value if isinstance(value, list) else [value])
    else:
        raise SourceUnreadable("record_bad", "no object and no list; leave it out")


def _list_values(values: list[object]) -> Items:
    for number, value in enumerate(values, 1):
        try:
            words = read_record(value)
            yield Member(f"record {number}", words, hash_text(words.text))
        except SourceUnreadable as error:
            yield Member(f"record {number}", error)


def _list_table(path: str, location: str) -> Items:
    text, _ = decode_table(read_file(location, MAX_TABLE_BYTES).content)
    rows = read_rows(text, find_delimiter(text), path)
    first = next(rows, None)
    if first is None:
        raise SourceUnreadable("no_records", "no rows in the table; leave it out")
    header = first[1]
    whole = chain((first,), rows)
    names = [name.strip().lower() for name in header]
    index = indexes.find_index(header)
    if archiver.is_database(header):
        yield from archiver.list_database(whole)
    elif archiver.is_sheet(header):
        yield from archiver.list_sheet(whole)
    elif index is not None:
        yield from index(whole)
    elif "url" in names:
        yield from list_table(path, whole)
    else:
        shown = ", ".join(names[:8])[:200]
        reason = f"a table without a column 'url' (found {shown}); name the column, or leave the table out"
        raise SourceUnreadable("unsupported_type", reason)
