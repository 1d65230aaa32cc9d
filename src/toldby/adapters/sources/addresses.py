"""Addresses as inputs: pages and feeds that are fetched when asked, with what is known of them already.

Law: a report that is in the ledger stays when its address gives nothing usable; an edited page is a new
version, the earlier one is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from toldby.adapters.sources.addressing import normalise_address
from toldby.adapters.sources.feed import sniff_xml
from toldby.adapters.sources.members import Items, Link, Member
from toldby.adapters.sources.opening import list_json, list_xml
from toldby.adapters.sources.refusals import refuse, warn
from toldby.adapters.sources.sidecars import SidecarRows
from toldby.adapters.sources.single import read_payload
from toldby.adapters.sources.words import Given, Words, add_given, build_raw
from toldby.application.ports import (
    NEWER,
    Fetched,
    Fetcher,
    InputRef,
    RawReport,
    Superseded,
    Unchanged,
    Validators,
    name_input,
)
from toldby.application.visits import Visit, VisitLog
from toldby.domain.errors import ExtraMissing, SourceUnreadable
from toldby.domain.ids import hash_content
from toldby.domain.text import InputProblem

Outcome = RawReport | InputProblem | Unchanged | Superseded
Read = Iterator[tuple[InputRef, Outcome]]

NOT_ASKED = "not fetched, since the network is asked only on request; add --fetch"
_XML_TYPES = ("xml", "rss", "atom")
_OPENINGS = (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<opml")
_FEED_DEPTH = 2


@dataclass
class AddressReader:
    """Reads links. Without a `fetcher` nothing is asked, and what containers hold themselves is read.

    `follow` fetches the pages that feeds name; `is_due` says whether a page fetched before is asked again.
    """

    fetcher: Fetcher | None = None
    visits: VisitLog = field(default_factory=VisitLog)
    follow: bool = False
    is_due: Callable[[Visit, Link], bool] = lambda visit, link: True
    _done: set[str] = field(default_factory=set)
    _failures: int = 0

    def read(self, link: Link, whole: InputRef, rows: SidecarRows, depth: int = 0) -> Read:
        """The outcomes of one link found in `whole`; an address asked before in this run gives nothing more."""
        link = replace(link, url=normalise_address(link.url))
        if self.fetcher is None:
            yield from self._read_held(link, whole, rows)
        elif link.url not in self._done:
            self._done.add(link.url)
            yield from self._ask(self.fetcher, link, whole, rows, depth)

    def _read_held(self, link: Link, whole: InputRef, rows: SidecarRows) -> Read:
        """What the container itself says; an address alone is a listed problem."""
        ref = InputRef(link.url, whole.location)
        if self.visits.holds_report(link.url):
            yield ref, Unchanged(link.url)
        elif link.held is not None:
            yield take_member(link.held, whole, rows)
        else:
            yield ref, refuse(ref, SourceUnreadable("fetch_refused", NOT_ASKED), stage="fetch")

    def _ask(self, fetcher: Fetcher, link: Link, whole: InputRef, rows: SidecarRows, depth: int) -> Read:
        ref = InputRef(link.url, whole.location)
        visit = self.visits.recall(link.url)
        if visit is not None and not self.is_due(visit, link):
            yield ref, Unchanged(link.url)
            return
        try:
            answer = fetcher.fetch(link.url, visit.validators if visit is not None else Validators())
            if answer is None:
                yield ref, Unchanged(link.url)
            elif is_feed(answer):
                yield from self._read_feed(answer, link, rows, depth)
            else:
                yield ref, self._read_page(answer, link, visit, rows)
                yield from self._drop_held(link, whole)
        except SourceUnreadable as error:
            yield self._tell(error, link, whole, rows)
        except ExtraMissing as error:
            yield self._tell(SourceUnreadable("unsupported_type", str(error)), link, whole, rows)

    def _read_feed(self, answer: Fetched, link: Link, rows: SidecarRows, depth: int) -> Read:
        """The entries of a feed or list that an address gives."""
        whole = InputRef(link.url, link.url)
        if depth >= _FEED_DEPTH:
            raise SourceUnreadable("archive_limit", "a list inside a list of feeds; name it directly")
        before = self._failures
        for item in list_answer(answer):
            if isinstance(item, Member):
                yield take_member(item, whole, rows)
            elif self.follow or item.is_feed or item.held is None:
                given = replace(item.given, outlet=item.given.outlet or link.given.outlet)
                yield from self.read(replace(item, given=given), whole, rows, depth + 1)
            else:
                yield take_member(item.held, whole, rows)
        if self._failures == before:  # else the feed is read again, so that pages that failed are asked again
            self._note(answer, link, None)
        yield whole, Unchanged(link.url)

    def _read_page(self, answer: Fetched, link: Link, visit: Visit | None, rows: SidecarRows) -> Outcome:
        words = read_payload(answer.content, answer.media_type, answer.charset)
        words = describe_page(add_given(words, replace(link.given, url=None)), answer, words.url)
        doc_id = hash_content("text", words.text)
        self._note(answer, link, doc_id)
        if visit is not None and visit.doc_id == doc_id and self.visits.holds_report(link.url):
            return Unchanged(link.url)
        raw = build_raw(link.url, None, answer.sha256, words, rows.find(link.url, None, words.url))
        return replace(raw, earlier=f"{link.url}@{visit.retrieved}") if visit is not None else raw

    def _drop_held(self, link: Link, whole: InputRef) -> Read:
        """The page is read: the list's own text of it, taken by an earlier build, has done its duty."""
        name = link.held.name if link.held is not None else None
        if name is not None and self.visits.holds_report(name_input(whole.path, name)):
            yield replace(whole, member=name), Superseded(whole.path, name)

    def _note(self, answer: Fetched, link: Link, doc_id: str | None) -> None:
        told = answer.validators
        updated = dict(link.given.meta).get("feed_updated")
        self.visits.note(link.url, Visit(answer.retrieved, told.etag, told.last_modified, doc_id, updated))

    def _tell(
        self, error: SourceUnreadable, link: Link, whole: InputRef, rows: SidecarRows
    ) -> tuple[InputRef, Outcome]:
        """Why there is nothing new; a report that is stored stays, what a feed holds itself is taken."""
        self._failures += 1
        if self.visits.holds_report(link.url):
            ref = InputRef(link.url, whole.location, NEWER)
            kept = SourceUnreadable(error.code, f"{error.reason}; the stored version stays")
            return ref, refuse(ref, kept, stage="fetch")
        if link.held is not None and isinstance(link.held.found, Words):
            note = warn("partial", f"its page could not be read ({error.reason}); the text of the list is kept")
            words = add_given(link.held.found, Given(problems=(note,)))
            return take_member(replace(link.held, found=words), whole, rows)
        ref = InputRef(link.url, whole.location)
        return ref, refuse(ref, error, stage="fetch")


