"""Number expressions as intervals with a qualifier (`linking.md` 8)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toldby.analysis.counting.nouns import read_head
from toldby.analysis.counting.quantifiers import (
    Bounds,
    bound_alone,
    bound_number,
    read_quantifier,
)
from toldby.analysis.lexemes import Lexeme, split_lexemes
from toldby.analysis.numerals import Numeral, read_numeral
from toldby.domain.finds import Quantity, Sentence
from toldby.domain.lexicon import LanguagePack, NumberEntry
from toldby.domain.times import TimeMention

_LARGEST = 10**12


def find_quantities(
    text: str,
    sentences: tuple[Sentence, ...],
    times: tuple[TimeMention, ...],
    language: LanguagePack,
) -> tuple[Quantity, ...]:
    """The numbers of the sentences that may count something, in text order.

    "at least six soldiers" is 6 or more; dates, money, measures, types, road numbers and ordinals
    are left out.
    """
    taken = tuple(sorted((time.start, time.end) for time in times))
    found: dict[tuple[int, int], Quantity] = {}
    for sentence in sentences:
        lexemes = split_lexemes(text, sentence.start, sentence.end)
        for quantity in _find_in_lexemes(text, lexemes, taken, language):
            found.setdefault((quantity.start, quantity.end), quantity)
    return tuple(found[key] for key in sorted(found))


def _find_in_lexemes(
    text: str, lexemes: Sequence[Lexeme], taken: tuple[tuple[int, int], ...], language: LanguagePack
) -> Iterator[Quantity]:
    at = 0
    while at < len(lexemes):
        found = _read_quantity(text, lexemes, at, language)
        if found is None:
            at += 1
            continue
        quantity, after = found
        if not _is_taken(quantity, taken):
            yield quantity
            at = after
        else:
            at += 1


def _is_taken(quantity: Quantity, taken: tuple[tuple[int, int], ...]) -> bool:
    at = bisect_left(taken, (quantity.end,))
    return at > 0 and quantity.start < taken[at - 1][1]


def _read_quantity(
    text: str, lexemes: Sequence[Lexeme], at: int, language: LanguagePack
) -> tuple[Quantity, int] | None:
    quantifier = read_quantifier(lexemes, at, language)
    number_at = quantifier.after if quantifier else at
    entry = quantifier.entry if quantifier else None
    found = _read_bounds(text, lexemes, number_at, entry, language)
    if found is None:
        if entry is None or (bounds := bound_alone(entry)) is None:
            return None
        found = bounds, number_at
    bounds, after = found
    bounds, after = _read_suffix(lexemes, bounds, after, language)
    if _is_no_count(lexemes, after, language):
        return None
    head = read_head(lexemes, after, language)
    quantity = Quantity(lexemes[at].start, lexemes[after - 1].end, bounds.low, bounds.high,
                        bounds.qualifier, head)  # fmt: skip
    return quantity, after


def _read_bounds(
    text: str, lexemes: Sequence[Lexeme], at: int, entry: NumberEntry | None, language: LanguagePack
) -> tuple[Bounds, int] | None:
    """The number, or the range of two numbers, at the place."""
    first = _read_number(text, lexemes, at, language)
    if first is None:
        return None
    if entry is not None and entry.reading == "zero":
        return (Bounds(0, 0, "zero"), first.after) if first.value == 1 else None  # "no one"
    last = _read_range_end(text, lexemes, at, first, language)
    if last is not None and entry is None:
        return Bounds(int(first.value), int(last.value), "range"), last.after
    return bound_number(int(first.value), entry), first.after


def _read_number(text: str, lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> Numeral | None:
    if at >= len(lexemes) or _is_part_of_name(lexemes, at, language):
        return None
    numeral = read_numeral(text, lexemes, at, language.mapping("number_words"))
    if numeral is None or numeral.value != int(numeral.value) or numeral.value > _LARGEST:
        return None
    return None if _is_glued_on(lexemes, numeral) else numeral


def _read_range_end(
    text: str, lexemes: Sequence[Lexeme], at: int, first: Numeral, language: LanguagePack
) -> Numeral | None:
    """As in "six to eight", "6-8", "between six and eight"."""
    if first.after + 1 >= len(lexemes):
        return None
    join = lexemes[first.after].lower
    before = lexemes[at - 1].lower if at else ""
    is_open = before in language.group("number_range_openers")
    if join != "-" and join not in language.group("number_range_words" if is_open else "number_range_joins"):
        return None
    last = read_numeral(text, lexemes, first.after + 1, language.mapping("number_words"))
    if last is None or last.value <= first.value or last.value != int(last.value):
        return None
    return None if _is_glued_on(lexemes, last) else last


def _read_suffix(lexemes: Sequence[Lexeme], bounds: Bounds, after: int, language: LanguagePack) -> tuple[Bounds, int]:
    """As in "20 or more": a floor that stands behind its number."""
    if bounds.qualifier != "exact" or after >= len(lexemes):
        return bounds, after
    found = read_quantifier(lexemes, after, language)
    if found is None or found.entry.reading != "floor" or found.entry.low is not None:
        return bounds, after
    if found.entry.id not in language.group("number_suffix_entries"):
        return bounds, after
    return Bounds(bounds.low, None, "floor"), found.after


def _is_part_of_name(lexemes: Sequence[Lexeme], at: int, language: LanguagePack) -> bool:
    """As in "T-72", "TB2", "$5", "Height 918", "bulletin 14", the second half of a decimal."""
    if not lexemes[at].text[0].isdigit() or at == 0:
        return False
    before = lexemes[at - 1]
    if lexemes[at].is_glued and (before.text in "$€£¥#№.,:/_" or before.text[0].isalnum()):
        return True
    if lexemes[at].is_glued and before.lower == "-":
        return at < 2 or not lexemes[at - 2].text[0].isdigit() or not before.is_glued
    return before.text in "$€£¥#№" or before.lower in language.group("numbered_names")


def _is_glued_on(lexemes: Sequence[Lexeme], numeral: Numeral) -> bool:
    """As in "152mm", "2nd", "18:20", "3/4": the figure goes on into something else."""
    if numeral.after >= len(lexemes) or numeral.in_words:
        return False
    following = lexemes[numeral.after]
    if not following.is_glued:
        return False
    if following.text[0].isalnum():
        return True
    has_more = numeral.after + 1 < len(lexemes) and lexemes[numeral.after + 1].is_glued
    is_figure = has_more and lexemes[numeral.after + 1].text[0].isdigit()
    return following.text in ":/.," and is_figure


def _is_no_count(lexemes: Sequence[Lexeme], after: int, language: LanguagePack) -> bool:
    """A measure, money or a length of time: "5 km", "10 percent", "152 mm", "six-week"."""
    if after >= len(lexemes):
        return False
    at = after + 1 if lexemes[after].lower == "-" and after + 1 < len(lexemes) else after
    return lexemes[at].lower in language.group("measure_units")
