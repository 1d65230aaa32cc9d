"""News indexes (GDELT, Media Cloud, newsapi.ai, newsapi.org) as lists of addresses with dates.

Their codes, tones, places and event ids are never taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from toldby.adapters.sources.dates import date_evidence, read_moment
from toldby.adapters.sources.links import make_dated_link
from toldby.adapters.sources.members import Items, Link, Member, hash_text, refuse_member
from toldby.adapters.sources.page.metadata import check_url
from toldby.adapters.sources.words import Given, Words, check_words
from toldby.domain.errors import SourceUnreadable

Rows = Iterable[tuple[int, list[str]]]

GDELT_EVENTS = 61
GDELT_MENTIONS = 16
_WEB = "1"
# newsapi.ai names languages by three letters
_LANGUAGES = {
    "eng": "en", "rus": "ru", "hye": "hy", "aze": "az", "tur": "tr", "kat": "ka", "fas": "fa", "ara": "ar",
    "ukr": "uk", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "zho": "zh", "heb": "he",
}  # fmt: skip


def find_index(header: list[str]) -> Callable[[Rows], Items] | None:
    """The reader for the first row of a table; None when it is no index."""
    names = {name.strip().lower().lstrip("\ufeff") for name in header}
    if {"url", "publish_date"} <= names and ("media_name" in names or "stories_id" in names):
        return list_media_cloud
    is_digits = bool(header) and header[0].strip().isdigit()
    if is_digits and len(header) == GDELT_EVENTS:
        return list_gdelt_events
    if is_digits and len(header) == GDELT_MENTIONS:
        return list_gdelt_mentions
    return None


def list_gdelt_events(rows: Rows) -> Items:
    """The source of each event, once; `DATEADDED` is when the index saw it: kept as `seen`, no publication date."""
    seen: set[str] = set()
    for number, cells in rows:
        if len(cells) != GDELT_EVENTS:
            yield refuse_member(f"line {number}", "record_bad", f"{len(cells)} columns, not {GDELT_EVENTS}")
            continue
        yield from _list_seen(cells[60], cells[59], Given(), number, seen)


def list_gdelt_mentions(rows: Rows) -> Items:
    """The web pages that mention events, once each, with outlet and language of the source."""
    seen: set[str] = set()
    for number, cells in rows:
        if len(cells) != GDELT_MENTIONS:
            yield refuse_member(f"line {number}", "record_bad", f"{len(cells)} columns, not {GDELT_MENTIONS}")
            continue
        if cells[3] != _WEB:
            continue
        source = next((part[6:] for part in cells[14].split(";") if part.startswith("srclc:")), "")
        given = Given(outlet=cells[4] or None, language=_name_language(source))
        yield from _list_seen(cells[5], cells[2], given, number, seen)


def _list_seen(url: str, moment: str, given: Given, number: int, seen: set[str]) -> Items:
    if url in seen:
        return
    seen.add(url)
    meta = (("seen", when),) if (when := read_moment(moment)) else ()
    yield make_dated_link(url, number, method="api", given=Given(None, None, given.outlet, given.language, meta=meta))


def list_media_cloud(rows: Rows) -> Items:
    """Old and new columns of Media Cloud; `indexed_date` is not the date."""
    table = iter(rows)
    header = [name.strip().lower().lstrip("\ufeff") for name in next(table)[1]]
    seen: set[str] = set()
    for number, values in table:
        cells = dict(zip(header, values, strict=False))
        url = cells.get("url", "").strip()
        if url in seen:
            continue
        seen.add(url)
        language = _name_language(cells.get("language", ""))
        given = Given(cells.get("title") or None, None, cells.get("media_name") or None, language)
        yield make_dated_link(url, number, method="api", published=cells.get("publish_date"), given=given)


def _name_language(code: str) -> str | None:
    plain = code.strip().lower()
    return _LANGUAGES.get(plain, plain) or None


def find_articles(value: object) -> list[object] | None:
    """The articles of an answer of newsapi.ai or newsapi.org; None when it is neither."""
    if not isinstance(value, Mapping):
        return None
    articles = value.get("articles")
    if isinstance(articles, Mapping):
        articles = articles.get("results")
    return articles if isinstance(articles, list) else None


def list_articles(articles: list[object]) -> Items:
    """One article each; `body` of newsapi.ai is text, `content` of newsapi.org is cut and never used."""
    if not articles:
        raise SourceUnreadable("no_records", "no articles in the answer; ask the index anew")
    for number, article in enumerate(articles, 1):
        if not isinstance(article, Mapping):
            yield refuse_member(f"article {number}", "record_bad", "no object; leave it out")
            continue
        yield _read_article(article, number)


def _read_article(article: Mapping[str, object], number: int) -> Link | Member:
    url = check_url(_text(article, "url"))
    source = article.get("source")
    outlet = (_text(source, "title") or _text(source, "name")) if isinstance(source, Mapping) else None
    moment = _text(article, "dateTimePub") or _text(article, "publishedAt")
    language = _name_language(_text(article, "lang") or "")
    seen = _text(article, "dateTime")
    meta = (("seen", seen),) if seen else ()
    given = Given(_text(article, "title"), url, outlet, language, date_evidence("api", moment), meta=meta)
    held = _hold(article, given, number)
    if url is None:
        return held or refuse_member(f"article {number}", "record_bad", "neither text nor address; leave it out")
    return Link(url, given, held)


def _hold(article: Mapping[str, object], given: Given, number: int) -> Member | None:
    body = _text(article, "body")
    if body is None:
        return None
    text = f"{given.title}\n\n{body}\n" if given.title else f"{body}\n"
    name = _text(article, "uri") or f"article {number}"
    words = Words(text, given.title, given.url, given.outlet, given.language, given.evidence, meta=given.meta)
    try:
        return Member(name, check_words(words), hash_text(text))
    except SourceUnreadable as error:
        return Member(name, error, hash_text(text))


def _text(value: object, key: str) -> str | None:
    found = value.get(key) if isinstance(value, Mapping) else None
    return str(found).strip() or None if isinstance(found, str | int) else None
