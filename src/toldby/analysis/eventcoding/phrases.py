"""Noun phrases around a trigger turned into parties, places or plain objects."""

from __future__ import annotations

from collections.abc import Iterable

from toldby.analysis.eventcoding.scene import Scene
from toldby.analysis.speaking import find_dateline
from toldby.analysis.wordscan import slug
from toldby.domain.actors import ActorMention
from toldby.domain.propositions import Party
from toldby.domain.text import Span

_CORE = ("amod", "compound", "nmod", "nummod", "det", "flat", "fixed", "case", "nmod:poss", "goeswith")
_OUTSIDE = ("acl", "acl:relcl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "dep")


def party_of(scene: Scene, head: int) -> Party | None:
    """The party a noun stands for; None for things and places."""
    if scene.is_time(head) or scene.is_aside(head) or _is_in_dateline(scene, head):
        return None
    mention = scene.actor_at(head)
    if mention is not None and mention.kind != "outlet":
        return party_from(mention, scene, head)
    token = scene.tokens[head]
    if scene.place_at(head) is not None and mention is None:
        return None
    if token.pos == "PRON" and scene.is_in(head, "resolvable_pronouns"):
        return Party(None, token.text, None, token.text)
    if scene.is_parsed and (token.pos == "PROPN" or (token.pos == "ADJ" and token.text[:1].isupper())):
        words = read_phrase(scene, head)
        return Party(f"text:{slug(words)}", words, None, words)
    return None


def _is_in_dateline(scene: Scene, head: int) -> bool:
    """The place of writing before a report does nothing and suffers nothing."""
    end = find_dateline(scene.text, scene.sentence.start, scene.sentence.end)
    return end is not None and scene.tokens[head].start < end


def find_counted(scene: Scene, head: int) -> int:
    """As in "one of its soldiers", "dozens of residents": the people, not the number, suffer and act."""
    if not scene.is_parsed or not scene.is_in(head, "partitive_heads"):
        return head
    for child in scene.tree.children[head]:
        case = (scene.low(c) for c in scene.tree.children[child] if scene.tokens[c].dep == "case")
        if scene.tokens[child].dep.startswith("nmod") and next(case, "") == "of":
            return child
    return head


def party_from(mention: ActorMention, scene: Scene, head: int) -> Party:
    """The party of an actor mention, in the text's own words."""
    words = mention.text
    possessor = _possessor(scene, head, mention)
    if mention.actor_id is None and possessor is not None:
        words = possessor + " " + mention.text
    return Party(mention.actor_id, mention.name, mention.side, words)


def _possessor(scene: Scene, head: int, mention: ActorMention) -> str | None:
    """As in "our", "its", "their" before a nominal mention: kept in the words so that it can be resolved."""
    first = min(scene.tokens_in(mention.start, mention.end), default=head)
    own = scene.lexicon.language.group("own_possessives") | scene.lexicon.language.group("self_words")
    for index in range(max(0, first - 3), first):
        if scene.low(index) in own and (not scene.is_parsed or scene.tokens[index].dep.startswith("nmod:poss")):
            return scene.tokens[index].text
    return None


def read_phrase(scene: Scene, head: int) -> str:
    """The noun with its close modifiers as the text has it, without article or clauses."""
    span = phrase_span(scene, head)
    return scene.text[span.start : span.end]


def phrase_span(scene: Scene, head: int) -> Span:
    """From the first to the last close modifier of the noun."""
    kept = {head}
    queue = [head]
    while queue:
        for child in scene.tree.children[queue.pop()]:
            dep = scene.tokens[child].dep
            if dep in _OUTSIDE or (dep == "det" and child < head) or (dep == "case" and child < head):
                continue
            if (
                dep.split(":")[0] in ("amod", "compound", "flat", "fixed", "nummod", "goeswith")
                or dep == "nmod:poss"
                or dep == "case"
            ):
                kept.add(child)
                queue.append(child)
    return Span(min(scene.tokens[i].start for i in kept), max(scene.tokens[i].end for i in kept))


def with_conjuncts(scene: Scene, head: int) -> tuple[int, ...]:
    """The noun and the nouns coordinated with it."""
    same = [
        c
        for c in scene.tree.children[head]
        if scene.tokens[c].dep == "conj" and scene.tokens[c].pos not in ("VERB", "AUX")
    ]
    return (head, *same)


def parties_of(scene: Scene, heads: Iterable[int]) -> tuple[Party, ...]:
    """The parties of several nouns with their conjuncts, in text order, each once."""
    found = (party_of(scene, find_counted(scene, i)) for head in heads for i in with_conjuncts(scene, head))
    return tuple(dict.fromkeys(p for p in found if p is not None))
