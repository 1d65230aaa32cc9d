"""Who stands as subject of a cue: the noun phrase, its antecedent, or the subject it shares."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_SUBJECTS = ("nsubj", "nsubj:outer")
_PASSIVE_SUBJECTS = ("nsubj:pass",)
_SHARING = ("conj", "xcomp", "advcl", "parataxis", "dep")
_FINITE_TAGS = ("VBD", "VBZ", "VBP", "VBN", "NNS")
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Subject:
    """Tokens `first` to `last` with head noun `head`; `is_inherited` from another verb."""

    first: int
    last: int
    head: int
    is_inherited: bool = False


def find_subject(view: View, verb: int, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """The subject by heads, else the noun phrase next to the cue.

    A passive subject counts only for verbs that share it ("was held, saying ...").
    """
    inverted = _look_inverted(view, cue, language)
    if inverted is not None:
        return inverted
    found = _climb(view, verb, language) if view.is_parsed else None
    if (found is None or found.is_inherited or found.first > verb) and view.is_parsed:
        found = _look_before_final(view, verb, cue, language) or found
        if found is not None and found.first > verb and view.low[verb] in language.group("hearer_verbs"):
            # who is told is no speaker
            found = None
    if found is not None and _is_clear(view, found, cue):
        return _trim_day(view, found, language)
    if found is not None:
        return None
    return _look_left(view, cue, language) or look_right(view, cue, language)


def _look_before_final(view: View, verb: int, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """As in "..., the head of the guard, General Vesel, told ...": the phrase between the comma and the cue.

    For a finite cue whose parsed subject stands elsewhere, when the words before that comma are a clause.
    """
    own = view.find_child(verb, "nsubj")
    is_object = own is not None and own > verb
    if view.tokens[verb].tag not in _FINITE_TAGS or cue[0] < 2 or (own is not None and not is_object):
        return None
    end = cue[0] - 1
    pieces = 2 if view.low[end] == "," else 1
    end -= pieces - 1
    at, left = end, pieces
    while at >= 0 and left:
        if view.low[at] == "," or view.is_quote(at):
            left -= 1
        elif not _may_stand_in_phrase(view, at, language):
            return None
        at -= 1
    first = at + 2
    is_clause = any(view.is_verbal(i) or view.is_quote(i) for i in range(0, at + 2))
    heads = [i for i in range(first, end + 1) if view.tokens[i].pos in ("NOUN", "PROPN", "PRON")]
    if left or not is_clause or not heads or view.low[first] in language.group("relative_pronouns"):
        return None
    return Subject(first, end, _head_of_phrase(view, first, heads))


def _head_of_phrase(view: View, first: int, heads: list[int]) -> int:
    """The last noun before the first preposition or comma."""
    at = heads[0]
    for i in range(first, heads[-1] + 1):
        if view.low[i] == "," or (view.tokens[i].pos == "ADP" and i > heads[0]):
            break
        if i in heads:
            at = i
    return at


def _trim_day(view: View, subject: Subject, language: LanguagePack) -> Subject:
    """As in "the army on Sunday said": the day belongs to the cue's clause, not to the name."""
    last = subject.last
    if (
        last > subject.head + 1
        and view.low[last] in language.group("time_words")
        and view.low[last - 1] in ("on", "in", "late", "early")
    ):
        last = next(
            (i for i in range(last - 1, subject.head - 1, -1) if view.low[i] not in ("on", "in", "late", "early")), last
        )
    return Subject(subject.first, last, subject.head, subject.is_inherited)


def is_relative(view: View, token: int, language: LanguagePack) -> bool:
    """The word is a relative pronoun."""
    return view.low[token] in language.group("relative_pronouns")


def make_subject(view: View, head: int, *, is_inherited: bool = False) -> Subject:
    """The noun phrase of `head` as a subject."""
    first, last = view.noun_phrase(head)
    opening = _reach_left(view, _skip_opening_time(view, _skip_clause(view, first, head), head))
    # where the parse is broken, the clause skipped may end behind the noun itself
    return Subject(opening if opening <= last else first, _reach_issuer(view, head, last), head, is_inherited)


