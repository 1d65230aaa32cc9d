"""Context in which a form is no expression of time."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.analysis.lexemes import Lexeme
from toldby.analysis.timegrammar.phrases import Phrase
from toldby.domain.lexicon import LanguagePack

_UNIT_RULES = frozenset({"bare-unit"})
_MONEY = frozenset("$€£¥#№")


def is_admissible(phrase: Phrase, lexemes: Sequence[Lexeme], language: LanguagePack) -> bool:
    """The words around allow the phrase to be a time."""
    before = lexemes[phrase.first - 1].lower if phrase.first else ""
    after = lexemes[phrase.after] if phrase.after < len(lexemes) else None
    rule = phrase.entry.rule
    if after is not None and _is_age(after, phrase, lexemes, language):
        return False
    if rule == "part-of-unit" and phrase.slot("unit") == "D":
        return False  # "earlier in the day" hangs on the event before, not on the day of writing
    if rule == "month":
        return _is_month(phrase, lexemes, before, language)
    if rule == "month-day":
        is_month_word = before in language.group("month_only_prepositions")
        return not (is_month_word and _is_followed_by_noun(phrase, after, lexemes))
    if rule == "year":
        return _is_year(phrase, before, after, language)
    if rule == "year-range":
        return _is_year_range(phrase)
    if "weekday" in rule or rule == "latest-not-after-publication":
        return before not in language.group("named_day_words")
    if rule == "vague-noun":
        return after is None or not after.text.islower() or after.lower in language.group("time_followers")
    if rule == "set" and phrase.slot("adverb"):
        return phrase.first == 0 or lexemes[phrase.first].text.islower()  # a newspaper's name
    if rule == "length":
        return not _is_share(phrase)
    if rule in _UNIT_RULES:
        return after is None or after.lower not in language.group("unit_stops")
    return True


def _is_age(after: Lexeme, phrase: Phrase, lexemes: Sequence[Lexeme], language: LanguagePack) -> bool:
    """As in "27-year-old", "27 years old" tell an age."""
    if phrase.slot("unit") is None:
        return False
    at = phrase.after + 1 if after.lower == "-" else phrase.after
    return at < len(lexemes) and lexemes[at].lower in language.group("age_words")


def _is_month(phrase: Phrase, lexemes: Sequence[Lexeme], before: str, language: LanguagePack) -> bool:
    """Names that are also words need a preposition ("in March", not "March on")."""
    name = lexemes[phrase.after - 1].lower
    is_plain = phrase.after - phrase.first == 1
    if not is_plain or name not in language.group("ambiguous_months"):
        return True
    return before in language.group("month_prepositions")


def _is_share(phrase: Phrase) -> bool:
    """As in "a quarter" is a share more often than three months."""
    return phrase.slot("unit") == "Q" and phrase.slot("number") == "1"


def _is_followed_by_noun(phrase: Phrase, after: Lexeme | None, lexemes: Sequence[Lexeme]) -> bool:
    """As in "In June 20 soldiers fell": days take another preposition than months."""
    ends_in_figure = lexemes[phrase.after - 1].text.isdigit()
    return ends_in_figure and after is not None and after.text.islower() and len(after.text) > 2


def _is_year(phrase: Phrase, before: str, after: Lexeme | None, language: LanguagePack) -> bool:
    """Not a price, not a count of something: "2000 soldiers" against "the 2020 attacks"."""
    if before in _MONEY:
        return False
    if after is None or phrase.slot("phase"):
        return True
    if after.lower == "%":
        return False
    if before in language.group("year_determiners") or not after.text.islower():
        return True
    return not after.lower.endswith(tuple(language.group("plural_endings"))) or (
        after.lower in language.group("not_plural_words")
    )


def _is_year_range(phrase: Phrase) -> bool:
    """As in "2019-2021", "1992-94": the second end is later."""
    first = int(phrase.slot("year") or 0)
    second = phrase.slot("year2")
    if second is not None:
        return int(second) > first
    return int(phrase.slot("yy") or 0) > first % 100
