"""Who: actors named in a report, resolved where a region pack or the phrase says so.

With a fitting pack, names, demonyms and phrases lead to its actors; without one, the names of the
text become actors of their own (`text:` ids). Two possible actors leave a mention open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from toldby.analysis.acting.composed import mention_phrase
from toldby.analysis.acting.named import mention_name
from toldby.analysis.acting.names import NameHit, find_names
from toldby.analysis.acting.phrases import Stretch, list_phrases
from toldby.analysis.acting.texted import list_text_actors
from toldby.analysis.speaking import find_dateline
from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import ActorMention
from toldby.domain.finds import Sentence
from toldby.domain.lexicon import Lexicon
from toldby.domain.places import PlaceMention


def find_actors(
    text: str, sentences: tuple[Sentence, ...], places: tuple[PlaceMention, ...], lexicon: Lexicon
) -> tuple[ActorMention, ...]:
    """Actors of all sentences in text order; no two overlap.

    A place in the role of an actor ("Sarquil denied it") is an actor mention; other places are not.
    """
    by_span = {(p.start, p.end): p for p in places}
    found: list[ActorMention] = []
    names = find_names(text, lexicon)
    for start, end in _stretches(sentences):
        inside = tuple(h for h in names if start <= h.start and h.end <= end)
        stretch = Stretch(text, scan_words(text, start, end), inside, lexicon.language)
        found.extend(_find_in_stretch(stretch, by_span, lexicon))
    return _name_alike(_keep_apart([*found, *_text_places(text, found, places)]))


def _stretches(sentences: Iterable[Sentence]) -> Iterator[tuple[int, int]]:
    """Outermost sentences; a sentence inside a quotation is read with the one around it."""
    end = -1
    for sentence in sorted(sentences, key=lambda s: (s.start, -s.end)):
        if sentence.start >= end:
            yield sentence.start, sentence.end
            end = sentence.end


def _find_in_stretch(
    stretch: Stretch, places: dict[tuple[int, int], PlaceMention], lexicon: Lexicon
) -> Iterator[ActorMention]:
    phrases = [mention_phrase(stretch, p, lexicon) for p in list_phrases(stretch)]
    dateline = find_dateline(stretch.text, stretch.words[0].start, stretch.words[-1].end) if stretch.words else None
    spoken = (h for h in stretch.names if _is_proper(h) and (dateline is None or h.start >= dateline))
    named = [mention_name(stretch.text, h, places, lexicon) for h in spoken]
    bodies = [m for m in list_text_actors(stretch) if (m.start, m.end) not in places]
    yield from _prefer(phrases, [m for m in named if m is not None], bodies, places)


def _is_proper(hit: NameHit) -> bool:
    return bool(hit.of_kind("actor", "outlet"))


def _prefer(
    phrases: list[ActorMention],
    named: list[ActorMention],
    bodies: list[ActorMention],
    places: dict[tuple[int, int], PlaceMention],
) -> Iterator[ActorMention]:
    """A composed phrase over the names inside it, a pack name over a name of the text alone."""
    resolved = [p for p in phrases if p.actor_id is not None and not p.actor_id.startswith("text:")]
    open_phrases = [p for p in phrases if p not in resolved]
    taken: list[ActorMention] = []
    for group in (resolved, named, bodies, open_phrases):
        for mention in group:
            if not _overlaps(mention, taken) and not _is_place(mention, places):
                taken.append(mention)
    yield from taken


def _is_place(mention: ActorMention, places: dict[tuple[int, int], PlaceMention]) -> bool:
    place = places.get((mention.start, mention.end))
    return place is not None and place.role not in ("actor", "part")


def _overlaps(mention: ActorMention, taken: Iterable[ActorMention]) -> bool:
    return any(o.start < mention.end and mention.start < o.end for o in taken)


def _text_places(text: str, found: list[ActorMention], places: Iterable[PlaceMention]) -> Iterator[ActorMention]:
    """A place without an actor of its own that acts: "Vardel denied it" is the power that sits there."""
    for place in places:
        mention = ActorMention(
            place.start, place.end, text[place.start : place.end], _own_id(place), place.text, None, "metonym",
            reason=f"actor.place: {place.reason}",
        )  # fmt: skip
        if place.role == "actor" and not _overlaps(mention, found):
            yield mention


def _own_id(place: PlaceMention) -> str | None:
    if place.place_id is None:
        return None
    return place.place_id if place.place_id.startswith("text:") else f"text:{place.place_id}"


def _keep_apart(found: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    kept: list[ActorMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _name_alike(found: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """A last name alone is the person named in full before, when only one bears it."""
    full: dict[str, set[tuple[str, str, str | None]]] = {}
    for mention in found:
        if mention.kind == "person" and mention.actor_id is not None and mention.form in ("name", "alias"):
            last = mention.name.split()[-1].lower()
            full.setdefault(last, set()).add((mention.actor_id, mention.name, mention.side))
    return tuple(_alias(m, full) for m in found)


def _alias(mention: ActorMention, full: dict[str, set[tuple[str, str, str | None]]]) -> ActorMention:
    bearers = full.get(mention.text.lower(), set())
    known = [b for b in bearers if b[1].lower() != mention.text.lower()]
    if len(known) != 1 or mention.actor_id is None or not mention.actor_id.startswith("text:"):
        return mention
    actor_id, name, side = known[0]
    return replace(
        mention, actor_id=actor_id, name=name, side=side, form="alias", kind="person", reason="actor.last-name"
    )
