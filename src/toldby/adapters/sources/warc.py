"""Web archives (.warc, .warc.gz, .wacz), one record in memory at a time."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import IO, Protocol
from zipfile import ZipFile

from toldby.adapters.sources.dates import read_moment
from toldby.adapters.sources.door import MAX_PAGE_BYTES
from toldby.adapters.sources.members import Item, Items, Link, Member, hash_bytes, refuse_member
from toldby.adapters.sources.page.metadata import check_url
from toldby.adapters.sources.refusals import describe_size
from toldby.adapters.sources.single import PAGE_TYPES, read_payload
from toldby.adapters.sources.words import Given, add_given
from toldby.adapters.sources.zipped import open_zip
from toldby.domain.errors import ExtraMissing, SourceUnreadable

_TAKEN = PAGE_TYPES | {"text/plain", "application/pdf"}
_MOST_PAGES_BYTES = 50_000_000
_STATUS_OK = "200"


class _Headers(Protocol):
    def get_header(self, name: str) -> str | None: ...

    def get_statuscode(self) -> str | None: ...


class _Stream(Protocol):
    def read(self, size: int) -> bytes: ...


class Record(Protocol):
    """What we use of a record of warcio."""

    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None

    def content_stream(self) -> _Stream:
        """The payload, unpacked."""
        ...


def list_captures(stream: IO[bytes], wanted: frozenset[str] | None = None) -> Items:
    """Pages, plain texts and PDFs that were captured whole, named by address; `wanted` narrows to these addresses.

    `WARC-Date` is when it was retrieved, never when it was published. Where the archive is damaged, what
    stood before is given and the rest is one listed problem. Raises ExtraMissing without the extra `warc`.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ExtraMissing("warc", "reading web archives") from None
    reader = _Captures(wanted)
    count = 0
    try:
        for record in ArchiveIterator(stream, check_digests=True):  # type: ignore[no-untyped-call]
            count += 1
            yield from reader.take(record)
    except (
        ArchiveLoadFailed,
        EOFError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        zlib.error,
    ) as error:
        why = f"damaged after {count} records ({str(error)[:80] or type(error).__name__})"
        yield refuse_member(None, "record_bad", f"{why}; what stood before was read, write the archive anew")
        return
    if not count:
        yield refuse_member(None, "no_records", "no records in the archive; write it anew")


class _Captures:
    """What was seen of one archive: addresses and payloads, so that no name comes twice."""

    def __init__(self, wanted: frozenset[str] | None) -> None:
        self._wanted = wanted
        self._names: set[int] = set()
        self._payloads: set[str] = set()

    def take(self, record: Record) -> Items:
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type == "revisit":
            yield from self._take_revisit(record, url)
        elif record.rec_type in ("response", "resource") and self._is_taken(record, url):
            digest = record.rec_headers.get_header("WARC-Payload-Digest")
            if digest:
                self._payloads.add(digest)
            yield self._read(record, url, self._name(record, url))

    def _is_taken(self, record: Record, url: str) -> bool:
        if check_url(url) is None or (self._wanted is not None and url not in self._wanted):
            return False
        if record.rec_type == "response":
            headers = record.http_headers
            return headers is not None and headers.get_statuscode() == _STATUS_OK and _find_type(record)[0] in _TAKEN
        return _find_type(record)[0] in _TAKEN

    def _take_revisit(self, record: Record, url: str) -> Items:
        """The same bytes as an earlier capture: nothing new, unless that one is not here."""
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        if digest not in self._payloads and self._is_wanted_page(record, url):
            name = self._name(record, url)
            yield refuse_member(name, "record_bad", "a revisit whose page stands in another archive; add that archive")

    def _is_wanted_page(self, record: Record, url: str) -> bool:
        if check_url(url) is None or (self._wanted is not None and url not in self._wanted):
            return False
        return _find_type(record)[0] in _TAKEN

    def _name(self, record: Record, url: str) -> str:
        name = url
        if hash(url) in self._names:
            name = f"{url}@{record.rec_headers.get_header('WARC-Date') or len(self._names)}"
        number = 2
        while hash(name) in self._names:
            name, number = f"{name.partition(' (')[0]} ({number})", number + 1
        self._names.add(hash(name))
        return name

    def _read(self, record: Record, url: str, name: str) -> Member:
        try:
            content = record.content_stream().read(MAX_PAGE_BYTES + 1)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            return refuse_member(name, "record_bad", f"its content cannot be unpacked ({str(error)[:80]})")
        if len(content) > MAX_PAGE_BYTES:
            return refuse_member(name, "too_large", f"more than {describe_size(MAX_PAGE_BYTES)}; leave it out")
        digest = hash_bytes(content)
        checker = getattr(record, "digest_checker", None)
        if checker is not None and checker.passed is False:
            return Member(
                name, SourceUnreadable("hash_mismatch", "the content does not fit its digest; capture it anew"), digest
            )
        kind, charset = _find_type(record)
        try:
            words = read_payload(content, kind, charset)
        except SourceUnreadable as error:
            return Member(name, error, digest)
        moment = read_moment(record.rec_headers.get_header("WARC-Date") or "")
        meta = (("retrieved", moment),) if moment else ()
        return Member(name, add_given(words, Given(url=url, meta=meta)), digest)


def _find_type(record: Record) -> tuple[str, str | None]:
    headers = record.http_headers
    value = headers.get_header("Content-Type") if headers is not None else None
    kind = value or record.rec_headers.get_header("Content-Type") or ""
    plain, _, rest = kind.partition(";")
    _, _, charset = rest.partition("charset=")
    return plain.strip().lower(), charset.strip("\"' ").split(";")[0] or None


def list_wacz(file: IO[bytes]) -> Items:
    """The pages that the WACZ lists, out of the archives inside it; nothing is unpacked to disk."""
    with open_zip(file) as archive:
        names = [name for name in sorted(archive.namelist()) if name.startswith("archive/")]
        captures = [name for name in names if name.endswith((".warc", ".warc.gz"))]
        if not captures:
            yield refuse_member(None, "no_records", "no WARC inside; save the capture anew")
            return
        wanted = _read_pages(archive)
        seen: set[str | None] = set()
        for name in captures:
            with archive.open(name) as stream:
                for item in list_captures(stream, wanted):
                    yield from _once(item, seen, name)


def _once(item: Item, seen: set[str | None], archive: str) -> Iterator[Member]:
    if isinstance(item, Link):
        return
    name = item.name if item.name is not None else archive
    name = f"{name} ({archive})" if name in seen else name
    seen.add(name)
    yield Member(name, item.found, item.sha256)


def _read_pages(archive: ZipFile) -> frozenset[str] | None:
    """Addresses of `pages/pages.jsonl`; None when there is no such list."""
    urls: set[str] = set()
    for name in ("pages/pages.jsonl", "pages/extraPages.jsonl"):
        if name not in archive.namelist():
            continue
        with archive.open(name) as stream:
            for line in stream.read(_MOST_PAGES_BYTES).splitlines():
                try:
                    url = json.loads(line).get("url")
                except (ValueError, AttributeError, RecursionError):
                    continue
                if isinstance(url, str):
                    urls.add(url)
    return frozenset(urls) or None
