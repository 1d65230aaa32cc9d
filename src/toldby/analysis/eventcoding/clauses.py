"""Clauses of a parsed sentence: which words belong together, which clause hangs on which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toldby.domain.syntax import Token
from toldby.domain.text import Span

_OWN_CLAUSE = frozenset({"ccomp", "advcl", "acl", "csubj", "parataxis", "discourse"})
_VERBAL = frozenset({"VERB", "AUX"})
_FARTHEST = 200


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its head token, the clause it hangs on, the relation, and its own tokens."""

    head: int
    parent: int | None
    link: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClauseTree:
    """All clauses of a sentence; `owner[i]` is the clause of token i."""

    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    owner: tuple[int, ...]
    children: tuple[tuple[int, ...], ...]

    def span_of(self, clause: int) -> Span:
        """The stretch from the first to the last own word of the clause."""
        members = [self.tokens[i] for i in self.clauses[clause].members]
        return Span(min(t.start for t in members), max(t.end for t in members))

    def ancestors(self, clause: int) -> tuple[int, ...]:
        """Parent, grandparent and so on, nearest first."""
        found: list[int] = []
        at = self.clauses[clause].parent
        while at is not None and len(found) < _FARTHEST:
            found.append(at)
            at = self.clauses[at].parent
        return tuple(found)

    def subtree(self, token: int) -> tuple[int, ...]:
        """The token and all that hangs on it, in text order."""
        found, queue = {token}, [token]
        while queue:
            for child in self.children[queue.pop()]:
                if child not in found:
                    found.add(child)
                    queue.append(child)
        return tuple(sorted(found))


def is_relative(dep: str) -> bool:
    """A relative clause, on a noun or on a clause."""
    return dep.endswith(":relcl")


def build_clauses(tokens: Sequence[Token]) -> ClauseTree:
    """The clause tree of a parsed sentence; one clause when it has no verb."""
    fixed = tuple(tokens)
    heads = [i for i, token in enumerate(fixed) if _heads_clause(fixed, i)]
    owner = _assign(fixed, frozenset(heads))
    order = {head: n for n, head in enumerate(heads)}
    clauses = tuple(_make_clause(fixed, head, owner, order) for head in heads)
    numbered = tuple(order[h] for h in owner)
    return ClauseTree(fixed, clauses, numbered, _list_children(fixed))


def _heads_clause(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.head == index or token.dep == "root":
        return True
    base = token.dep.split(":")[0]
    if base in _OWN_CLAUSE or (base == "xcomp" and _tells_purpose(tokens, index)):
        return True
    return base == "conj" and token.pos in _VERBAL and tokens[token.head].pos in _VERBAL


def _tells_purpose(tokens: tuple[Token, ...], index: int) -> bool:
    """As in "took control of the ridge to stop ...": an infinitive after an object is a clause of its own."""
    verb = tokens[index].head
    marked = any(t.head == index and t.dep == "mark" for t in tokens[:index])
    return marked and any(t.head == verb and t.dep == "obj" and i < index for i, t in enumerate(tokens))


def _assign(tokens: tuple[Token, ...], heads: frozenset[int]) -> tuple[int, ...]:
    """For each token the clause head reached by climbing; a loop ends at the first head."""
    fallback = min(heads) if heads else 0
    owner = []
    for start in range(len(tokens)):
        at, steps = start, 0
        while at not in heads and steps <= len(tokens):
            at, steps = tokens[at].head, steps + 1
        owner.append(at if at in heads else fallback)
    return tuple(owner)


def _make_clause(tokens: tuple[Token, ...], head: int, owner: tuple[int, ...], order: dict[int, int]) -> Clause:
    above = tokens[head].head
    is_top = above == head or owner[above] == head
    parent = None if is_top else order[owner[above]]
    members = tuple(i for i, h in enumerate(owner) if h == head)
    return Clause(head, parent, tokens[head].dep, members)


def _list_children(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head != index and 0 <= token.head < len(tokens):
            children[token.head].append(index)
    return tuple(tuple(c) for c in children)
