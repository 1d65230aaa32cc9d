"""Time expressions of a report as four-point intervals (`places-and-times.md` 2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toldby.analysis.lexemes import Lexeme, split_lexemes
from toldby.analysis.timegrammar.composing import compose
from toldby.analysis.timegrammar.datelines import find_dateline_end
from toldby.analysis.timegrammar.grammar import Grammar, compile_grammar
from toldby.analysis.timegrammar.guards import is_admissible
from toldby.analysis.timegrammar.hanging import Hang, Told
from toldby.analysis.timegrammar.moments import join_phrases
from toldby.analysis.timegrammar.phrases import Phrase, find_phrases
from toldby.analysis.timegrammar.scene import Place, Scene
from toldby.analysis.timegrammar.sense import Sense
from toldby.domain.finds import Quote, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import DocumentDate, Zone, ZoneKind
from toldby.domain.times import TimeMention

_READ = frozenset({ZoneKind.HEADLINE, ZoneKind.BODY, ZoneKind.STATEMENT_BLOCK, ZoneKind.CAPTION})


def find_times(
    text: str,
    zones: tuple[Zone, ...],
    sentences: tuple[Sentence, ...],
    quotes: tuple[Quote, ...],
    published: DocumentDate,
    language: LanguagePack,
) -> tuple[TimeMention, ...]:
    """The time expressions of headline, body, statement blocks and captions, in text order.

    Published on Friday 10 May 2019, "on Thursday evening" is 9 May; "in recent days" has no start.
    """
    scene = Scene(zones, sentences, quotes, published, language, list_speech_words(language))
    return read_scene(text, scene)


def read_scene(text: str, scene: Scene) -> tuple[TimeMention, ...]:
    """The mentions of a scene: first outside quotations, then inside, which hang on them."""
    places = list(_find_places(text, scene))
    scene.floor = _find_floor(places, scene)
    found: list[TimeMention] = []
    waiting = _clocks_last(places)
    for is_quoted in (False, True):
        for place in (p for p in waiting if (p.quote is not None) is is_quoted):
            mention = _read_place(text, place, scene)
            if mention is not None:
                found.append(mention)
    return tuple(sorted(found, key=lambda mention: (mention.start, mention.end)))


def _clocks_last(places: list[Place]) -> list[Place]:
    """A clock time without a date may belong to a date behind it in its sentence."""
    return sorted(places, key=lambda p: (p.zone, _is_bare_clock(p), p.start))


def _is_bare_clock(place: Place) -> bool:
    return all(m.date is None for m in place.expression.moments)


def _find_places(text: str, scene: Scene) -> Iterator[Place]:
    grammar = compile_grammar(scene.language)
    for index, zone in enumerate(scene.zones):
        if zone.kind not in _READ:
            continue
        lexemes = split_lexemes(text, zone.start, zone.end)
        phrases = _find_zone_phrases(text, zone, lexemes, grammar, scene.language)
        for expression in join_phrases(phrases, lexemes, scene.language):
            quote = scene.quote_at(lexemes[expression.first].start)
            yield Place(expression, lexemes, index, quote)


def _find_zone_phrases(
    text: str, zone: Zone, lexemes: tuple[Lexeme, ...], grammar: Grammar, language: LanguagePack
) -> list[Phrase]:
    """Phrases behind the dateline, whose date tells of the document, not of an event."""
    begin = find_dateline_end(text, zone)

    def admits(phrase: Phrase) -> bool:
        return is_admissible(phrase, lexemes, language)

    found = find_phrases(text, lexemes, grammar, admits)
    return [_trim(phrase, lexemes, language) for phrase in found if phrase.start >= begin]


def _trim(phrase: Phrase, lexemes: tuple[Lexeme, ...], language: LanguagePack) -> Phrase:
    """Words of the form that stand before the mention ("in the past") leave the span."""
    if phrase.slot("mod") is not None:
        return phrase
    first = phrase.first
    while first + 1 < phrase.after and lexemes[first].lower in language.group("time_lead_words"):
        first += 1
    return Phrase(first, phrase.after, lexemes[first].start, phrase.end, phrase.entry, phrase.slots)


def _find_floor(places: list[Place], scene: Scene) -> date | None:
    """The latest full date or year of the coded text: the report was written after it."""
    days: list[date] = []
    for place in places:
        if not scene.zones[place.zone].kind.is_coded:
            continue
        for moment in place.expression.moments:
            if moment.date is not None and moment.date.entry.rule in _WRITTEN_OUT:
                read = compose(place, scene)
                if read is not None and read[0].points[0] is not None:
                    days.append(date.fromisoformat(read[0].points[0][:10]))
    return max(days, default=None)


_WRITTEN_OUT = frozenset({"full-date", "iso-date", "dotted-date", "month-year", "year"})


def _read_place(text: str, place: Place, scene: Scene) -> TimeMention | None:
    read = compose(place, scene)
    if read is None:
        return None
    sense, anchor = read
    scene.tell(Told(place.start, place.zone, sense, scene.is_spoken_at(place)))
    return _write_mention(text, place, sense, anchor)


def _write_mention(text: str, place: Place, sense: Sense, anchor: str) -> TimeMention:
    expression, lexemes = place.expression, place.lexemes
    start, end = lexemes[expression.first].start, lexemes[expression.after - 1].end
    date_phrase = next((m.date for m in expression.moments if m.date), None)
    rule = "clock" if date_phrase is None else date_phrase.entry.rule
    return TimeMention(
        start=start, end=end, text=text[start:end], type=sense.type, value=sense.value,
        points=sense.points, mode=sense.mode, granularity=sense.granularity,
        modifier=sense.modifier, anchor=anchor, edtf=sense.edtf, candidates=sense.candidates,
        reason=f"time.{rule}: {sense.note}",
    )  # fmt: skip


def list_speech_words(language: LanguagePack) -> frozenset[str]:
    """Single words by which somebody is said to say something; they date statements, not acts."""
    return frozenset(form for cue in language.cues if cue.pos == "verb" for form in cue.forms if " " not in form)


def read_time_case(
    sentence: str,
    dct: str,
    expr_start: int,
    expr_end: int,
    reference: str | None,
    language: LanguagePack,
) -> TimeMention | None:
    """The mention of one expression in one sentence; `reference` is the day of the event before.

    Used by the list of single cases, where no text stands around the sentence.
    """
    zones = (Zone(0, len(sentence), ZoneKind.BODY),)
    published = DocumentDate(dct, dct, "user")
    scene = Scene(zones, (), (), published, language, list_speech_words(language))
    if reference is not None:
        day = date.fromisoformat(reference)
        scene.event = Hang("event", (day, day), f"event of {day}")
    best: tuple[int, TimeMention] | None = None
    for mention in read_scene(sentence, scene):
        shared = min(mention.end, expr_end) - max(mention.start, expr_start)
        if shared > 0 and (best is None or shared > best[0]):
            best = (shared, mention)
    return best[1] if best else None
