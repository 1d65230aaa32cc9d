"""Small repairs of a parse by what is known of names and of trailing "..., the council said"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toldby.analysis.eventcoding.mending import (
    activate_verbs,
    free_verbs,
    hang_phrases,
    list_nouns,
    open_clauses,
    raise_clauses,
    release_subjects,
    restore_nouns,
    seat_times,
)
from toldby.domain.lexicon import LanguagePack
from toldby.domain.syntax import Token
from toldby.domain.text import Span

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")


_ENDS = (".", "!", "?")
_THINGS = ("counted_things", "means_words", "place_nouns")


def repair_tokens(
    tokens: Sequence[Token], names: Iterable[Span], times: Iterable[Span], language: LanguagePack
) -> tuple[Token, ...]:
    """The tokens with every name in one piece and with detail clauses hung on the act before them."""
    fixed, times = list(tokens), tuple(times)
    free_verbs(fixed)
    raise_clauses(fixed)
    restore_nouns(fixed, lambda word: any(word in language.mapping(m) for m in _THINGS))
    seat_times(fixed, times)
    release_subjects(fixed, times)
    open_clauses(fixed, language.group("time_openers"))
    list_nouns(fixed)
    hang_phrases(fixed)
    activate_verbs(fixed, bool(fixed) and fixed[-1].text in _ENDS)
    for name in names:
        _join_name(fixed, [i for i, t in enumerate(fixed) if name.start <= t.start and t.end <= name.end])
    for time in times:
        _unseat_time(fixed, time)
    _free_subjects(fixed)
    _hang_details(fixed)
    return tuple(fixed)


def _join_name(tokens: list[Token], inside: list[int]) -> None:
    """As in "Kelvoth ridge" read as noun and verb: the second word becomes part of the name."""
    tops = [i for i in inside if tokens[i].head not in inside or tokens[i].head == i]
    if len(tops) == 1 and tokens[tops[0]].pos in ("VERB", "AUX") and tokens[tops[0]].head != tops[0]:
        _make_noun(tokens, tops[0], inside)
        return
    if len(inside) < 2 or len(tops) < 2:
        return
    kept = next((i for i in tops if tokens[i].pos not in ("VERB", "AUX")), tops[0])
    for demoted in (i for i in tops if i != kept):
        if tokens[demoted].head == demoted:
            return
        _demote(tokens, demoted, kept, inside)


def _make_noun(tokens: list[Token], top: int, inside: list[int]) -> None:
    """As in "captured Kelvoth ridge" read as a clause of its own: the name is the object of the verb before it."""
    above = tokens[top].head
    for child, token in enumerate(tokens):
        if token.head == top and child != top:
            tokens[child] = replace(token, dep="compound") if child in inside else replace(token, head=above)
    dep = "obj" if tokens[top].dep in ("xcomp", "ccomp") else tokens[top].dep
    tokens[top] = replace(tokens[top], pos="PROPN", dep=dep)


def _demote(tokens: list[Token], demoted: int, kept: int, inside: list[int]) -> None:
    above = tokens[demoted].head
    for child, token in enumerate(tokens):
        if token.head == demoted and child not in inside and child != demoted:
            dep = "obj" if token.dep in _SUBJECTS and child > above else token.dep
            tokens[child] = replace(token, head=above, dep=dep)
    if tokens[kept].head == demoted:
        tokens[kept] = replace(tokens[kept], head=above)
    tokens[demoted] = replace(tokens[demoted], head=kept, dep="flat", pos="PROPN")


def _unseat_time(tokens: list[Token], time: Span) -> None:
    """As in "Halvena today broke ...": the day is no subject, the name before it is."""
    for index, token in enumerate(tokens):
        if not (time.start <= token.start and token.end <= time.end):
            continue
        if token.pos == "AUX":
            tokens[index] = token = replace(token, pos="PROPN", dep="obl" if token.dep == "aux" else token.dep)
        if token.dep not in _SUBJECTS:
            continue
        tokens[index] = replace(token, dep="obl")
        before = index - 1
        if before >= 0 and tokens[before].head == token.head and tokens[before].text[:1].isupper():
            tokens[before] = replace(tokens[before], dep=token.dep, pos="PROPN")


def _free_subjects(tokens: list[Token]) -> None:
    """As in "stopped after saboteurs closed the valve": read as "after saboteurs", the noun is the subject."""
    for verb, token in enumerate(tokens):
        noun = verb - 1
        if token.dep != "conj" or token.pos != "VERB" or "VerbForm=Fin" not in token.morph or noun < 0:
            continue
        linked = any(t.head == verb and t.dep in ("cc", *_SUBJECTS) for t in tokens)
        case = next((i for i, t in enumerate(tokens) if t.head == noun and t.dep == "case"), None)
        if linked or case is None or not tokens[noun].dep.startswith(("obl", "nmod")) or tokens[noun].head == verb:
            continue
        tokens[noun] = replace(tokens[noun], head=verb, dep="nsubj")
        tokens[verb] = replace(token, dep="advcl")
        tokens[case] = replace(tokens[case], head=verb, dep="mark")


def _hang_details(tokens: list[Token]) -> None:
    """As in "when shells hit Pelluk, a doctor said": the detail hangs on the act, not on the verb of saying."""
    for index, token in enumerate(tokens):
        verb = token.head
        if token.dep.split(":")[0] not in ("advcl",) or verb <= index:
            continue
        if not _has_subject_after(tokens, verb, index):
            continue
        act = _act_before(tokens, index, verb)
        if act is not None and not _is_below(tokens, act, index):
            tokens[index] = replace(token, head=act)


def _has_subject_after(tokens: list[Token], verb: int, index: int) -> bool:
    return any(t.head == verb and t.dep in _SUBJECTS and i > index for i, t in enumerate(tokens))


def _act_before(tokens: list[Token], index: int, verb: int) -> int | None:
    """The last verb before the detail that heads a clause of its own."""
    for at in range(index - 1, -1, -1):
        token = tokens[at]
        heads_clause = token.dep.split(":")[0] in ("ccomp", "root", "parataxis") or token.head == at
        if token.pos in ("VERB", "AUX") and heads_clause and at != verb:
            return at
    return None


def _is_below(tokens: list[Token], index: int, above: int) -> bool:
    at = index
    for _ in range(len(tokens)):
        if at == above:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return True
