"""People killed, wounded, missing, captured, displaced, as numbers with a qualifier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from toldby.analysis.counting.fates import SHOT, Fate, read_behind, read_fate
from toldby.analysis.counting.people import Counted, is_people, read_status
from toldby.analysis.counting.sides import find_side
from toldby.analysis.counting.words import is_listed, list_ends, match_back, match_map
from toldby.analysis.lexemes import Lexeme
from toldby.analysis.remembering import remember
from toldby.domain.actors import ActorMention
from toldby.domain.lexicon import LanguagePack
from toldby.domain.propositions import Count


@dataclass(frozen=True)
class Clause:
    """The words of one stretch of text with what was found in them."""

    lexemes: Sequence[Lexeme]
    counted: tuple[Counted, ...]
    actors: tuple[ActorMention, ...]
    language: LanguagePack

    @cached_property
    def by_place(self) -> Mapping[int, Counted]:
        """The counted phrases by their first lexeme."""
        return {counted.at: counted for counted in self.counted}

    @cached_property
    def by_end(self) -> Mapping[int, Counted]:
        """The counted phrases by the lexeme behind them."""
        return {counted.after: counted for counted in self.counted}


def count_people(clause: Clause) -> Iterator[tuple[Count, int, int]]:
    """Every count of people with the lexemes it used."""
    fates = [read_fate(clause.lexemes, c, clause.by_place, clause.language) for c in clause.counted]
    for index, counted in enumerate(clause.counted):
        fate = fates[index] or _share_before(clause, index, fates)
        if fate is None or _tells_age(clause, counted) or not _may_suffer(clause, counted, fate):
            continue
        fates[index] = fate
        yield from write_counts(clause, counted, fate)


def _share_before(clause: Clause, index: int, fates: Sequence[Fate | None]) -> Fate | None:
    """As in "killing three soldiers and two civilians": the second shares what stands before the first."""
    if index == 0:
        return None
    before, counted = clause.counted[index - 1], clause.counted[index]
    fate = fates[index - 1]
    gap = clause.lexemes[before.after : counted.at]
    joins = clause.language.group("count_joins")
    if fate is None or fate.at > before.at or not gap or any(p.lower not in joins for p in gap):
        return None
    return fate if is_people(clause.lexemes, counted.number_end, counted.after, clause.language) else None


def _tells_age(clause: Clause, counted: Counted) -> bool:
    """As in "a woman of 71 was killed": the bare number behind one person is an age."""
    lexemes, language = clause.lexemes, clause.language
    if counted.has_noun or not is_listed(lexemes, counted.at - 1, language.group("partitive_words")):
        return False
    noun = counted.at - 2
    return is_people(lexemes, noun, noun + 1, language) and not is_listed(
        lexemes, noun, language.group("plural_nouns") | language.group("plain_plurals")
    )


def _may_suffer(clause: Clause, counted: Counted, fate: Fate) -> bool:
    """Houses are not wounded; a bare number beside "killed" means people."""
    if not counted.has_noun or fate.at == counted.after - 1:
        return True
    if is_people(clause.lexemes, counted.number_end, counted.after, clause.language):
        return True
    last = clause.lexemes[counted.after - 1].lower
    if last in clause.language.mapping("counted_things"):
        return False
    return fate.kind in ("killed", "wounded", "killed_or_wounded", SHOT) and not _is_object_of_act(
        clause, counted, fate
    )


def _is_object_of_act(clause: Clause, counted: Counted, fate: Fate) -> bool:
    """An unknown noun after "lost", "took", "seized" need not be people."""
    if fate.at >= counted.at:
        return False
    return clause.lexemes[fate.at].lower in clause.language.group("weak_transitives")


def write_counts(clause: Clause, counted: Counted, fate: Fate) -> Iterator[tuple[Count, int, int]]:
    """The count; for people shot also how many of them died at most (`incidents.md` 3)."""
    status = read_status(clause.lexemes, counted.number_end, counted.after, clause.language)
    owners = clause.language.group("victim_owners")
    side = find_side(clause.lexemes, counted, fate, clause.actors, owners)
    if side is None and counted.qualifier == "zero":
        side = "all"
    first = min(counted.at, fate.at)
    after = max(counted.after, fate.after)
    start, end = clause.lexemes[first].start, clause.lexemes[after - 1].end
    kind = "killed_or_wounded" if fate.kind == SHOT else fate.kind
    yield (Count("people", side, kind, status, counted.low, counted.high, counted.qualifier, start, end),
           first, after)  # fmt: skip
    if fate.kind == SHOT:
        yield (Count("people", side, "killed", status, 0, counted.high, "derived", start, end),
               first, after)  # fmt: skip


def count_unnumbered(clause: Clause) -> Iterator[tuple[Count, int, int]]:
    """As in "a soldier was killed", "soldiers were killed", "nobody was hurt", "leading to casualties"."""
    taken = {at for c in clause.counted for at in range(c.at, c.after)}
    for at in range(len(clause.lexemes)):
        if at in taken:
            continue
        found = _read_nobody(clause, at) or _read_people(clause, at) or _read_bare_noun(clause, at)
        if found is not None:
            counted, fate = found
            yield from write_counts(clause, counted, fate)


def _read_nobody(clause: Clause, at: int) -> tuple[Counted, Fate] | None:
    for words in _index_nobody(clause.language).get(clause.lexemes[at].lower, ()):
        size = len(words)
        if words != tuple(p.lower for p in clause.lexemes[at : at + size]):
            continue
        fate = read_behind(clause.lexemes, at + size, {}, clause.language)
        if fate is not None:
            return Counted(at, at + size, at + size, 0, 0, "zero"), fate
    return None


def _index_nobody(language: LanguagePack) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Words for nobody by their first word, longest first."""

    def index() -> Mapping[str, tuple[tuple[str, ...], ...]]:
        forms = [tuple(form.replace("-", " - ").split(" ")) for form in language.group("nobody_words")]
        forms.sort(key=lambda words: (-len(words), words))
        return {first: tuple(words for words in forms if words[0] == first) for first, *_ in forms}

    return remember(language, "_nobody_words", index)


