"""Subjects read from the order of words: the noun phrase that opens the sentence, or that follows a fronted cue.

Used where the parse gives none: "A report released last year found that ...", "Ann Hann, head of the board,
called on ...", "Claiming that ..., the mayor told ...".
"""

from __future__ import annotations

from toldby.analysis.attribution.cues import CueHit
from toldby.analysis.attribution.subject import Subject, make_subject
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_OPENERS = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON")
_LONGEST = 40


def find_opening_subject(view: View, hit: CueHit, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """The noun phrase from the sentence's first word (or its first comma) up to a cue that is its only verb."""
    if cue[0] == 0 or cue[0] > _LONGEST or view.tokens[hit.head].tag not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    first = _skip_fronted(view, cue[0])
    last = cue[0] - 1
    if first is None or first > last or view.tokens[first].pos not in _OPENERS:
        return None
    while last > first and view.low[last] == ",":
        last -= 1
    if view.low[first] in language.group("relative_pronouns") or _has_verb(view, first, last, language):
        return None
    if not _is_only_verb(view, hit, cue):
        return None
    head = _find_head(view, first, last)
    return None if head is None else Subject(first, last, head)


def find_following_subject(view: View, verb: int, cue: tuple[int, int]) -> tuple[Subject, int] | None:
    """For a participle that opens the sentence: the main clause's subject, and the comma before it."""
    opens = cue[0] == 0 or (cue[0] == 1 and view.tokens[0].pos in ("ADP", "SCONJ", "ADV"))
    root = next((i for i in range(len(view)) if view.is_root(i)), verb)
    if view.tokens[verb].tag != "VBG" or not opens or root <= verb:
        return None
    own = view.find_child(root, "nsubj", "nsubj:pass")
    if own is None or own <= verb:
        return None
    subject = make_subject(view, own, is_inherited=True)
    comma = subject.first - 1
    return (subject, comma) if comma > verb and view.low[comma] == "," else None


def _skip_fronted(view: View, end: int) -> int | None:
    """The first word, or the one behind the comma that closes an opening "In May" or "Meanwhile"."""
    if view.tokens[0].pos not in ("ADP", "ADV", "SCONJ", "CCONJ"):
        return 0
    if view.tokens[0].pos == "CCONJ":
        return 1
    comma = next((i for i in range(1, end) if view.low[i] == ","), None)
    return None if comma is None else comma + 1


def _has_verb(view: View, first: int, last: int, language: LanguagePack) -> bool:
    """A finite verb that no relative pronoun before it accounts for, or a quotation."""
    relatives = 0
    for i in range(first, last + 1):
        if view.is_quote(i) or view.low[i] in (":", ";"):
            return True
        if view.low[i] in language.group("relative_pronouns"):
            relatives += 1
        elif view.tokens[i].tag in _FINITE:
            if not relatives:
                return True
            relatives = relatives if view.tokens[i].pos == "AUX" else relatives - 1
    return False


def _is_only_verb(view: View, hit: CueHit, cue: tuple[int, int]) -> bool:
    """Behind a word that may be a participle no other verb follows, unless "that" or a quotation opens what is said."""
    if any(view.dep(c).startswith("aux") for c in view.children[hit.head]):
        return False
    after = cue[1] + 1
    if after >= len(view):
        return False
    if view.low[after] == "that" or view.is_quote(after) or view.tokens[hit.head].tag in ("VBZ", "VBP"):
        return True
    end = next((i for i in range(after, len(view)) if view.low[i] in (",", ";")), len(view))
    return not any(view.tokens[i].tag in _FINITE for i in range(after, end))


def _find_head(view: View, first: int, last: int) -> int | None:
    """The last noun before the first preposition, comma or participle."""
    found = None
    for i in range(first, last + 1):
        if view.is_nominal(i):
            found = i
        elif found is not None and (view.tokens[i].pos in ("ADP", "CCONJ", "VERB") or view.low[i] in (",", "(")):
            break
    return found
