"""Fills the slots of an incident row from what its accounts say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from toldby.analysis.compare.place import WIDE_KINDS, is_wide
from toldby.analysis.compare.time import holds, measure_width, span_days, span_minutes
from toldby.analysis.compare.type import family_of
from toldby.analysis.geometry import cover_points
from toldby.analysis.relate_values import agents_of
from toldby.analysis.sayings import Saying
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.ids import ClaimId, DocId
from toldby.domain.incidents import ClaimedCount, ClaimedParty, Evidence, IncidentPlace, UsedName
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import Point
from toldby.domain.propositions import Count, Party, PlaceRef, Proposition, When
from toldby.domain.text import Report

_LONGEST = 600
_SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019')\]]*(?=\s|$)")
_STATUS_ORDER = ("asserted", "ongoing", "alleged", "planned", "hypothetical", "background")
_PRECISIONS = (
    "site",
    "settlement",
    "near",
    "line",
    "district",
    "zone",
    "province",
    "region",
    "country",
    "sea_air",
    "unknown",
)
_PRECISION_OF_KIND = {
    "settlement": "settlement",
    "road": "line",
    "corridor": "line",
    "line": "line",
    "sector": "zone",
    "zone": "zone",
    "admin": "district",
    "terrain": "site",
    "facility": "site",
    "region": "region",
    "country": "country",
}
_CLASH = "engagement.armed_clash"

Told = tuple[Saying, ...]


def core_propositions(sayings: Iterable[Saying]) -> tuple[tuple[Saying, Proposition], ...]:
    """Every core proposition with its saying, earliest first."""
    return tuple((s, p) for s in sayings if s.is_core for p in s.propositions)


def choose_type(sayings: Told, swapped: bool) -> str | None:
    """The type of most origins; ties by claims, then the more specific one.

    A fight that each side tells as the other's attack is a clash. None when no account names a type.
    """
    origins: dict[str, set[str]] = {}
    claims: dict[str, int] = {}
    for saying, proposition in core_propositions(sayings):
        if proposition.type is not None and family_of(proposition.type) != "speech":
            origins.setdefault(proposition.type, set()).add(saying.voice.origin_id)
            claims[proposition.type] = claims.get(proposition.type, 0) + 1
    if swapped and _CLASH in origins:
        return _CLASH
    return min(origins, key=lambda t: (-len(origins[t]), -claims[t], t == _CLASH, t), default=None)


def choose_status(sayings: Told) -> str:
    """Asserted when anybody tells it as having happened, else the strongest status said."""
    told = {p.status for _, p in core_propositions(sayings)}
    return next((status for status in _STATUS_ORDER if status in told), "denied")


def choose_when(sayings: Told) -> When:
    """The hull of the positions in force: a reading that holds a narrower one adds nothing."""
    told = [p.when for s in sayings if s.mode in ("states", "presupposes") for p in s.propositions]
    known = [(when, span) for when in told if (span := span_minutes(when.start, when.end)) is not None]
    kept = [when for when, span in known if not any(holds(span, other) for _, other in known)]
    if not kept:
        return When()
    start = _earliest(when.start for when in kept)
    end = _latest(when.end for when in kept)
    return When(start, end, measure_precision(start, end))


def _earliest(values: Iterable[str | None]) -> str | None:
    given = list(values)
    return None if None in given else min((v for v in given if v), default=None)


def _latest(values: Iterable[str | None]) -> str | None:
    given = list(values)
    known = [v for v in given if v is not None]
    if len(known) < len(given) or not known:
        return None
    return max(known, key=lambda v: (v if len(v) > 10 else v + "T23:59", v))


def measure_precision(start: str | None, end: str | None) -> str:
    """The precision word of `contract.md` 3."""
    days = span_days(start, end)
    if days is None:
        return "unknown"
    width = measure_width(days)
    if width is None:
        return "open"
    if width <= 1:
        return "minute" if start == end and start is not None and "T" in start else "day"
    if width < 7:
        return "days"
    return "week" if width == 7 else "month" if width <= 31 else "longer"


def list_parties(sayings: Told, is_agent: bool) -> tuple[ClaimedParty, ...]:
    """Agents or patients as claimed, with the claims that name them."""
    found: dict[tuple[str, str, str], dict[ClaimId, None]] = {}
    names: dict[tuple[str, str, str], Party] = {}
    for saying in sayings:
        if saying.mode == "denies":
            continue
        parties = agents_of(saying) if is_agent else tuple(x for p in saying.propositions for x in p.patients)
        for party in parties:
            key = (party.id or "", "" if party.id else party.name, party.side or "")
            names.setdefault(key, party)
            found.setdefault(key, {})[saying.claim.claim_id] = None
    return tuple(
        ClaimedParty(names[key].id, names[key].name, names[key].side, tuple(sorted(found[key])))
        for key in sorted(found)
    )


def list_claimed_counts(sayings: Told, of_people: bool) -> tuple[ClaimedCount, ...]:
    """One row per distinct value said, never added up."""
    found: dict[Count, dict[ClaimId, None]] = {}
    for saying in sayings:
        if saying.mode == "denies":
            continue
        for count in (c for p in saying.propositions for c in p.counts):
            if (count.what == "people") == of_people:
                found.setdefault(replace(count, start=0, end=0), {})[saying.claim.claim_id] = None
    ordered = sorted(found, key=_count_order)
    return tuple(ClaimedCount(count, tuple(sorted(found[count]))) for count in ordered)


def _count_order(count: Count) -> tuple[object, ...]:
    high = -1 if count.high is None else count.high
    return (count.what, count.side or "", count.kind or "", count.victim_status or "", count.low, high, count.qualifier)


def list_values(sayings: Told, name: str) -> tuple[str, ...]:
    """All values said of `means` or `object`, sorted."""
    told = (p.means if name == "means" else p.object for _, p in core_propositions(sayings))
    return tuple(sorted({value for value in told if value}))


def list_places(sayings: Told, analyses: Mapping[DocId, ReportAnalysis], lexicon: Lexicon) -> tuple[IncidentPlace, ...]:
    """Places of the core accounts with every name used here, also by those who only answer."""
    ids = {r.place_id for _, p in core_propositions(sayings) for r in p.places if r.place_id is not None}
    narrow = {i for i in ids if not is_wide(i, lexicon)}
    kept = narrow or ids
    return tuple(_make_place(place_id, sayings, analyses, lexicon) for place_id in sorted(kept))


def _kind_of(place_id: str, lexicon: Lexicon) -> str | None:
    place = lexicon.place_by_id.get(place_id)
    return place.kind if place is not None else None


def _make_place(
    place_id: str, sayings: Told, analyses: Mapping[DocId, ReportAnalysis], lexicon: Lexicon
) -> IncidentPlace:
    used: dict[str, set[str]] = {}
    precisions: set[str] = set()
    for saying in sayings:
        for ref in (r for p in saying.propositions for r in p.places if r.place_id == place_id):
            user = saying.voice.actor_id or saying.report.outlet
            used.setdefault(ref.text, set()).update({user} if user else set())
            precisions.add(_read_precision(ref, analyses.get(saying.report.doc_id), lexicon))
    for name, user in _list_asides(place_id, sayings, analyses, lexicon):
        used.setdefault(name, set()).update({user} if user else set())
    place = lexicon.place_by_id.get(place_id)
    points: tuple[Point, ...] = place.points if place is not None else ()
    pin = cover_points(points) if place is not None and place.kind not in WIDE_KINDS else None
    return IncidentPlace(
        place_id=place_id,
        names=tuple(UsedName(text, tuple(sorted(used[text]))) for text in sorted(used)),
        lat=pin[0] if pin else None,
        lon=pin[1] if pin else None,
        radius_m=pin[2] if pin else None,
        precision=min(precisions, key=_PRECISIONS.index, default="unknown"),
        points=points,
    )


def _list_asides(
    place_id: str, sayings: Told, analyses: Mapping[DocId, ReportAnalysis], lexicon: Lexicon
) -> Iterator[tuple[str, str | None]]:
    """Names in claims that tell no act, as in "the ministry, which calls it the mill road, did not answer"."""
    for saying in (s for s in sayings if s.mode == "silent"):
        analysis = analyses.get(saying.report.doc_id)
        for mention in analysis.places if analysis is not None else ():
            inside = any(s.start <= mention.start and mention.end <= s.end for s in saying.claim.content)
            if inside and mention.place_id == place_id and mention.text[:1].isupper():
                yield mention.text, _find_named(saying.report.text[saying.claim.start : mention.start], lexicon)


def _find_named(words: str, lexicon: Lexicon) -> str | None:
    """The one actor whose name stands in the words; of several the longest name."""
    folded = words.casefold()
    found = {
        (len(name.text), actor.id)
        for region in lexicon.regions
        for actor in region.actors
        for name in actor.names
        if re.search(rf"(?<!\w){re.escape(name.text.casefold())}(?!\w)", folded)
    }
    longest = [actor for length, actor in found if length == max(n for n, _ in found)]
    return longest[0] if len(longest) == 1 else None


def _read_precision(ref: PlaceRef, analysis: ReportAnalysis | None, lexicon: Lexicon) -> str:
    for mention in analysis.places if analysis is not None else ():
        if (mention.start, mention.end) == (ref.start, ref.end) and mention.precision in _PRECISIONS:
            return mention.precision
    kind = _kind_of(ref.place_id or "", lexicon)
    own = _PRECISION_OF_KIND.get(kind or "", "unknown")
    return "near" if own == "settlement" and ref.relation != "at" else own


def list_evidence(sayings: Told, alone: frozenset[ClaimId]) -> tuple[Evidence, ...]:
    """One clause or sentence per claim; a claim on several incidents gives the sentence of its event word.

    `alone` = claims on this incident only.
    """
    types = {p.type for _, p in core_propositions(sayings)}
    speaking = [s for s in sayings if s.is_core or not (_is_aside(s) or _tells_other(s, types))]
    found = {span for s in speaking if (span := _find_evidence(s, s.claim.claim_id in alone)) is not None}
    return tuple(sorted(found, key=lambda e: (e.doc, e.start, e.end)))


def _is_aside(saying: Saying) -> bool:
    """Somebody who did not answer, or a denial of a whole statement that names no act."""
    return saying.mode == "silent" or (saying.mode == "denies" and saying.is_general and not saying.propositions)


def _tells_other(saying: Saying, types: set[str | None]) -> bool:
    """An answer whose own words tell of another act is no evidence of this one."""
    told = {p.type for p in saying.propositions if p.type is not None}
    return bool(told) and not told & types


def _find_evidence(saying: Saying, is_alone: bool) -> Evidence | None:
    claim, report = saying.claim, saying.report
    if not claim.content:
        return None
    start, end = claim.content[0].start, claim.content[-1].end
    if any(p.trigger is not None and p.trigger[0] < start for p in saying.propositions):
        # the cue itself tells the act ("the two spoke on the telephone"): its clause begins with the speaker
        start = min(span.start for span in (*claim.source, *claim.cue, *claim.content))
    if is_alone and claim.directness != "block" and end - start <= _LONGEST:
        return Evidence(report.doc_id, start, end)
    triggers = [p.trigger for p in saying.propositions if p.trigger is not None]
    if not saying.is_core or not triggers:
        return None
    low, high = _sentence_around(report, triggers[0], start, end)
    return Evidence(report.doc_id, low, min(high, low + _LONGEST))


def _sentence_around(report: Report, trigger: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """The sentence of the trigger inside the claim."""
    zone = report.zone_at(trigger[0])
    low, high = (max(start, zone.start), min(end, zone.end)) if zone is not None else (start, end)
    for match in _SENTENCE_END.finditer(report.text, low, high):
        if match.end() <= trigger[0]:
            low = match.end()
        elif match.end() >= trigger[1]:
            high = match.end()
            break
    words = report.text[low:high]
    return low + len(words) - len(words.lstrip()), high - len(words) + len(words.rstrip())
