"""Actors known from the text alone: organisations by their noun, persons by title, speakers by verb."""

from __future__ import annotations

from collections.abc import Iterator

from toldby.analysis.acting.phrases import Stretch
from toldby.analysis.speaking import speech_forms
from toldby.analysis.wordscan import Word, slug
from toldby.domain.actors import ActorMention

_LONGEST = 9


def list_text_actors(stretch: Stretch) -> Iterator[ActorMention]:
    """Capitalised names outside pack names that name a body or a person."""
    at = 0
    while at < len(stretch.words):
        stop = _run_end(stretch, at)
        if stop == at:
            at += 1
            continue
        found = _judge(stretch, _skip_document(stretch, at, stop), stop)
        if found is not None:
            yield found
        at = stop


def _run_end(stretch: Stretch, at: int) -> int:
    """After a run of capitalised words that linkers may join: "Ministry of Interior of Zubara"."""
    if not _is_capital(stretch.words[at]) or _is_common(stretch, at):
        return at
    stop = at + 1
    while stop < len(stretch.words) and stop - at < _LONGEST:
        if _is_capital(stretch.words[stop]) and not _is_calendar(stretch, stop):
            stop += 1
        elif _links(stretch, stop):
            stop += 2
        elif stretch.low(stop) == "of" and stretch.low(stop + 1) == "the" and _capital_at(stretch, stop + 2):
            stop += 3
        else:
            break
    return stop


def _links(stretch: Stretch, index: int) -> bool:
    return stretch.low(index) in stretch.language.group("name_linkers") and _capital_at(stretch, index + 1)


def _capital_at(stretch: Stretch, index: int) -> bool:
    return index < len(stretch.words) and _is_capital(stretch.words[index])


def _is_capital(word: Word) -> bool:
    return word.text[0].isalpha() and word.is_name_like


def _is_common(stretch: Stretch, index: int) -> bool:
    low, language = stretch.low(index), stretch.language
    if _is_calendar(stretch, index):
        return True
    if low not in language.group("capital_stopwords"):
        return False
    starts_name = low in language.group("name_starters") or low in language.group("titles")
    return not (starts_name and _goes_on(stretch, index + 1))


def _goes_on(stretch: Stretch, index: int) -> bool:
    """A capitalised word follows, at once or after linkers: "Ministry of the Armed Forces"."""
    if _capital_at(stretch, index) or _links(stretch, index):
        return True
    return stretch.low(index) == "of" and stretch.low(index + 1) == "the" and _capital_at(stretch, index + 2)


def _is_calendar(stretch: Stretch, index: int) -> bool:
    return stretch.low(index) in stretch.language.group("calendar_names")


def _judge(stretch: Stretch, at: int, stop: int) -> ActorMention | None:
    if any(stretch.name_over(i) is not None and stretch.name_over(i).of_kind("outlet") for i in range(at, stop)):  # type: ignore[union-attr]
        return None
    if any(w.low in stretch.language.group("organisation_nouns") for w in stretch.words[at:stop]) and stop - at > 1:
        return _body(stretch, at, stop)
    first = _skip_titles(stretch, at, stop)
    if (first > at and first < stop) or (at > 0 and stretch.low(at - 1) in stretch.language.group("titles")):
        return _person(stretch, first, stop, at)
    if _is_plain_noun(stretch, at, stop):
        return None
    if _is_speaker(stretch, at, stop) and stretch.name_over(at) is None:
        return _speaker(stretch, at, stop)
    return None


def _is_plain_noun(stretch: Stretch, at: int, stop: int) -> bool:
    """A common noun with a capital only because it opens a headline or a sentence."""
    nouns = stretch.language.mapping("actor_kinds")
    return stop - at == 1 and (stretch.low(at) in nouns or stretch.low(at) in stretch.language.group("titles"))


def _skip_document(stretch: Stretch, at: int, stop: int) -> int:
    """As in "Statement of the Ministry ..." in a headline: the body starts after the document's noun."""
    if stretch.low(at) not in stretch.language.group("voiced_nouns") or stretch.low(at + 1) not in ("of", "by", "from"):
        return at
    first = at + 2 + (stretch.low(at + 2) == "the")
    return first if first < stop else at


def _skip_titles(stretch: Stretch, at: int, stop: int) -> int:
    """As in "Prime Minister", "Assistant Secretary": the longest title at the start, nation before it allowed."""
    titles = stretch.language.group("titles")
    best = at
    for first in (at, at + 1):
        for size in (3, 2, 1):
            phrase = " ".join(w.low for w in stretch.words[first : first + size])
            if phrase in titles and first + size < stop:
                return max(best, first + size)
    return best


def _body(stretch: Stretch, at: int, stop: int) -> ActorMention:
    words = _read(stretch, at, stop)
    kinds = stretch.language.mapping("actor_kinds")
    kind = next((kinds[w.low] for w in stretch.words[at:stop] if w.low in kinds), "group")
    nouns = stretch.language.group("outlet_nouns")
    kind = "outlet" if stretch.words[stop - 1].low in nouns else kind
    return _mention(
        stretch,
        at,
        stop,
        f"text:{slug(words)}",
        words,
        "name",
        kind,
        "actor.text: a capitalised name with the noun of a body",
    )


def _person(stretch: Stretch, first: int, stop: int, at: int) -> ActorMention:
    name = _read(stretch, first, stop)
    return _mention(stretch, at, stop, f"text:{slug(name)}", name, "name", "person", "actor.text: a name after a title")


def _is_speaker(stretch: Stretch, at: int, stop: int) -> bool:
    speech = speech_forms(stretch.language)
    auxiliaries = stretch.language.group("verb_prefixes")
    slots = [stop, stop + 1] if stretch.low(stop) in auxiliaries else [stop]
    if any(stretch.low(i) in speech for i in slots):
        return True
    before = f"{stretch.low(at - 2)} {stretch.low(at - 1)}"
    return before == "according to" or (stretch.low(at - 1) in speech and stretch.low(stop) in (".", ",", ""))


def _speaker(stretch: Stretch, at: int, stop: int) -> ActorMention:
    words = _read(stretch, at, stop)
    kind = "person" if stop - at == 2 and not words.isupper() else None
    return _mention(
        stretch, at, stop, f"text:{slug(words)}", words, "name", kind, "actor.text: a name that says something"
    )


def _mention(
    stretch: Stretch, at: int, stop: int, actor_id: str, name: str, form: str, kind: str | None, reason: str
) -> ActorMention:
    start, end = stretch.words[at].start, stretch.words[stop - 1].end
    return ActorMention(start, end, stretch.text[start:end], actor_id, name, None, form, kind, None, False, reason)


def _read(stretch: Stretch, at: int, stop: int) -> str:
    return stretch.text[stretch.words[at].start : stretch.words[stop - 1].end]
