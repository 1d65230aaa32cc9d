"""Words used like words of speaking: what a language pack may lack is found by how the text uses it.

A verb is speech-like where a clause, a quotation or a colon follows it, or a quotation stands before it, and
somebody is its subject; a noun where "that" and a clause, or a quotation, follows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack

_CLAUSES = ("ccomp", "acl", "ccomp:relcl")
_SUBJECTS = ("nsubj", "nsubj:outer")


@dataclass(frozen=True, slots=True)
class Speechlike:
    """One such use: lemma, `verb` or `noun`, what makes it so (`that`, `quote`, `colon`, `clause`), and the token."""

    lemma: str
    pos: str
    sign: str
    token: int


def find_speechlike(view: View, language: LanguagePack) -> Iterator[Speechlike]:
    """The speech-like words of a parsed sentence, known to the pack or not."""
    if not view.is_parsed:
        return
    for i, token in enumerate(view.tokens):
        if view.is_quote(i) or not token.text[:1].isalpha() or view.low[i] in language.group("auxiliaries"):
            continue
        sign = ""
        if token.pos == "VERB":
            sign = _judge_verb(view, i)
        elif token.pos == "NOUN":
            sign = _judge_noun(view, i)
        if sign:
            yield Speechlike(token.lemma.lower() or view.low[i], "verb" if token.pos == "VERB" else "noun", sign, i)


def _judge_verb(view: View, i: int) -> str:
    if view.find_child(i, *_SUBJECTS) is None:
        return ""
    clauses = [c for c in view.children[i] if view.dep(c) in _CLAUSES and c > i]
    if any(view.low[view.left(c)] == "that" for c in clauses):
        return "that"
    near = (i + 1, i + 2)
    if any(k < len(view) and view.is_quote(k) and not any(view.is_verbal(m) for m in range(i + 1, k)) for k in near):
        return "quote"
    if i + 1 < len(view) and view.low[i + 1] == ":":
        return "colon"
    if _stands_behind_quote(view, i):
        return "quote"
    is_told = any(view.dep(c) == "ccomp" and view.find_child(c, *_SUBJECTS) is not None for c in clauses)
    return "clause" if is_told else ""


def _stands_behind_quote(view: View, i: int) -> bool:
    """As in `"...," the mayor croaked` and `"...," croaked the mayor`."""
    at = i - 1
    while at >= 0 and i - at < 8 and not view.is_quote(at):
        if view.is_verbal(at) or view.low[at] in (";", ":"):
            return False
        at -= 1
    return at >= 0 and view.is_quote(at)


def _judge_noun(view: View, i: int) -> str:
    if i + 2 < len(view) and view.low[i + 1] == "that":
        is_clause = any(view.dep(c) in _CLAUSES and view.low[view.left(c)] == "that" for c in view.children[i])
        return "that" if is_clause and not view.is_verbal(i + 2) else ""
    follows = i + 1 < len(view) and view.is_quote(i + 1)
    return "quote" if follows and view.find_child(i, "nmod:poss") is not None else ""
