"""Mentions made from a phrase: side and noun name an actor of the pack, or the text's own actor."""

from __future__ import annotations

from toldby.analysis.acting.names import NameHit
from toldby.analysis.acting.phrases import Phrase, Stretch
from toldby.analysis.acting.sides import Choice, choose_actor
from toldby.analysis.wordscan import slug
from toldby.domain.actors import Actor, ActorMention
from toldby.domain.lexicon import LanguagePack, Lexicon

_PEOPLE_OF = frozenset({"forces", "group", "service", "person"})


def mention_phrase(stretch: Stretch, phrase: Phrase, lexicon: Lexicon) -> ActorMention:
    """The actor a phrase means, or a nominal mention left open.

    "soldiers of the Teskorian army" is that army; "two surveyors" is nobody by name.
    """
    owner = _resolve_owner(phrase, lexicon)
    words = _words(stretch, phrase)
    if owner is not None:
        return _owned(stretch, phrase, owner, words, lexicon)
    if phrase.unknown_owner is not None:
        return _build(
            stretch, phrase, f"text:{slug(words)}", words, None, "name", "actor.text: named by the text alone"
        )
    return _build(stretch, phrase, None, words, None, "nominal", "actor.nominal: no name in the phrase")


def _resolve_owner(phrase: Phrase, lexicon: Lexicon) -> Actor | None:
    """The one actor named in the phrase; several of one side stand for that side's state."""
    named = [a for hit in phrase.owners for a in _actors_of(hit, lexicon)]
    ids = {a.id for a in named}
    if len(ids) == 1:
        return named[0]
    sides = {a.side for a in named}
    if len(sides) != 1:
        return None
    return min(named, key=lambda a: (a.kind == "state", a.id))


def _actors_of(hit: NameHit, lexicon: Lexicon) -> list[Actor]:
    return [lexicon.actor_by_id[ref.id] for ref in hit.of_kind("actor")]


def _owned(stretch: Stretch, phrase: Phrase, owner: Actor, words: str, lexicon: Lexicon) -> ActorMention:
    kind = kind_of(phrase, stretch.language)
    if owner.kind != "state" and (kind in _PEOPLE_OF or kind == owner.kind):
        return _build(stretch, phrase, owner.id, owner.name, owner.side, "alias", f"actor.people-of: {owner.id}")
    if owner.side is None:
        return _build(stretch, phrase, owner.id, owner.name, None, "nominal", f"actor.people-of: {owner.id}")
    choice = choose_actor(owner.side, kind, words, lexicon)
    return _from_choice(stretch, phrase, choice, owner, words)


def _from_choice(stretch: Stretch, phrase: Phrase, choice: Choice, owner: Actor, words: str) -> ActorMention:
    actor = choice.actor
    if actor is None:
        return _build(stretch, phrase, f"text:{slug(words)}", words, owner.side, "nominal", choice.reason)
    return _build(stretch, phrase, actor.id, actor.name, actor.side, "nominal", choice.reason)


def _build(
    stretch: Stretch, phrase: Phrase, actor_id: str | None, name: str, side: str | None, form: str, reason: str
) -> ActorMention:
    start, end = stretch.words[phrase.first].start, stretch.words[phrase.after - 1].end
    language = stretch.language
    return ActorMention(
        start, end, stretch.text[start:end], actor_id, name, side, form, kind_of(phrase, language),
        language.mapping("noun_classes").get(phrase.head), is_plural(phrase.head, language), reason,
    )  # fmt: skip


def kind_of(phrase: Phrase, language: LanguagePack) -> str | None:
    """The kind of actor the head noun stands for."""
    return language.mapping("actor_kinds").get(phrase.head)


def is_plural(head: str, language: LanguagePack) -> bool | None:
    """Plural by the listed forms; None for collective nouns, which do not tell."""
    if head in language.group("collective_nouns"):
        return None
    return head in language.group("plural_nouns")


def _words(stretch: Stretch, phrase: Phrase) -> str:
    return stretch.text[stretch.words[phrase.first].start : stretch.words[phrase.after - 1].end]