def is_feed(answer: Fetched) -> bool:
    """The answer is a feed, an OPML file or a JSON feed, whatever the server calls it."""
    kind = answer.media_type or ""
    if kind.endswith("json"):
        return b"jsonfeed.org/version" in answer.content[:4000]
    head = answer.content[:8_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_xml = any(word in kind for word in _XML_TYPES) or head.startswith(_OPENINGS)
    return is_xml and "xhtml" not in kind and b"<html" not in head and sniff_xml(head) is not None


def list_answer(answer: Fetched) -> Items:
    """The entries of a feed as it was fetched."""
    return list_json(answer.content) if (answer.media_type or "").endswith("json") else list_xml(answer.content)


def describe_page(words: Words, answer: Fetched, canonical: str | None) -> Words:
    """The words with their address (the page's own canonical one on the same host, else the one that answered)

    and with how they were retrieved.
    """
    is_own = canonical is not None and _host(canonical) == _host(answer.final_url)
    meta = {
        "retrieved": answer.retrieved,
        "http_status": str(answer.status),
        "final_url": answer.final_url if answer.final_url != answer.url else None,
        "redirects": " ".join(answer.redirects)[:2000] or None,
        "content_type": answer.media_type,
        "canonical": canonical if not is_own else None,
    }
    kept = tuple(sorted((name, value) for name, value in meta.items() if value))
    return replace(words, url=canonical if is_own else answer.final_url, meta=tuple(sorted({*words.meta, *kept})))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


class AddressSource:
    """Addresses named on the command line, in their order; a `ReportSource`."""

    def __init__(self, urls: Iterable[str], reader: AddressReader) -> None:
        """`reader` asks for them."""
        self._urls = tuple(dict.fromkeys(urls))
        self._reader = reader
        self._rows = SidecarRows()
        self._ready: tuple[InputRef, Outcome] | None = None

    def inputs(self) -> Iterator[InputRef]:
        """Each address, or the entries of the feed it gives; fetched as they are named."""
        for url in self._urls:
            for ref, outcome in self._reader.read(Link(url), InputRef(url, url), self._rows):
                self._ready = ref, outcome
                yield ref

    def read(self, ref: InputRef) -> Outcome:
        """What the address gave when it was named."""
        if self._ready is not None and self._ready[0] == ref:
            return self._ready[1]
        return refuse(ref, SourceUnreadable("vanished", "addresses are read in their order; build again"))

    def problems(self) -> tuple[InputProblem, ...]:
        """None: there is no collection around the addresses."""
        return ()


def take_member(item: Member, whole: InputRef, rows: SidecarRows) -> tuple[InputRef, Outcome]:
    """The report of a member, or its problem."""
    ref = InputRef(whole.path, whole.location, item.name)
    if isinstance(item.found, SourceUnreadable):
        return ref, refuse(ref, item.found, item.sha256)
    known = rows.find(ref.path, ref.member, item.found.url)
    return ref, build_raw(ref.path, ref.member, item.sha256 or "", item.found, known)
