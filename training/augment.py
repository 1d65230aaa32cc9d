"""Changes a training sentence into one the treebanks have too few of; trees stay true.

Every change keeps words, heads and labels aligned; chance comes only from the given generator.
"""

from __future__ import annotations

import json
from calendar import month_name
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.treebank import Tree, Word

OPEN_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
DOUBLE_QUOTES = frozenset({'"', "``", "''", "\u201c", "\u201d"})
QUOTE_PAIRS = (
    ("\u201c", "\u201d"),
    ("\u00ab", "\u00bb"),
    ("\u2018", "\u2019"),
    ("``", "''"),
    ("'", "'"),
    ('"', '"'),
)
DASHES = ("\u2014", "\u2013", "--", "-")
CONSONANTS, VOWELS = "bcdfghjklmnprstvz", "aeiou"
MONTHS = tuple(month_name)[1:]
SPELLINGS = Path(__file__).with_name("british.json")


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each change is made; `rare` is the weight of replacing words seen seldom."""

    lower: float = 0.03
    upper: float = 0.03
    title: float = 0.02
    unstopped: float = 0.04
    typographic: float = 0.5
    dash: float = 0.4
    british: float = 0.3
    placeholder: float = 0.5
    dateline: float = 0.02
    rare: float = 0.4
    dated: float = 0.0
    clause: float = 0.0


class Augmenter:
    """Draws one variant of a sentence per call, so that no two epochs see the same words."""

    def __init__(self, trees: Iterable[Tree], rates: Rates, chance: Random) -> None:
        self._rates = rates
        self._chance = chance
        self._seen = Counter(word.text.lower() for tree in trees for word in tree.words)
        self._british: dict[str, str] = json.loads(SPELLINGS.read_text(encoding="utf-8"))

    def vary_tree(self, tree: Tree, alone: bool) -> Tree:
        """A variant of the sentence; `alone` allows what only makes sense without neighbours."""
        words = self._respell(list(tree.words))
        words = self._restyle_marks(words)
        if alone and self._draws(self._rates.placeholder):
            words = replace_quotation(words)
        if alone and self._draws(self._rates.clause):
            words = replace_clause(words, keeps_mark=self._draws(0.5))
        if alone and self._draws(self._rates.unstopped):
            words = drop_full_stop(words)
        if self._draws(self._rates.dateline):
            words = self._add_dateline(words)
        return replace(tree, words=tuple(self._recase(words)))

    def _draws(self, rate: float) -> bool:
        return rate > 0 and self._chance.random() < rate

    def _respell(self, words: list[Word]) -> list[Word]:
        british = self._draws(self._rates.british)
        return [self._respell_word(word, british) for word in words]

    def _respell_word(self, word: Word, british: bool) -> Word:
        lowered = word.text.lower()
        if british and lowered in self._british and word.text == lowered:
            lemma = self._british.get(word.lemma, word.lemma)
            return replace(word, text=self._british[lowered], lemma=lemma)
        seen = self._seen[lowered]
        if word.pos not in OPEN_CLASSES or len(lowered) < 4 or not lowered.isalpha():
            return word
        if self._draws(self._rates.rare / (self._rates.rare + seen)):
            return self._invent_word(word)
        return word

    def _invent_word(self, word: Word) -> Word:
        """A word with the same first letter, ending and case, but a stem nobody has seen."""
        first, ending = word.text[0], word.text[-3:]
        middle = self._invent_syllables(max(1, len(word.text) - 4 + self._chance.choice((-1, 0, 0, 1))))
        if word.text.isupper():
            middle = middle.upper()
        stem = word.text[1:-3]
        if not word.lemma[1:].startswith(stem):
            return word
        rest = word.lemma[1 + len(stem) :]
        return replace(word, text=first + middle + ending, lemma=word.lemma[0] + middle + rest)

    def _invent_syllables(self, length: int) -> str:
        start = self._chance.randrange(2)
        kinds = (CONSONANTS, VOWELS)
        return "".join(self._chance.choice(kinds[(start + i) % 2]) for i in range(length))

    def _restyle_marks(self, words: list[Word]) -> list[Word]:
        typographic = self._draws(self._rates.typographic)
        pair = self._chance.choice(QUOTE_PAIRS) if typographic else None
        dash = self._chance.choice(DASHES) if self._draws(self._rates.dash) else None
        curly = typographic and self._draws(0.6)
        opening = True
        changed: list[Word] = []
        for word in words:
            text = word.text
            if pair and text in DOUBLE_QUOTES:
                text = pair[0] if opening else pair[1]
                opening = not opening
            elif dash and text in ("--", "\u2014", "\u2013"):
                text = dash
            elif curly and "'" in text and word.pos != "PUNCT":
                text = text.replace("'", "\u2019")
            changed.append(word if text == word.text else replace(word, text=text))
        return changed

    def _recase(self, words: list[Word]) -> list[Word]:
        draw, rates = self._chance.random(), self._rates
        if draw < rates.lower:
            return [replace(word, text=word.text.lower()) for word in words]
        if draw < rates.lower + rates.upper:
            return [replace(word, text=word.text.upper()) for word in words]
        if draw < rates.lower + rates.upper + rates.title:
            return [replace(word, text=_title_word(word)) for word in words]
        return words

    def _add_dateline(self, words: list[Word]) -> list[Word]:
        """CITY, October 12 (Agency) - text: the place is a loose neighbour of the sentence's root."""
        place = self._invent_syllables(self._chance.randrange(4, 9))
        place = place.upper() if self._draws(0.6) else place.title()
        root = next(i for i, word in enumerate(words) if word.dep == "ROOT")
        opening = [_name_word(place, root, "parataxis")]
        if self._draws(self._rates.dated):
            opening += self._invent_date()
        if self._draws(0.4):
            at = len(opening)
            agency = self._invent_syllables(self._chance.randrange(2, 6))
            agency = agency.upper() if self._draws(0.5) else agency.title()
            opening.append(_mark_word("(", at + 1, "-LRB-", space=False))
            opening.append(replace(_name_word(agency, 0, "parataxis"), space=False))
            opening.append(_mark_word(")", at + 1, "-RRB-"))
        opening.append(_mark_word(self._chance.choice(DASHES), 0, ":"))
        size = len(opening)
        opening[0] = replace(opening[0], head=root + size, space=opening[1].text != ",")
        return opening + [replace(word, head=word.head + size) for word in words]

    def _invent_date(self) -> list[Word]:
        """The words of ", October 12" or ", 12 October", behind the one word of the place."""
        month = _name_word(self._chance.choice(MONTHS), 3, "nmod:unmarked")
        number = str(self._chance.randrange(1, 32))
        day = Word(number, number, "NUM", "CD", "NumForm=Digit|NumType=Card", 0, "nmod:unmarked", True)
        comma = _mark_word(",", 3, ",")
        if self._draws(0.5):
            return [comma, month, day]
        return [replace(comma, head=2), day, replace(month, head=2)]


