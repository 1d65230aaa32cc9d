"""Cues that are no act of speech here: future, conditional, negated, asked, commanded, adjectival."""

from __future__ import annotations

from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import CueEntry, LanguagePack

_STANCES_THAT_STAY = ("express", "commit", "confirm")


def find_unreality(view: View, verb: int, entry: CueEntry, language: LanguagePack) -> str | None:
    """Why the cue is unreal, as a short word; None when somebody really said it."""
    if not view.is_parsed:
        return None
    is_hidden = view.tokens[verb].tag.startswith("NN")
    if view.dep(verb) in ("amod", "compound", "nmod", "case", "fixed") and not is_hidden:
        return "adjective"
    if _is_command(view, verb):
        return "command"
    if any(view.low[c] in language.group("conditionals") for c in view.children[verb] if c < verb):
        return "conditional"
    if is_negated(view, verb, language):
        return "negated"
    if has_modal(view, verb, language):
        return "modal"
    if _is_infinitive(view, verb, language):
        return "infinitive"
    if _is_asked(view, verb):
        return "question"
    return None


def is_negated(view: View, verb: int, language: LanguagePack) -> bool:
    """A "not" or "never" hangs on the verb or its auxiliaries."""
    negators = language.group("negators")
    return any(view.low[c] in negators for c in view.children[verb] if c < verb)


def has_modal(view: View, verb: int, language: LanguagePack) -> bool:
    """A modal auxiliary hangs on the verb or on the verb that it is coordinated with."""
    unreal = language.group("unreal_auxiliaries")
    if any(view.low[c] in language.group("restricting_adverbs") for c in view.children[verb] if c < verb):
        # "would only say that ..." was said
        return False
    return any(
        view.low[c] in unreal and not is_month(view, c) for c in view.children[verb] if view.dep(c).startswith("aux")
    )


def is_month(view: View, i: int) -> bool:
    """As in "images taken on 3 May show": a capital and a day before it."""
    return i > 0 and view.tokens[i].text[:1].isupper() and view.low[i - 1].isdigit()


def _is_infinitive(view: View, verb: int, language: LanguagePack) -> bool:
    has_to = any(view.low[c] == "to" and view.dep(c) in ("mark", "aux") for c in view.children[verb] if c < verb)
    if not has_to:
        return False
    governor = view.head(verb)
    return view.low[governor] not in language.group("implicative_verbs")


def _is_command(view: View, verb: int) -> bool:
    if view.tokens[verb].tag != "VB" or not view.is_root(verb):
        return False
    if verb > 0 and (view.is_quote(verb - 1) or (verb > 1 and view.is_punct(verb - 1) and view.is_quote(verb - 2))):
        return False
    if view.find_child(verb, "nsubj", "nsubj:pass", "aux:pass") is not None:
        return False
    helpers = [view.low[c] for c in view.children[verb] if view.dep(c) == "aux"]
    # "do not believe them"
    return all(low == "do" for low in helpers)


def _is_asked(view: View, verb: int) -> bool:
    last = len(view) - 1
    while last > 0 and view.is_punct(last) and view.low[last] != "?":
        last -= 1
    if view.low[last] != "?":
        return False
    quoted = any(view.is_quote(i) for i in range(len(view)))
    return view.is_root(verb) and not quoted
