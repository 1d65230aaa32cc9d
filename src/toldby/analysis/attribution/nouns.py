"""Noun cues: "X's claim that ...", "reports of ...", "outrage from X", "issued a denial"."""

from __future__ import annotations

from toldby.analysis.attribution.bounds import bound_right, strip_right
from toldby.analysis.attribution.cues import CueHit, Cues
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.reality import find_unreality, is_negated
from toldby.analysis.attribution.subject import Subject, find_subject
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span

_OWNERS = ("nmod:poss",)
_LINKS = ("of", "that", "about", "over", "at", "regarding", "on", "against", "for", "concerning")
_ABOUT = ("on", "about", "over", "regarding", "concerning", "for", "at", "against")
_FROM = ("from", "by")


def read_noun(view: View, hit: CueHit, cues: Cues, language: LanguagePack) -> Draft | str:
    """The claim of a noun: its owner or the subject of a light verb speaks, its complement is said."""
    if not view.is_parsed:
        return "noun_reading"
    if view.dep(hit.head) in ("compound", "amod") or _is_title(view, hit, language):
        return "document_title" if _is_title(view, hit, language) else "noun_reading"
    light = _find_light_verb(view, hit, language)
    if light is None and _is_unreal_object(view, hit, language):
        return "unreal_cue"
    owner = _find_owner(view, hit)
    source: Subject | None = None
    cue = (hit.first, hit.last)
    if light is not None:
        if find_unreality(view, light, hit.entry, language) is not None:
            return "unreal_cue"
        source = find_subject(view, light, (light, light), language)
        cue = (_verb_group_start(view, light), hit.last)
    if source is None and owner is not None:
        first, last = view.noun_phrase(owner)
        while last > owner and view.low[last] in ("'s", "'"):
            last -= 1
        source = Subject(first, last, owner)
    return _finish(view, hit, cue, source, cues, language, has_light=light is not None)


def _is_unreal_object(view: View, hit: CueHit, language: LanguagePack) -> bool:
    """As in "could not confirm reports of deaths": what was not confirmed is nobody's word here."""
    verb = view.head(hit.head)
    is_object = view.dep(hit.head) == "obj" and verb < hit.first and view.is_verbal(verb)
    return is_object and _find_owner(view, hit) is None and is_negated(view, verb, language)


def _finish(
    view: View, hit: CueHit, cue: tuple[int, int], source: Subject | None, cues: Cues,
    language: LanguagePack, *, has_light: bool,
) -> Draft | str:  # fmt: skip
    first = _complement_start(view, hit, language.group("time_words"))
    given = _find_giver(view, hit, language)
    if source is None and given is not None:
        a, b = view.noun_phrase(given)
        source = Subject(a, b, given)
        if first is not None and first <= given:
            first = _complement_after(view, hit, b)
    if source is not None and view.low[source.head] in language.group("no_speakers"):
        source = None
    if first is None and not _stands_alone(source, hit, has_light=has_light, is_given=given is not None):
        return "noun_reading"
    if source is None and given is None and first is not None and view.low[first] in _ABOUT:
        # "the planned report on the incident": what it says stays open
        return "noun_reading"
    if source is None and not hit.entry.implicit:
        return "no_speaker_possible"
    content: tuple[Span, ...] = ()
    if first is not None:
        stretch = _bound(view, hit, first, cues, language)
        content = (view.span(stretch[0], stretch[1]),)
    return Draft(
        sentence=view.sentence.index,
        source=() if source is None else (view.span(source.first, source.last),),
        cue=(view.span(*cue),),
        content=content,
        frame="noun",
        stance=hit.entry.stance,
        commitment=hit.entry.commitment,
        rule="cue.light" if has_light else "cue.noun",
        why=view.low[hit.head],
        entry=hit.entry,
        is_inherited=source is not None and source.is_inherited,
    )


def _stands_alone(source: Subject | None, hit: CueHit, *, has_light: bool, is_given: bool) -> bool:
    """A noun without complement is a claim only when somebody gives vent to it."""
    return source is not None and hit.entry.stance == "express" and (has_light or is_given)


def _is_title(view: View, hit: CueHit, language: LanguagePack) -> bool:
    """A treaty or a signed paper is called "statement" or "declaration" too."""
    first = max(0, hit.first - 4)
    window = " ".join(view.low[first : hit.last + 4])
    return any(f" {mark} " in f" {window} " for mark in language.group("document_marks"))


def _find_light_verb(view: View, hit: CueHit, language: LanguagePack) -> int | None:
    head = view.head(hit.head)
    if (
        view.dep(hit.head) in ("obj", "nsubj:pass")
        and view.low[head] in language.group("light_verbs")
        and head != hit.head
    ):
        return head if head < hit.first else None
    return None


def _verb_group_start(view: View, verb: int) -> int:
    first = verb
    while first > 0 and view.dep(first - 1) in ("aux", "aux:pass", "advmod") and view.head(first - 1) == verb:
        first -= 1
    return first


def _find_owner(view: View, hit: CueHit) -> int | None:
    return view.find_child(hit.head, *_OWNERS)


def _find_giver(view: View, hit: CueHit, language: LanguagePack) -> int | None:
    """The noun after "from" or "by", or after "of" when it is a body: the appeals of the council."""
    for child in view.children[hit.head]:
        if view.dep(child) in ("nmod", "obl", "obl:agent") and child > hit.last and view.left(child) == hit.last + 1:
            if view.case_of(child) in _FROM:
                return child
            if view.case_of(child) == "of" and view.low[child] in language.group("side_words") | language.group(
                "role_nouns"
            ):
                return child
    return None


def _complement_start(view: View, hit: CueHit, times: frozenset[str]) -> int | None:
    at = hit.last + 1
    if at > view.content_end():
        return None
    if at < view.content_end() and view.low[at] == "on" and view.low[at + 1] in times:
        return None
    if view.low[at] in _LINKS and (view.tokens[at].pos in ("ADP", "SCONJ", "VERB") or view.low[at] == "that"):
        return at
    if view.low[at] == "to" and view.tokens[at].tag == "TO":
        return at
    if view.is_quote(at):
        return at
    if view.low[at] in (":", ",") and at + 1 <= view.content_end() and view.is_quote(at + 1):
        return at + 1
    clause = next(
        (
            c
            for c in view.children[hit.head]
            if c > hit.last and view.dep(c) in ("acl", "ccomp") and view.low[view.left(c)] in ("that", "to")
        ),
        None,
    )
    return None if clause is None else view.left(clause)


def _complement_after(view: View, hit: CueHit, last: int) -> int | None:
    """The complement behind the giver; "and discussions in this regard" counts up to its phrase."""
    for at in range(last + 1, min(view.content_end(), last + 4)):
        if view.low[at] in _LINKS or (view.low[at] == "in" and view.low[at + 1] in ("this", "that")):
            return at
        if view.tokens[at].pos not in ("CCONJ", "NOUN", "ADJ"):
            return None
    return None


def _bound(view: View, hit: CueHit, first: int, cues: Cues, language: LanguagePack) -> tuple[int, int]:
    """The complement within the subtree of the noun."""
    if view.is_quote(first):
        return first, first
    stretch = bound_right(view, hit.head, first, cues, language)
    edge = max(view.right(hit.head), first)
    last = min(stretch.last, edge) if edge > first else stretch.last
    return first, strip_right(view, first, last)
