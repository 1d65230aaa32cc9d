"""Reasons for what is no claim: marked words, other zones."""

from __future__ import annotations

from toldby.analysis.attribution.cues import index_cues
from toldby.analysis.attribution.wordlists import find_in_group
from toldby.domain.finds import Quote, QuoteKind
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Drop, Report, ZoneKind

STAGE = "attribute"
_KINDS = {
    QuoteKind.NAME: "name_in_quotes: a name in quotation marks is no speech",
    QuoteKind.TERM: "term_in_quotes: a term in quotation marks is no speech",
    QuoteKind.SCARE: "term_in_quotes: marked words with no speaker beside them",
}


def drop_marked_words(report: Report, quotes: tuple[Quote, ...]) -> tuple[Drop, ...]:
    """Names and terms between marks in coded zones."""
    return tuple(
        Drop(q.start, q.end, STAGE, _KINDS[q.kind])
        for q in quotes
        if q.kind in _KINDS and (zone := report.zone_at(q.start)) is not None and zone.kind.is_coded
    )


def drop_open_matters(report: Report, lexicon: Lexicon) -> tuple[Drop, ...]:
    """As in "could not establish who fired first": what follows is nobody's word."""
    hits = find_in_group(lexicon.language, "cannot_tell_forms", report.text)
    coded = ((hit, report.zone_at(hit.start)) for hit in hits)
    return tuple(
        Drop(hit.start, hit.end, STAGE, f"unreal_cue: {hit.form!r} leaves the matter open")
        for hit, zone in coded
        if zone is not None and zone.kind.is_coded
    )


def drop_zones(report: Report, lexicon: Lexicon) -> tuple[Drop, ...]:
    """Captions, teasers and boilerplate in which a cue stands."""
    wording = index_cues(lexicon.language).wording
    credits = lexicon.language.group("credit_words")
    found: list[Drop] = []
    for zone in report.zones:
        if zone.kind.is_coded:
            continue
        words = report.text[zone.start : zone.end].lower()
        if zone.kind is ZoneKind.CAPTION and any(word in words for word in credits):
            found.append(Drop(zone.start, zone.end, STAGE, "image_credit: a picture's source says nothing here"))
        elif wording.find(report.text, zone.start, zone.end):
            found.append(Drop(zone.start, zone.end, STAGE, f"zone: {zone.kind.value} is not coded"))
    return tuple(found)