def replace_quotation(words: list[Word]) -> list[Word]:
    """The sentence with a quoted clause as one word, as attribution hands it to the parser."""
    quotation = _find_quotation(words)
    if quotation is None:
        return words
    start, top, end = quotation
    # "...," she said: the comma inside the marks stays, outside the stand-in
    comma = [end - 1] if words[end - 1].text == "," and end - 1 > top else []
    order = [*range(start), top, *comma, *range(end + 1, len(words))]
    moved = {old: new for new, old in enumerate(order)}
    changed = {top: _stand_in(words, top, space=words[end].space and not comma)}
    changed |= {i: replace(words[i], head=words[top].head, space=words[end].space) for i in comma}
    kept = [changed.get(old, words[old]) for old in order]
    return [replace(word, head=moved.get(word.head, moved[top])) for word in kept]


def replace_clause(words: list[Word], keeps_mark: bool = False) -> list[Word]:
    """The sentence with what somebody says as one word, as if it had stood in quotation marks.

    `keeps_mark` leaves the "that" in front of it: they said that QUOTE.
    """
    for top, word in enumerate(words):
        if word.dep != "ccomp" or words[word.head].pos != "VERB":
            continue
        below = _find_below(words, top)
        # the mark between clause and verb stays where it is
        inside = [i for i in below if words[i].pos != "PUNCT" or below[0] < i < below[-1]]
        start, end = inside[0], inside[-1]
        if len(inside) < 3 or end - start + 1 != len(inside):
            continue
        marked = keeps_mark and start < top and words[start].dep == "mark" and words[start].head == top
        order = [*range(start + marked), top, *range(end + 1, len(words))]
        moved = {old: new for new, old in enumerate(order)}
        stand_in = _stand_in(words, top, space=words[end].space)
        if marked:
            stand_in = replace(stand_in, dep=word.dep)
        kept = [stand_in if old == top else words[old] for old in order]
        return [replace(word, head=moved.get(word.head, moved[top])) for word in kept]
    return words


def _find_below(words: list[Word], top: int) -> list[int]:
    """The word and all it governs, in order."""
    found = {top}
    while more := {i for i, word in enumerate(words) if word.head in found} - found:
        found |= more
    return sorted(found)


def _find_quotation(words: list[Word]) -> tuple[int, int, int] | None:
    """Opening mark, top word and closing mark of the only quotation, if it is one subtree."""
    marks = [i for i, word in enumerate(words) if word.pos == "PUNCT" and word.text in _QUOTES]
    if len(marks) != 2:
        return None
    start, end = marks
    inside = range(start + 1, end)
    tops = [i for i in inside if words[i].head not in inside and words[i].pos != "PUNCT"]
    if len(inside) < 2 or len(tops) != 1 or words[tops[0]].dep == "ROOT":
        return None
    held = [i for i, word in enumerate(words) if not start <= i <= end and start <= word.head <= end]
    if any(words[i].pos != "PUNCT" for i in held):
        return None
    return start, tops[0], end


def _stand_in(words: list[Word], top: int, space: bool) -> Word:
    word = words[top]
    clause = word.dep in ("ccomp", "parataxis") and words[word.head].pos == "VERB"
    return Word(
        text="QUOTE",
        lemma="QUOTE",
        pos="PROPN",
        tag="NNP",
        morph="Number=Sing",
        head=word.head,
        dep="obj" if clause else word.dep,
        space=space,
    )


def drop_full_stop(words: list[Word]) -> list[Word]:
    """A headline ends without a full stop."""
    last = len(words) - 1
    if last < 1 or words[last].text != "." or any(word.head == last for word in words):
        return words
    return words[:last]


_QUOTES = DOUBLE_QUOTES | {mark for pair in QUOTE_PAIRS for mark in pair}


def _title_word(word: Word) -> str:
    small = word.pos in ("ADP", "DET", "CCONJ", "PART", "PUNCT") and len(word.text) < 5
    return word.text if small else word.text[:1].upper() + word.text[1:]


def _name_word(text: str, head: int, dep: str) -> Word:
    return Word(text, text, "PROPN", "NNP", "Number=Sing", head, dep, True)


def _mark_word(text: str, head: int, tag: str, space: bool = True) -> Word:
    return Word(text, text, "PUNCT", tag, "", head, "punct", space)
