"""The words of a cue: verb, auxiliaries, adverbs, particle, and the occasion ("in a statement")."""

from __future__ import annotations

from toldby.analysis.attribution.cues import CueHit
from toldby.analysis.attribution.reality import is_month
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_BEFORE = ("aux", "aux:pass", "advmod", "cop", "discourse")
_OCCASION_REACH = 6
_OCCASION_PREPOSITIONS = ("in", "on", "via", "through", "during", "at", "by")


def extend_cue(view: View, hit: CueHit, language: LanguagePack) -> tuple[int, int]:
    """First and last token of the cue with its auxiliaries, adverbs, particle and occasion."""
    first, last = hit.first, hit.last
    while first > 0 and _belongs_before(view, first - 1, hit.head, language):
        first -= 1
    while last + 1 < len(view) and view.dep(last + 1) == "compound:prt" and view.head(last + 1) == hit.head:
        last += 1
    return first, _reach_occasion(view, last, language)


def _belongs_before(view: View, i: int, head: int, language: LanguagePack) -> bool:
    if view.is_quote(i) or view.is_punct(i):
        return False
    low = view.low[i]
    if low in language.group("negators"):
        return True
    if view.tokens[i].tag.startswith("NN") or is_month(view, i):
        # a name that the parser took for an adverb
        return False
    if view.dep(i) in _BEFORE and view.head(i) == head and low not in language.group("hearsay_adverbs"):
        return view.tokens[i].pos != "ADV" or not low.endswith("where")
    return view.tokens[i].pos in ("AUX",) and view.head(i) == head


def _reach_occasion(view: View, last: int, language: LanguagePack) -> int:
    """As in "said in a statement", "wrote on Facebook": the occasion belongs to the cue."""
    occasions = language.group("speech_occasions")
    if last + 1 >= len(view) or view.low[last + 1] not in _OCCASION_PREPOSITIONS:
        return last
    for i in range(last + 2, min(len(view), last + 2 + _OCCASION_REACH)):
        if view.is_punct(i) or view.is_quote(i) or view.is_verbal(i):
            break
        if view.low[i] in occasions:
            return i
    return last


def is_passive(view: View, verb: int, language: LanguagePack) -> bool:
    """The verb is a passive: a passive auxiliary or subject, or a bare participle after its noun."""
    deps = {view.dep(c) for c in view.children[verb]}
    token = view.tokens[verb]
    if "aux:pass" in deps:
        return True
    if deps & {"nsubj:pass", "csubj:pass"} and "ccomp" not in deps:
        # without "was" only a participle can be one, and nobody is "shouted" beside a quotation
        return token.tag == "VBN" and not any(view.is_quote(c) for c in view.children[verb])
    has_aux = any(view.dep(c) == "aux" for c in view.children[verb])
    bare = token.tag == "VBN" and not has_aux and "nsubj" not in deps
    if bare and view.dep(verb) == "acl" and is_only_verb(view, verb):
        return False
    return (
        bare
        and "ccomp" not in deps
        and (view.dep(verb) == "acl" or (view.dep(verb) == "advcl" and find_agent(view, verb, language) is not None))
    )


def is_only_verb(view: View, verb: int) -> bool:
    """A participle right behind the sentence's root noun, with no finite verb beside it, is the verb itself."""
    head = view.head(verb)
    if not view.is_root(head) or find_first_left(view, verb) - head > 1:
        return False
    joined = [i for i in range(len(view)) if view.dep(i) == "conj" and view.head(i) in (head, verb) and i > verb]
    first_joined = min((view.left(i) for i in joined), default=len(view))
    outside = (i for i in range(first_joined) if not view.left(verb) <= i <= view.right(verb))
    return not any(view.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in outside)


def find_first_left(view: View, verb: int) -> int:
    """The first adverb or auxiliary right before the verb, else the verb."""
    first = verb
    while first > 0 and view.tokens[first - 1].pos in ("ADV", "AUX"):
        first -= 1
    return first


def find_agent(view: View, verb: int, language: LanguagePack) -> int | None:
    """The noun after "by"; a medium ("by phone") does nothing."""
    for child in view.children[verb]:
        if view.low[child] in language.group("speech_occasions"):
            continue
        if view.dep(child) in ("obl:agent", "obl", "nmod") and child > verb and view.case_of(child) == "by":
            return child
    return None
