"""What a page says about itself: title, dates, address, site; nothing it names is ever opened."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from toldby.adapters.sources.page.scan import Tag, Token, Words
from toldby.domain.text import DateEvidence

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d(?:\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)?)?")
_DATE_NAMES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.created",
)
_TELLING = frozenset({"meta", "link", "html", "time", "script"})
_LONGEST_JSON = 200_000
_MOST_NODES = 5_000


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Metadata of a page; `dates` in the order of trust."""

    title: str | None = None
    dates: tuple[DateEvidence, ...] = ()
    url: str | None = None
    site: str | None = None
    language: str | None = None


def read_facts(source: str, tokens: Iterable[Token]) -> PageFacts:
    """The page's own metadata; broken JSON-LD and dates out of range are passed over."""
    return _FactReader(source).read(tokens)


class _FactReader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._meta: dict[str, str] = {}
        self._json: list[str] = []
        self._times: list[str] = []
        self._canonical: str | None = None
        self._language: str | None = None
        self._is_json = False

    def read(self, tokens: Iterable[Token]) -> PageFacts:
        for token in tokens:
            if isinstance(token, Tag):
                if token.name in _TELLING and not token.is_end:
                    self._take_tag(token)
            elif self._is_json and isinstance(token, Words):
                self._json.append(self._source[token.start : token.end][:_LONGEST_JSON])
                self._is_json = False
        nodes = [node for text in self._json[:20] for node in _walk_json(text)]
        return PageFacts(
            title=_first_text(nodes, "headline") or self._meta.get("og:title") or self._meta.get("twitter:title"),
            dates=self._collect_dates(nodes),
            url=check_url(self._canonical) or check_url(self._meta.get("og:url")),
            site=self._meta.get("og:site_name") or _publisher(nodes),
            language=self._language,
        )

    def _take_tag(self, tag: Tag) -> None:
        values = tag.read_attributes()
        if tag.name == "script":
            self._is_json = "ld+json" in values.get("type", "").lower()
        elif tag.name == "meta":
            name = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            self._meta.setdefault(name, " ".join(values.get("content", "").split())[:2000])
        elif tag.name == "link" and "canonical" in values.get("rel", "").lower():
            self._canonical = self._canonical or values.get("href")
        elif tag.name == "html":
            self._language = self._language or values.get("lang") or values.get("xml:lang")
        elif tag.name == "time" and values.get("datetime"):
            is_named = (
                "publi" in f"{values.get('itemprop', '')} {values.get('class', '')}".lower() or "pubdate" in values
            )
            self._times.insert(0 if is_named else len(self._times), values["datetime"])

    def _collect_dates(self, nodes: list[dict[str, object]]) -> tuple[DateEvidence, ...]:
        values = [value for node in nodes if isinstance(value := node.get("datePublished"), str)]
        values += [self._meta[name] for name in _DATE_NAMES if self._meta.get(name)]
        values += self._times[:1]
        dates = (read_page_date(value) for value in values)
        return tuple(DateEvidence("page", date) for date in dict.fromkeys(dates) if date is not None)


def read_page_date(value: str) -> str | None:
    """An ISO date of a plausible year, with its time and zone if given; None for anything else.

    >>> read_page_date("2019-05-10T09:30:00+02:00")
    '2019-05-10T09:30+02:00'
    """
    match = _DATE.match(value.strip()[:60])
    if match is None or not _is_plausible(*match.group(1, 2, 3)):
        return None
    day = "-".join(match.group(1, 2, 3))
    return f"{day}T{match.group(4)}:{match.group(5)}{match.group(6) or ''}" if match.group(4) else day


def _is_plausible(year: str, month: str, day: str) -> bool:
    return "1990" <= year <= "2100" and "01" <= month <= "12" and "01" <= day <= "31"


def _walk_json(text: str) -> Iterator[dict[str, object]]:
    """All objects of a JSON-LD stretch, without recursion."""
    try:
        stack: list[object] = [json.loads(unescape(text) if text.lstrip().startswith("&") else text)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(value for value in reversed(list(node.values())) if isinstance(value, dict | list))
        elif isinstance(node, list):
            stack.extend(value for value in reversed(node) if isinstance(value, dict | list))


def _first_text(nodes: list[dict[str, object]], key: str) -> str | None:
    texts = (node[key] for node in nodes if isinstance(node.get(key), str))
    return next((" ".join(unescape(str(text)).split())[:500] for text in texts if str(text).strip()), None)


def _publisher(nodes: list[dict[str, object]]) -> str | None:
    for node in nodes:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])[:200]
    return None


def check_url(url: str | None) -> str | None:
    """Only http addresses of sane length are kept; they are stored, never opened."""
    if not url or len(url) > 2000:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.hostname else None