def _reach_left(view: View, first: int) -> int:
    """Titles before a name, and a first speaker before "and", belong to the source."""
    while first > 0 and view.tokens[first].pos in ("PROPN", "NOUN", "ADJ"):
        if view.tokens[first - 1].pos not in ("PROPN", "NOUN", "ADJ") or view.is_quote(first - 1):
            break
        if first > 1 and view.tokens[first - 2].pos == "NUM":
            # "On 10 May monitors": the day is no title
            break
        first -= 1
    if first > 1 and view.low[first - 1] == "and" and view.is_nominal(first - 2):
        before = view.noun_phrase(first - 2)[0]
        if before == 0 or view.is_punct(before - 1) or view.is_quote(before - 1):
            return before
    return first


def _reach_issuer(view: View, head: int, last: int) -> int:
    """As in "the statements issued by the ministries": the participle clause right behind names who speaks."""
    for child in view.children[head]:
        is_near = view.left(child) in (last + 1, head + 1)
        is_issued = any(view.case_of(c) == "by" for c in view.children[child])
        if view.dep(child) == "acl" and view.tokens[child].tag == "VBN" and is_near and is_issued:
            return max(last, view.right(child))
    return last


def _skip_clause(view: View, first: int, head: int) -> int:
    """As in "While the army said it had carried arms, drivers said": the phrase begins behind the comma."""
    is_broken = first > 0 and first < head and view.tokens[first - 1].pos == "AUX"
    if not is_broken:
        return first
    return next((i + 1 for i in range(head, len(view) - 1) if view.low[i] == ","), first)


def _skip_opening_time(view: View, first: int, head: int) -> int:
    """As in "On 10 May monitors" are the monitors."""
    if first < head and first > 0 and view.tokens[first - 1].pos == "NUM" and view.dep(first) == "compound":
        return first + 1
    if view.tokens[first].pos != "ADP" or first >= head:
        return first
    numbers = [i for i in range(first, head) if view.tokens[i].pos == "NUM" or view.tokens[i].text[:1].isupper()]
    return numbers[-1] + 1 if numbers and numbers[-1] + 1 <= head else first


def _climb(view: View, verb: int, language: LanguagePack) -> Subject | None:
    at, is_inherited = verb, False
    for _ in range(_STEPS):
        # "she said that" is active even where the parser calls its subject a passive one
        is_active = view.find_child(at, "aux:pass") is None
        wanted = _SUBJECTS + _PASSIVE_SUBJECTS if is_inherited or is_active else _SUBJECTS
        own = _nearest_subject(view, at, wanted, language)
        dep = view.dep(at)
        if own is not None and not (is_relative(view, own, language) and dep == "acl:relcl"):
            return make_subject(view, own, is_inherited=is_inherited)
        if dep in ("acl", "acl:relcl"):
            return _take_antecedent(view, at, is_inherited)
        if dep not in _SHARING or view.is_root(at) or (dep == "parataxis" and at == verb):
            return None
        if is_inherited is False and dep == "advcl" and _is_finite(view, at):
            return None
        is_inherited = True
        at = view.head(at)
        if dep == "conj" and view.is_root(at) and view.tokens[at].pos in ("NOUN", "PROPN") and view.left(at) == 0:
            # a sentence whose first noun the parser took for its root
            return make_subject(view, at, is_inherited=True) if _is_finite(view, verb) else None
        if dep == "conj" and _is_finite(view, verb) and _is_bare_verb(view, at):
            # "demands that they be punished and calls on": they do not call
            return None
        if not view.is_verbal(at) and dep in ("conj", "advcl") and view.find_child(at, *_SUBJECTS) is None:
            return None
    return None


def _is_bare_verb(view: View, at: int) -> bool:
    """A participle or infinitive with no finite auxiliary."""
    if _is_finite(view, at):
        return False
    helpers = [c for c in view.children[at] if view.dep(c).startswith(("aux", "cop"))]
    return bool(helpers) and not any(_is_finite(view, c) or view.tokens[c].tag == "MD" for c in helpers)


def _nearest_subject(view: View, at: int, wanted: tuple[str, ...], language: LanguagePack) -> int | None:
    """Of "who Halvena says" the second noun speaks, not the pronoun."""
    found = [c for c in view.children[at] if view.dep(c) in wanted and not view.is_quote(c)]
    # "the commission today condemned": a day beside the subject is none
    found = [c for c in found if len(found) == 1 or view.low[c] not in language.group("time_words")]
    plain = [c for c in found if not is_relative(view, c, language)]
    chosen = plain or found
    return None if not chosen else chosen[-1 if len(plain) > 1 else 0]


