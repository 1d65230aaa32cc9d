"""A decoded input becomes a report: id, zones, publication date, outlet, language, warnings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from toldby.analysis.document_dates import date_document
from toldby.analysis.zones import mark_zones
from toldby.application.languages import UNKNOWN, detect_language
from toldby.application.ports import RawReport
from toldby.domain.actors import Actor, Outlet
from toldby.domain.ids import DocId, hash_content
from toldby.domain.lexicon import LanguagePack, Lexicon
from toldby.domain.text import Problem, Report, Zone, ZoneKind

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 40_000
_LEAST_SHARE = 0.15
_ENOUGH_WORDS = 12
_SENTENCE_WORDS = 3
_NO_PUBLISHERS = frozenset({"person", "state", "group"})


def build_report(raw: RawReport, lexicon: Lexicon, today: str | None = None) -> Report:
    """The report of one input; the same text gives the same id wherever it was found.

    `today` (`YYYY-MM-DD`) is given by a caller that owns a clock; without it no date is in future.
    """
    language = lexicon.language
    outlet = find_outlet(raw.outlet, raw.url, lexicon)
    zones = mark_zones(raw.text, language, raw.hints, is_institution(outlet, lexicon))
    dated, doubts = date_document(raw.text, zones, raw.evidence, raw.url, language)
    spoken = tell_language(raw.text, raw.language, language)
    problems = (
        *raw.problems,
        *doubts,
        *_find_gaps(raw.text, zones, spoken, language),
        *_find_future(dated.earliest, today),
    )
    return Report(
        doc_id=DocId(hash_content("text", raw.text)),
        path=raw.key,
        sha256=raw.sha256,
        text_sha256=hashlib.sha256(raw.text.encode("utf-8", "replace")).hexdigest(),
        text=raw.text,
        title=raw.title or _read_headline(raw.text, zones),
        outlet=outlet,
        url=raw.url,
        language=spoken,
        zones=zones,
        published=dated,
        problems=tuple(sorted(set(problems))),
        meta=raw.meta,
        source_map=raw.source_map,
    )


def find_outlet(name: str | None, url: str | None, lexicon: Lexicon) -> str | None:
    """The publisher: a pack's outlet or institution by name, an outlet by host, else the name given."""
    outlets = [outlet for region in lexicon.regions for outlet in region.outlets]
    actors = [actor for region in lexicon.regions for actor in region.actors if actor.kind not in _NO_PUBLISHERS]
    if name is not None:
        found = _match_name(name, outlets, actors)
        if found is not None:
            return found
    return _match_host(url, outlets) or (" ".join(name.split()) or None if name else None)


def is_institution(outlet: str | None, lexicon: Lexicon) -> bool:
    """The publisher is a body that speaks for itself: what it publishes is its statement."""
    if outlet is None or outlet in lexicon.outlet_by_id:
        return False
    actor = lexicon.actor_by_id.get(outlet)
    return actor is not None and actor.kind not in _NO_PUBLISHERS


def tell_language(text: str, stated: str | None, language: LanguagePack) -> str:
    """The language: the pack's when enough of its frequent words stand in the text, else the one detected.

    Too few words to tell leave the stated one, or the pack's; `und` when nothing tells.
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    frequent = language.group("frequent_words")
    given = stated.strip().replace("_", "-") or None if stated else None
    if not frequent or len(words) < _ENOUGH_WORDS:
        is_foreign = bool(words) and sum(word.isascii() for word in words) < len(words) / 2 and language.id == "en"
        return given or (detect_language(text) if is_foreign else language.id)
    if sum(word in frequent for word in words) >= _LEAST_SHARE * len(words):
        return given if given and _is_variant(given, language.id) else language.id
    found = detect_language(text)
    if given and not _is_variant(given, language.id) and found in (UNKNOWN, given.lower().split("-")[0]):
        return given
    return found


def _is_variant(tag: str, language: str) -> bool:
    return tag.lower().split("-")[0] == language


def _match_name(name: str, outlets: Iterable[Outlet], actors: Iterable[Actor]) -> str | None:
    wanted = _fold(name)
    for outlet in outlets:
        if wanted in (_fold(outlet.id), *map(_fold, outlet.names)):
            return outlet.id
    found = {actor.id for actor in actors if wanted == _fold(actor.id)}
    found = found or {actor.id for actor in actors if any(wanted == _fold(each.text) for each in actor.names)}
    return found.pop() if len(found) == 1 else None


def _fold(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def _match_host(url: str | None, outlets: Iterable[Outlet]) -> str | None:
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    found = [(len(own), outlet.id) for outlet in outlets for own in outlet.hosts if _is_below(host, own.lower())]
    return max(found)[1] if host and found else None


def _is_below(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")


def _find_gaps(text: str, zones: tuple[Zone, ...], spoken: str | None, language: LanguagePack) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    coded = [zone for zone in zones if zone.kind in (ZoneKind.BODY, ZoneKind.STATEMENT_BLOCK)]
    if not any(
        len(_WORD.findall(text, zone.start, min(zone.end, zone.start + 500))) >= _SENTENCE_WORDS for zone in coded
    ):
        reason = "no_sentences: no paragraph with a sentence, so nothing can be coded; check the file or leave it out"
        problems.append(Problem("no_sentences", reason))
    if spoken is None or not _is_variant(spoken, language.id):
        told = "its language cannot be told" if spoken in (None, UNKNOWN) else f"its language is {spoken!r}"
        advice = f"the pack in use is {language.id!r}; it is kept and searchable (toldby reports), not coded"
        reason = f"language_without_pack: {told}, {advice}"
        problems.append(Problem("language_without_pack", reason))
    return tuple(problems)


def _find_future(earliest: str | None, today: str | None) -> tuple[Problem, ...]:
    if today is None or earliest is None or earliest[:10] <= today:
        return ()
    return (Problem("future_date", f"future_date: published {earliest}, after {today}; correct it in metadata.csv"),)


def _read_headline(text: str, zones: tuple[Zone, ...]) -> str | None:
    first = next((zone for zone in zones if zone.kind is ZoneKind.HEADLINE), None)
    return " ".join(first.span.read(text).split())[:500] if first is not None else None
