"""Repairs of a parse by grammar alone: a verb with a subject of its own is no modifier, and the like."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from toldby.domain.syntax import Token
from toldby.domain.text import Span

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_FINITE = ("VBD", "VBZ", "VBP")
_PARTICIPLES = ("VBN", "VBD")
_CLAUSES = ("advcl", "acl", "ccomp", "xcomp", "conj", "parataxis")
_HANGING = ("nmod", "obl", "compound", "amod", "flat", "appos", "nummod")


def free_verbs(tokens: list[Token]) -> None:
    """As in "Halvena accused Teskoria" read as a noun with a modifier: the verb heads, the name is its object."""
    for verb, token in enumerate(tokens):
        noun = token.head
        is_modifier = token.pos == "VERB" and token.tag in _FINITE and token.dep in ("amod", "compound")
        if not is_modifier or noun <= verb or not any(t.head == verb and t.dep in _SUBJECTS for t in tokens):
            continue
        is_top = tokens[noun].head == noun
        tokens[verb] = replace(token, head=verb if is_top else tokens[noun].head, dep=tokens[noun].dep)
        for child, other in enumerate(tokens):
            if other.head == noun and child > noun and other.dep.split(":")[0] in ("acl", "punct", "advcl", "obl"):
                tokens[child] = replace(other, head=verb, dep="advcl" if other.dep == "acl" else other.dep)
        tokens[noun] = replace(tokens[noun], head=verb, dep="obj")


def raise_clauses(tokens: list[Token]) -> None:
    """As in "Commandos crossed the border, officials said" with "crossed" read as a participle on the subject.

    A participle without "was" that has an object of its own is the active verb of what is said.
    """
    for verb, token in enumerate(tokens):
        noun = token.head
        if token.dep != "acl" or token.tag != "VBN" or noun >= verb or not tokens[noun].dep.startswith("nsubj"):
            continue
        saying = tokens[noun].head
        has_object = any(t.head == verb and t.dep == "obj" for t in tokens)
        speaker = any(t.head == saying and t.dep == "nsubj" and i > verb for i, t in enumerate(tokens))
        if not has_object or not speaker or any(t.head == verb and t.dep.startswith("aux") for t in tokens):
            continue
        tokens[verb] = replace(token, head=saying, dep="ccomp", tag="VBD", morph="Tense=Past|VerbForm=Fin")
        tokens[noun] = replace(tokens[noun], head=verb, dep="nsubj")
        for child, other in enumerate(tokens):
            if other.head == noun and child > verb:
                dep = other.dep.replace("nmod", "obl")
                tokens[child] = replace(other, head=verb, dep=dep)


def restore_nouns(tokens: list[Token], is_noun: Callable[[str], bool]) -> None:
    """As in "a reconnaissance drone" read as noun and participle: the last word is the head of the phrase."""
    for index, token in enumerate(tokens):
        above = token.head
        is_misread = token.pos == "VERB" and token.tag in _PARTICIPLES and token.dep == "acl" and above == index - 1
        if not is_misread or token.text.lower().endswith("ed") or not is_noun(token.text.lower()):
            continue
        outer = tokens[above]
        tokens[index] = replace(token, pos="NOUN", tag="NN", head=outer.head, dep=outer.dep, morph="")
        tokens[above] = replace(outer, head=index, dep="compound")
        for child, other in enumerate(tokens):
            if other.head == above and child not in (above, index):
                tokens[child] = replace(other, head=index)
            elif other.head == index and other.dep == "obl":
                tokens[child] = replace(other, head=outer.head)


def seat_times(tokens: list[Token], times: Iterable[Span]) -> None:
    """As in "before dawn on Friday" with "dawn" read as a verb: a time heads no clause."""
    for time in times:
        inside = [i for i, t in enumerate(tokens) if time.start <= t.start and t.end <= time.end]
        for index in inside:
            token = tokens[index]
            if token.pos == "VERB" and token.dep in _CLAUSES and token.head not in inside:
                tokens[index] = replace(token, pos="NOUN", tag="NN", dep="obl", morph="")


def release_subjects(tokens: list[Token], times: Iterable[Span]) -> None:
    """As in "On Tuesday evening troops withdrew" read as one phrase: what follows the time is the subject."""
    for time in times:
        inside = [i for i, t in enumerate(tokens) if time.start <= t.start and t.end <= time.end]
        noun = _noun_over(tokens, inside)
        if noun is not None:
            _seat_subject(tokens, inside, noun)


def _noun_over(tokens: list[Token], inside: list[int]) -> int | None:
    """The noun behind a time that the parse hangs on it, before a verb without subject."""
    if not inside:
        return None
    noun = tokens[inside[-1]].head
    if noun in inside or noun <= inside[-1] or tokens[noun].pos not in ("NOUN", "PROPN"):
        return None
    verb = tokens[noun].head
    is_oblique = tokens[noun].dep.startswith("obl") and verb > noun and tokens[verb].pos == "VERB"
    has_subject = any(t.head == verb and t.dep in _SUBJECTS for t in tokens)
    return noun if is_oblique and not has_subject else None


def _seat_subject(tokens: list[Token], inside: list[int], noun: int) -> None:
    top, verb = inside[-1], tokens[noun].head
    for child, token in enumerate(tokens):
        if (token.head == noun and child < inside[0] and token.dep == "case") or (
            token.head == noun and child in inside and child != top
        ):
            tokens[child] = replace(token, head=top)
    tokens[top] = replace(tokens[top], head=verb, dep="obl")
    tokens[noun] = replace(tokens[noun], dep="nsubj")


def list_nouns(tokens: list[Token]) -> None:
    """As in "set up tents and a post" with the post hung on an earlier verb: nouns joined by "and" stand together."""
    for noun, token in enumerate(tokens):
        if token.dep != "conj" or token.pos != "NOUN" or tokens[token.head].pos != "VERB":
            continue
        joined = next((i for i, t in enumerate(tokens) if t.head == noun and t.dep == "cc"), None)
        if not joined:
            continue
        before = tokens[joined - 1]
        if before.pos == "NOUN" and before.dep in ("obj", "obl", "nsubj", "nsubj:pass"):
            tokens[noun] = replace(token, head=joined - 1)


def hang_phrases(tokens: list[Token]) -> None:
    """As in "from posts on the Sorrel heights" with "heights" read as a clause: it has a preposition."""
    for noun, token in enumerate(tokens):
        if token.pos not in ("NOUN", "PROPN") or token.dep not in ("parataxis", "conj") or token.head > noun:
            continue
        own = {t.dep.split(":")[0] for t in tokens if t.head == noun}
        inner = [i for i, t in enumerate(tokens) if t.head == noun and t.dep == "compound" and i < noun]
        own |= {"case" for t in tokens if t.head in inner and t.dep == "case"}
        if "case" in own and not own & {"cc", "nsubj", "cop", "aux", "mark"}:
            is_verb = tokens[token.head].pos in ("VERB", "AUX")
            tokens[noun] = replace(token, dep="obl" if is_verb else "nmod")


def activate_verbs(tokens: list[Token], is_sentence: bool) -> None:
    """As in "A boat fired on two vessels.": the verb of a full clause is finite, no passive without "was"."""
    for verb, token in enumerate(tokens):
        if token.tag not in _PARTICIPLES:
            continue
        subject = next((i for i, t in enumerate(tokens) if t.head == verb and t.dep == "nsubj:pass"), None)
        if subject is None or subject > verb:
            continue
        has_auxiliary = any(t.head == verb and t.dep.startswith("aux") for t in tokens)
        has_object = any(t.head == verb and t.dep == "obj" for t in tokens)
        if not has_auxiliary and (has_object or (is_sentence and _heads_full_clause(tokens, verb))):
            tokens[subject] = replace(tokens[subject], dep="nsubj")
            tokens[verb] = replace(token, tag="VBD", morph="Tense=Past|VerbForm=Fin")


def _heads_full_clause(tokens: list[Token], verb: int) -> bool:
    base = tokens[verb].dep
    return tokens[verb].head == verb or base in ("root", "ccomp", "parataxis")


def open_clauses(tokens: list[Token], openers: frozenset[str]) -> None:
    """As in "treated 40 people after barrels of gas were dropped": what stands after "after" is the subject."""
    for verb, token in enumerate(tokens):
        if token.dep != "conj" or token.pos != "VERB" or _is_linked(tokens, verb):
            continue
        auxiliaries = [i for i, t in enumerate(tokens) if t.head == verb and t.dep.startswith("aux") and i < verb]
        noun = _climb_to_case(tokens, min([verb, *auxiliaries]) - 1, openers)
        if noun is None:
            continue
        case = next(i for i, t in enumerate(tokens) if t.head == noun and t.dep == "case")
        is_passive = any(tokens[i].dep == "aux:pass" for i in auxiliaries)
        tokens[noun] = replace(tokens[noun], head=verb, dep="nsubj:pass" if is_passive else "nsubj")
        tokens[verb] = replace(token, dep="advcl")
        tokens[case] = replace(tokens[case], head=verb, dep="mark")


def _is_linked(tokens: list[Token], verb: int) -> bool:
    return any(t.head == verb and t.dep in ("cc", *_SUBJECTS) for t in tokens)


def _climb_to_case(tokens: list[Token], start: int, openers: frozenset[str]) -> int | None:
    """The noun over the word that a preposition of time opens."""
    at = start
    for _ in range(len(tokens)):
        if at < 0 or tokens[at].dep.split(":")[0] not in _HANGING:
            return None
        cases = [t for t in tokens if t.head == at and t.dep == "case"]
        if any(c.text.lower() in openers for c in cases):
            return at
        if tokens[at].head >= start + 1 or tokens[at].head == at:
            return None
        at = tokens[at].head
    return None