def _look_inverted(view: View, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """A mark or quotation before the cue and a noun phrase up to the next mark behind it."""
    if cue[0] == 0 or view.tokens[cue[0]].tag in ("VBG", "VBN") or view.low[cue[1]] in language.group("hearer_verbs"):
        return None
    if view.tokens[cue[0]].tag == "VB" and not view.is_quote(cue[0] - 1):
        return None
    if not view.is_quote(cue[0] - 1) and view.low[cue[0] - 1] not in (",", "\u201d", '"', "'", "''"):
        return None
    subject = look_right(view, cue, language)
    return subject if subject is not None and subject.last > cue[1] else None


def _take_antecedent(view: View, at: int, is_inherited: bool) -> Subject | None:
    head = view.head(at)
    return make_subject(view, head, is_inherited=is_inherited) if view.is_nominal(head) else None


def _is_finite(view: View, verb: int) -> bool:
    token = view.tokens[verb]
    return "VerbForm=Fin" in token.morph or token.tag in ("VBD", "VBZ", "VBP")


def _is_clear(view: View, subject: Subject, cue: tuple[int, int]) -> bool:
    """The subject does not run into the cue itself."""
    return subject.last < cue[0] or subject.first > cue[1]


def _look_left(view: View, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """Surface: nouns, names and their modifiers right before the cue."""
    last = cue[0] - 1
    while last >= 0 and view.tokens[last].pos in ("ADV", "AUX"):
        last -= 1
    last = _skip_apposition(view, last)
    first, head = last, -1
    while first >= 0 and _may_stand_in_phrase(view, first, language):
        if head < 0 and (view.is_nominal(first) or view.tokens[first].text[:1].isupper()):
            head = first
        first -= 1
    if head < 0 and first + 1 < last and view.tokens[last].pos == "ADJ" and view.tokens[last - 1].pos == "DET":
        # "the post read": a noun that the parser took for an adjective
        head = last
    if head < 0:
        return None
    first += 1
    while first < head and view.tokens[first].pos in ("ADP", "CCONJ", "ADV", "SCONJ"):
        first += 1
    return Subject(first, last, head)


def _skip_apposition(view: View, last: int) -> int:
    """In "Mav Tellory, a clerk for the board, said" the name stands before the two commas."""
    if last < 2 or view.low[last] != ",":
        return last
    for at in range(last - 1, max(0, last - 25), -1):
        if view.is_quote(at) or (view.is_verbal(at) and view.tokens[at].tag in ("VBD", "VBZ", "VBP", "MD")):
            return last
        if view.low[at] == ",":
            is_name = view.tokens[at - 1].pos in ("PROPN", "NOUN", "NUM")
            opens = view.tokens[at + 1]
            if is_name and (opens.pos in ("DET", "NOUN", "ADJ", "PROPN", "NUM") or opens.tag == "VBN"):
                return at - 1
    return last


def look_right(view: View, cue: tuple[int, int], language: LanguagePack) -> Subject | None:
    """Surface: an inverted subject; it must be a noun phrase that runs up to a mark."""
    at = cue[1] + 1
    if (
        at >= len(view)
        or view.tokens[at].pos == "ADP"
        or not (cue[0] > 0 and (view.is_quote(cue[0] - 1) or view.is_punct(cue[0] - 1)))
    ):
        return None
    last = at
    while last < len(view) and _may_stand_in_phrase(view, last, language):
        last += 1
    heads = [i for i in range(at, last) if view.is_nominal(i)]
    if not heads or (last < len(view) and not view.is_punct(last)):
        return None
    head = next((h for h in heads if view.dep(h) in ("nsubj", "obj", "appos", "flat", "root", "obl")), heads[0])
    return Subject(at, last - 1, head)


def _may_stand_in_phrase(view: View, i: int, language: LanguagePack) -> bool:
    if view.is_quote(i) or view.is_punct(i):
        return view.low[i] in ("'s", "-", ".", "(", ")") and 0 < i < view.content_end()
    token = view.tokens[i]
    if view.is_parsed or token.pos:
        is_bare_link = token.pos == "ADP" and view.low[i] in ("of", "in", "for", "to", "at", "by")
        return token.pos in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART") or is_bare_link
    return view.low[i] not in language.group("auxiliaries")
