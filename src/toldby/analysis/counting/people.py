"""Counted noun phrases of people: where they stand, what they are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toldby.analysis.counting.nouns import read_head
from toldby.analysis.counting.words import is_listed, match_back, spell
from toldby.analysis.lexemes import Lexeme
from toldby.domain.finds import Quantity
from toldby.domain.lexicon import LanguagePack

_STATUSES = frozenset({"military", "police", "civilian", "child", "journalist", "aid_worker"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity on lexemes `[at, number_end)` and its nouns on `[number_end, after)`."""

    at: int
    number_end: int
    after: int
    low: int
    high: int | None
    qualifier: str

    @property
    def has_noun(self) -> bool:
        """Something is named behind the number."""
        return self.after > self.number_end


def place_quantities(
    lexemes: Sequence[Lexeme], quantities: Sequence[Quantity], language: LanguagePack
) -> tuple[Counted, ...]:
    """The quantities that stand among the lexemes, in text order."""
    found = []
    starts = {piece.start: at for at, piece in enumerate(lexemes)}
    ends = {piece.end: at for at, piece in enumerate(lexemes)}
    for quantity in quantities:
        if quantity.start not in starts or quantity.end not in ends:
            continue
        number_end = ends[quantity.end] + 1
        after = extend_noun(lexemes, number_end, language)
        found.append(
            Counted(starts[quantity.start], number_end, after, quantity.low, quantity.high, quantity.qualifier)
        )
    return tuple(found)


def extend_noun(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> int:
    """The end of the noun phrase: "Halvenan soldiers", or "of its soldiers" behind a bare number."""
    begin = at
    if is_listed(lexemes, at, language.group("partitive_words")):
        begin = at + 1
        while is_listed(lexemes, begin, language.group("noun_determiners")):
            begin += 1
    head = read_head(lexemes, begin, language)
    if head is None:
        return at
    after = begin
    while lexemes[after].end < head.end:
        after += 1
    after += 1
    known = [end for end in range(after, begin, -1) if _is_countable(lexemes, begin, end, language)]
    return known[0] if known else after


def _is_countable(lexemes: Sequence[Lexeme], first: int, after: int, language: LanguagePack) -> bool:
    """The words end in a noun that is known to be counted, so a verb behind it is none of them."""
    return (
        is_people(lexemes, first, after, language)
        or lexemes[after - 1].lower in language.mapping("counted_things")
        or lexemes[after - 1].lower in language.mapping("casualty_nouns")
    )


def is_people(lexemes: Sequence[Lexeme], first: int, after: int, language: LanguagePack) -> bool:
    """The head noun (the last word or words) means people."""
    classes = language.mapping("noun_classes")
    if after <= first:
        return False
    return match_back(lexemes[:after], after, classes) is not None or is_listed(
        lexemes, after - 1, language.group("person_words")
    )


def read_status(lexemes: Sequence[Lexeme], first: int, after: int, language: LanguagePack) -> str | None:
    """military, police, civilian ... as the noun phrase tells; None when it does not.

    "Internal Troops servicemen" military, "two civilian lives" civilian, "two men" untold.
    """
    if after <= first:
        return None
    head = match_back(lexemes[:after], after, language.mapping("noun_classes"))
    last = lexemes[after - 1].lower
    if head is not None and head.value in _STATUSES and last not in language.group("unclassed_people"):
        return head.value
    for at in range(after - 1, first - 1, -1):
        for length in (2, 1):
            value = language.mapping("victim_adjectives").get(spell(lexemes[at : at + length]))
            if value is not None:
                return value
    return _read_member(lexemes, after, language) if last in language.group("unclassed_people") else None


def _read_member(lexemes: Sequence[Lexeme], after: int, language: LanguagePack) -> str | None:
    """As in "a member of the armed forces"."""
    if not is_listed(lexemes, after, language.group("partitive_words")):
        return None
    end = min(after + 6, len(lexemes))
    for at in range(after + 1, end):
        value = language.mapping("victim_adjectives").get(spell(lexemes[at : at + 2]))
        if value is not None:
            return value
    return None
