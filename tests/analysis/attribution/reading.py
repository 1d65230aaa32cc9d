"""Texts taken through the stages before attribution, with the shipped words and the shipped parser."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from toldby.adapters.syntax.spacy_pipeline import SpacySyntax
from toldby.analysis.actors import find_actors
from toldby.analysis.attribute import attribute_claims, mentions_cue
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.extract import extract_drafts
from toldby.analysis.attribution.view import View
from toldby.analysis.events import find_events
from toldby.analysis.numbers import find_quantities
from toldby.analysis.places import find_places
from toldby.analysis.quotes import find_quotes
from toldby.analysis.regions import select_regions
from toldby.analysis.sentences import parse_sentences, split_sentences
from toldby.analysis.times import find_times
from toldby.analysis.zones import mark_zones
from toldby.domain.claims import Claim
from toldby.domain.ids import DocId
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import Drop, Report, Span, Zone, ZoneKind
from toldby.packs.load import load_lexicon

DATA = Path(__file__).parents[3] / "src/toldby/data"


@cache
def load_shipped() -> Lexicon:
    """English, the fictional region and the incident types."""
    return load_lexicon(DATA / "languages/en", (DATA / "regions/demo-tirrow",), DATA / "types/incident_types.json")


@cache
def load_syntax() -> SpacySyntax:
    """One parser for all tests."""
    return SpacySyntax()


def make_report(text: str, zones: tuple[Zone, ...] | None = None, outlet: str | None = None) -> Report:
    """A report with marked zones."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    marked = mark_zones(text, load_shipped().language) if zones is None else zones
    return Report(DocId(digest[:26]), "t.txt", digest, digest, text, outlet=outlet, zones=marked)


def read_body(
    text: str, outlet: str | None = None, *, headline: bool = False
) -> tuple[tuple[Claim, ...], tuple[Drop, ...]]:
    """Claims and drops of paragraphs parted by empty lines; the first may be a headline."""
    zones: list[Zone] = []
    at = 0
    for paragraph in text.split("\n\n"):
        kind = ZoneKind.HEADLINE if headline and not zones else ZoneKind.BODY
        zones.append(Zone(at, at + len(paragraph), kind))
        at += len(paragraph) + 2
    return read_report(make_report(text, tuple(zones), outlet))


def read_report(report: Report, lexicon: Lexicon | None = None) -> tuple[tuple[Claim, ...], tuple[Drop, ...]]:
    """All stages up to attribution."""
    whole = lexicon or load_shipped()
    narrowed = whole.narrow(select_regions(report.text, whole))
    text, zones, language = report.text, report.zones, narrowed.language
    quotes = find_quotes(text, zones, language)
    drafts = split_sentences(text, zones, quotes, language)
    sentences = parse_sentences(text, drafts, quotes, load_syntax(), lambda _: True)
    times = find_times(text, zones, sentences, quotes, report.published, language)
    quantities = find_quantities(text, sentences, times, language)
    places = find_places(text, zones, sentences, narrowed)
    actors = find_actors(text, sentences, places, narrowed)
    events = find_events(text, zones, sentences, quotes, times, quantities, places, actors, narrowed)
    return attribute_claims(report, quotes, sentences, actors, events, narrowed)


def draft_sentences(texts: list[str]) -> list[tuple[Draft, ...]]:
    """Drafts of single sentences, parsed in one call."""
    language = load_shipped().language
    found: list[tuple[Draft, ...]] = []
    for text in texts:
        report = make_report(text, (Zone(0, len(text), ZoneKind.BODY),))
        quotes = find_quotes(text, report.zones, language)
        sentences = parse_sentences(
            text, split_sentences(text, report.zones, quotes, language), quotes, load_syntax(), lambda _: True
        )
        found.append(tuple(d for s in sentences if s.tokens for d in extract_drafts(View(s, s.tokens), language)[0]))
    return found


def spell(text: str, spans: tuple[Span, ...]) -> str:
    """The words of spans."""
    return " … ".join(span.read(text) for span in spans)


__all__ = ["draft_sentences", "load_shipped", "make_report", "mentions_cue", "read_body", "read_report", "spell"]
