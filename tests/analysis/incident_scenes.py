"""One sentence or report of the fictional region read by the real packs and, where asked, the real parser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from toldby.adapters.syntax.spacy_pipeline import SpacySyntax
from toldby.analysis.actors import find_actors
from toldby.analysis.events import find_events, mentions_event
from toldby.analysis.numbers import find_quantities
from toldby.analysis.places import find_places
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import parse_sentences, split_sentences
from toldby.analysis.times import find_times
from toldby.domain.actors import ActorMention
from toldby.domain.finds import EventMention, Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention
from toldby.domain.text import DocumentDate, Zone, ZoneKind
from toldby.packs.load import load_language, load_region

DATA = Path(__file__).parents[2] / "src" / "toldby" / "data"
DAY = "2019-06-05"


@cache
def tirrow() -> Lexicon:
    """English and the fictional region."""
    return Lexicon(load_language(DATA / "languages" / "en"), (load_region(DATA / "regions" / "demo-tirrow"),))


@cache
def no_region() -> Lexicon:
    """English alone: names come from the text."""
    return Lexicon(tirrow().language)


@cache
def parser() -> SpacySyntax:
    """The shipped pipeline, loaded once."""
    return SpacySyntax()


def lay_out(text: str) -> tuple[Zone, ...]:
    """Paragraphs as body zones."""
    zones, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            zones.append(Zone(start, start + len(part), ZoneKind.BODY))
        start += len(part) + 2
    return tuple(zones)


def cut(text: str, lexicon: Lexicon, *, is_parsed: bool) -> tuple[Sentence, ...]:
    """Sentences, parsed or not."""
    zones = lay_out(text)
    quotes = find_quotes(text, zones, lexicon.language)
    drafts = split_sentences(text, zones, quotes, lexicon.language)
    if not is_parsed:
        return drafts
    return parse_sentences(text, drafts, quotes, parser(), lambda s: mentions_event(s, lexicon))


def places_in(text: str, lexicon: Lexicon) -> tuple[PlaceMention, ...]:
    """Place mentions without a parse."""
    return find_places(text, lay_out(text), cut(text, lexicon, is_parsed=False), lexicon)


def actors_in(text: str, lexicon: Lexicon) -> tuple[ActorMention, ...]:
    """Actor mentions without a parse."""
    sentences = cut(text, lexicon, is_parsed=False)
    return find_actors(text, sentences, find_places(text, lay_out(text), sentences, lexicon), lexicon)


def events_in(text: str, lexicon: Lexicon | None = None, *, is_parsed: bool = True) -> tuple[EventMention, ...]:
    """Event mentions with everything else found the usual way."""
    words = lexicon or tirrow()
    zones, sentences = lay_out(text), cut(text, words, is_parsed=is_parsed)
    quotes = find_quotes(text, zones, words.language)
    published = DocumentDate(DAY, DAY, "user")
    times = find_times(text, zones, sentences, quotes, published, words.language)
    quantities = find_quantities(text, sentences, times, words.language)
    places = find_places(text, zones, sentences, words)
    actors = find_actors(text, sentences, places, words)
    return find_events(text, zones, sentences, quotes, times, quantities, places, actors, words)