def _read_people(clause: Clause, at: int) -> tuple[Counted, Fate] | None:
    """A person noun without a number: with an article one, in the plural two or more."""
    lexemes, language = clause.lexemes, clause.language
    if not _ends_person(clause, at) and lexemes[at].lower not in language.group("plain_people"):
        return None
    if at + 1 < len(lexemes) and _ends_person(clause, at + 1):
        return None
    first = _noun_begin(lexemes, at, language)
    article = lexemes[first - 1].lower if first else ""
    ordinal = _read_ordinal(lexemes, first, at, language)
    counted = _number_unnumbered(clause, first, at, article, ordinal)
    if counted is None:
        return None
    fate = _fate_of_unnumbered(clause, counted, first)
    return (counted, fate) if fate is not None else None


def _ends_person(clause: Clause, at: int) -> bool:
    """A noun for people ends with the lexeme."""
    language = clause.language
    if clause.lexemes[at].lower not in list_ends(language, "noun_classes"):
        return False
    return match_back(clause.lexemes, at + 1, language.mapping("noun_classes")) is not None


def _noun_begin(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> int:
    """First word of the noun phrase that ends with the noun: back over adjectives."""
    stops = language.group("noun_phrase_stops")
    transitives = language.mapping("casualty_transitives")
    first = at
    while first > 0 and at - first < 6:
        before = lexemes[first - 1]
        is_adjective = first > 1 and _opens(lexemes, first - 2, language)
        is_verb = before.lower in transitives and not is_adjective
        is_stop = before.lower in stops and not (is_adjective and before.lower in transitives)
        is_inner = before.text == "-" or lexemes[first].text == "-"
        if is_verb or is_stop or not (before.text[0].isalpha() or is_inner):
            break
        first -= 1
    return first


def _opens(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> bool:
    return lexemes[at].lower in language.group("noun_determiners")


def _read_ordinal(lexemes: Sequence[Lexeme], first: int, at: int, language: LanguagePack) -> int | None:
    """As in "A third officer … died": the third of them, so three by now."""
    value = language.mapping("ordinal_words").get(lexemes[first].lower) if first < at else None
    has_article = first > 0 and lexemes[first - 1].lower in language.group("ordinal_articles")
    return int(value) if value is not None and int(value) > 1 and has_article else None


def _number_unnumbered(clause: Clause, first: int, at: int, article: str, ordinal: int | None) -> Counted | None:
    language = clause.language
    if ordinal is not None:
        return Counted(first - 1, first + 1, at + 1, ordinal, ordinal, "exact")
    if article in language.group("indefinite_articles"):
        return Counted(first - 1, first, at + 1, 1, 1, "exact")
    word = clause.lexemes[at].lower
    is_plural = word in language.group("plural_nouns") or word in language.group("plain_plurals")
    is_definite = article in language.group("noun_determiners")
    if is_definite and not is_plural and word not in language.group("collective_nouns"):
        return Counted(first - 1, first, at + 1, 1, 1, "exact")
    if not is_plural or is_definite:
        return None
    return Counted(first, first, at + 1, 2, None, "indefinite")


def _fate_of_unnumbered(clause: Clause, counted: Counted, first: int) -> Fate | None:
    lexemes, language = clause.lexemes, clause.language
    if counted.low > 1 and counted.qualifier == "exact":
        return _read_last_word(lexemes, counted.after, language)
    at = _skip_joined(clause, counted.at)
    before = match_back(lexemes, at, language.mapping("casualty_transitives"))
    if before is not None and not _is_passive(lexemes, before.at, language):
        is_own = lexemes[before.at].lower in language.group("own_loss_words")
        return Fate(before.value, before.at, counted.after, is_own)
    shot = match_back(lexemes, counted.at, language.mapping("shot_words"))
    if shot is not None and not _is_passive(lexemes, shot.at, language):
        return Fate(SHOT, shot.at, counted.after)
    return read_behind(lexemes, counted.after, clause.by_place, language)


def _is_passive(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> bool:
    return at > 0 and lexemes[at - 1].lower in language.group("casualty_auxiliaries")


def _skip_joined(clause: Clause, at: int) -> int:
    """Back over "three soldiers and" to the word that governs the whole list."""
    joins = clause.language.group("count_joins")
    begin = at
    while begin and clause.lexemes[begin - 1].lower in joins:
        begin -= 1
    before = clause.by_end.get(begin)
    while before is not None and begin < at:
        at = before.at
        begin = at
        while begin and clause.lexemes[begin - 1].lower in joins:
            begin -= 1
        before = clause.by_end.get(begin)
    return at


def _read_last_word(lexemes: Sequence[Lexeme], after: int, language: LanguagePack) -> Fate | None:
    """As in "A third officer wounded at the ford died": the last word on him decides."""
    fate = read_behind(lexemes, after, {}, language)
    for at in range(after, len(lexemes)):
        if lexemes[at].text in ".;!?":
            break
        verb = match_map(lexemes, at, language.mapping("casualty_intransitives"))
        if verb is not None:
            return Fate(verb.value, at, verb.after)
    return fate


def _read_bare_noun(clause: Clause, at: int) -> tuple[Counted, Fate] | None:
    """As in "leading to casualties": at least one."""
    kind = clause.language.mapping("bare_casualty_nouns").get(clause.lexemes[at].lower)
    if kind is None:
        return None
    before = clause.lexemes[at - 1].lower if at else ""
    if before in clause.language.group("negators") or before in clause.language.group("noun_determiners"):
        return None
    counted = Counted(at, at, at + 1, 1, None, "indefinite")
    return counted, Fate(kind, at, at + 1)
