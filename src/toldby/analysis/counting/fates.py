"""What the words around a counted noun phrase say happened to the people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from toldby.analysis.counting.people import Counted
from toldby.analysis.counting.words import is_listed, match_back, match_map
from toldby.analysis.lexemes import Lexeme
from toldby.domain.lexicon import LanguagePack

_REACH = 12
_MOST_JOINED = 6
SHOT = "shot"


@dataclass(frozen=True, slots=True)
class Fate:
    """`kind` as in Count (or "shot"); `after` = where the words that say it end; `is_own`: the
    one who acts lost them.
    """

    kind: str
    at: int
    after: int
    is_own: bool = False


def read_fate(
    lexemes: Sequence[Lexeme], counted: Counted, others: Mapping[int, Counted], language: LanguagePack
) -> Fate | None:
    """Noun, what stands before, what stands behind, in this order."""
    fate = (
        _read_noun(lexemes, counted, language)
        or _read_before(lexemes, counted, language)
        or read_behind(lexemes, counted.after, others, language)
    )
    if fate is None or fate.is_own or not _is_own_loss(lexemes, counted, fate, language):
        return fate
    return replace(fate, is_own=True)


def _read_noun(lexemes: Sequence[Lexeme], counted: Counted, language: LanguagePack) -> Fate | None:
    """As in "three deaths", "no casualties", "two civilian lives"."""
    last = counted.after - 1
    if not counted.has_noun or last < counted.number_end:
        return None
    kind = language.mapping("casualty_nouns").get(lexemes[last].lower)
    is_life = lexemes[last].lower in language.group("lives_words")
    if kind is None or (is_life and not _is_loss(lexemes, counted, language)):
        return None
    return Fate(kind, last, counted.after)


def _is_own_loss(lexemes: Sequence[Lexeme], counted: Counted, fate: Fate, language: LanguagePack) -> bool:
    """As in "left behind one dead", "one dead of their own"."""
    owns = dict.fromkeys(language.group("own_loss_words"), "")
    tails = dict.fromkeys(language.group("own_tails"), "")
    return (
        match_back(lexemes, counted.at, owns) is not None
        or match_map(lexemes, max(counted.after, fate.after), tails) is not None
    )


def _is_loss(lexemes: Sequence[Lexeme], counted: Counted, language: LanguagePack) -> bool:
    """Lives count only beside a word of loss: "the loss of two lives", "two lives were lost"."""
    losses = language.group("loss_words")
    near = [*range(max(0, counted.at - 3), counted.at), *range(counted.after, counted.after + 3)]
    return any(is_listed(lexemes, at, losses) for at in near)


def _read_before(lexemes: Sequence[Lexeme], counted: Counted, language: LanguagePack) -> Fate | None:
    """As in "killing three soldiers", "claimed the lives of two", "lost two men", "the toll at five"."""
    toll = _read_toll(lexemes, counted, language)
    if toll is not None:
        return toll
    at = counted.at
    while at > 0 and is_listed(lexemes, at - 1, language.group("noun_determiners")):
        at -= 1
    hit = match_back(lexemes, at, language.mapping("casualty_transitives"))
    if hit is None or is_listed(lexemes, hit.at - 1, language.group("casualty_auxiliaries")):
        return None
    word = lexemes[hit.at].lower
    if word in language.group("weak_transitives") and not _takes_people(lexemes, counted, language):
        return None
    return Fate(hit.value, hit.at, counted.after, word in language.group("own_loss_words"))


def _takes_people(lexemes: Sequence[Lexeme], counted: Counted, language: LanguagePack) -> bool:
    """As in "took three prisoners", "claimed two lives", "lost two men", not "lost two posts"."""
    if not counted.has_noun:
        return False
    last = lexemes[counted.after - 1].lower
    return (
        last in language.group("person_words")
        or last in language.mapping("noun_classes")
        or is_listed(lexemes, counted.after, language.mapping("casualty_participles"))
    )


def _read_toll(lexemes: Sequence[Lexeme], counted: Counted, language: LanguagePack) -> Fate | None:
    at = counted.at - 1
    while at >= 0 and counted.at - at <= _REACH:
        word = lexemes[at].lower
        if word in language.group("toll_words"):
            return Fate("killed", at, counted.after)
        if word not in language.group("toll_bridges") and not lexemes[at].text[0].isdigit():
            return None
        at -= 1
    return None


def read_behind(
    lexemes: Sequence[Lexeme], after: int, others: Mapping[int, Counted], language: LanguagePack
) -> Fate | None:
    """As in "… were killed", "… killed", "… died", "… and two soldiers were killed".

    `others` are the counted phrases by their first lexeme.
    """
    at = after
    has_auxiliary = False
    joined = 0
    while at < len(lexemes) and at - after <= _REACH and joined <= _MOST_JOINED:
        following = others.get(at)
        if following is not None:
            if not _is_joined(lexemes, after, at, language) or following.after <= at:
                return None
            joined += 1
            at = after = following.after
            continue
        fate = _read_word(lexemes, at, has_auxiliary, language)
        if fate is not None:
            return fate
        word = lexemes[at].lower
        if lexemes[at].text in ".;:!?)" or _is_clause_stop(lexemes, at, has_auxiliary, language):
            return None
        has_auxiliary = has_auxiliary or word in language.group("casualty_auxiliaries")
        if has_auxiliary and word not in language.group("casualty_bridges"):
            return None
        at += 1
    return None


def _is_joined(lexemes: Sequence[Lexeme], after: int, at: int, language: LanguagePack) -> bool:
    """Only joining words stand between two counted phrases."""
    return at > after and all(piece.lower in language.group("count_joins") for piece in lexemes[after:at])


def _is_clause_stop(lexemes: Sequence[Lexeme], at: int, has_auxiliary: bool, language: LanguagePack) -> bool:
    return not has_auxiliary and lexemes[at].lower in language.group("casualty_stops")


def _read_word(lexemes: Sequence[Lexeme], at: int, has_auxiliary: bool, language: LanguagePack) -> Fate | None:
    shot = match_map(lexemes, at, language.mapping("shot_words"))
    passive = match_map(lexemes, at, language.mapping("casualty_participles"))
    if shot is not None and has_auxiliary and (passive is None or passive.after <= shot.after):
        is_other = is_listed(lexemes, shot.after, language.group("shot_stops"))
        return None if is_other else Fate(SHOT, at, shot.after)
    verb = match_map(lexemes, at, language.mapping("casualty_intransitives"))
    if verb is not None and (passive is None or verb.after > passive.after):
        return Fate(verb.value, at, verb.after)
    if passive is None or (not has_auxiliary and _is_active(lexemes, passive.after, language)):
        return None
    return _join_kinds(lexemes, at, passive.after, passive.value, language)


def _is_active(lexemes: Sequence[Lexeme], after: int, language: LanguagePack) -> bool:
    """As in "two soldiers killed three villagers": an object follows, so the people before it act."""
    if after >= len(lexemes):
        return False
    piece = lexemes[after]
    return (
        piece.lower in language.group("noun_determiners")
        or piece.lower in language.mapping("number_words")
        or piece.text[0].isdigit()
    )


def _join_kinds(lexemes: Sequence[Lexeme], at: int, after: int, kind: str, language: LanguagePack) -> Fate:
    """As in "killed or wounded" is one kind when no number stands between."""
    if is_listed(lexemes, after, language.group("casualty_joins")):
        second = match_map(lexemes, after + 1, language.mapping("casualty_participles"))
        if second is not None and {kind, second.value} == {"killed", "wounded"}:
            return Fate("killed_or_wounded", at, second.after)
    return Fate(kind, at, after)
