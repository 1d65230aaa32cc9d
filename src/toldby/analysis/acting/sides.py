"""Which actor of a pack a side and a noun mean, where there is exactly one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toldby.analysis.wordscan import scan_words
from toldby.domain.actors import Actor
from toldby.domain.lexicon import LanguagePack, Lexicon


@dataclass(frozen=True, slots=True)
class Choice:
    """The actor chosen for a phrase (None = side alone) and why."""

    actor: Actor | None
    reason: str


def choose_actor(side: str, kind: str | None, words: str, lexicon: Lexicon) -> Choice:
    """The one actor of the side that the phrase names; else the side's state; else nobody.

    "Halvena's defence ministry" is the ministry of that side whose names tell of defence.
    """
    same_side = [a for r in lexicon.regions for a in r.actors if a.side == side]
    fitting = [a for a in same_side if kind is not None and a.kind == kind]
    topics = topics_of(words, lexicon.language)
    if kind in ("ministry", "service", "agency"):
        fitting = [a for a in fitting if topics and topics <= _topics_of_actor(a, lexicon.language)]
    fitting = _keep_whole(fitting)
    if len(fitting) == 1:
        return Choice(fitting[0], f"actor.composed: the one {kind} of {side}")
    if kind == "state" or kind in ("forces", "group", "person"):
        states = [a for a in same_side if a.kind == "state"]
        if len(states) == 1:
            return Choice(states[0], f"actor.side: {kind} of {side}, no single actor of that kind")
    return Choice(None, f"actor.side: {len(fitting)} actors of kind {kind} of {side}")


def _keep_whole(fitting: list[Actor]) -> list[Actor]:
    """An army before its districts: the one to which all the others belong, if there is one."""
    whole = [a for a in fitting if all(o.id == a.id or o.parent == a.id for o in fitting)]
    return whole if len(whole) == 1 else fitting


def topics_of(words: str, language: LanguagePack) -> frozenset[str]:
    """Fields of office named in the words: "defense" and "armed forces" are one field."""
    topics = language.mapping("institution_topics")
    lows = [w.low for w in scan_words(words)]
    phrases = [" ".join(lows[i : i + n]) for n in (1, 2) for i in range(len(lows) - n + 1)]
    return frozenset(topics[p] for p in phrases if p in topics)


def _topics_of_actor(actor: Actor, language: LanguagePack) -> frozenset[str]:
    return frozenset(t for name in actor.names for t in topics_of(name.text, language))


def side_of(ids: Sequence[str], lexicon: Lexicon) -> str | None:
    """The one side of the actors named; None when they have none or several."""
    sides = {lexicon.actor_by_id[i].side for i in ids if i in lexicon.actor_by_id}
    return next(iter(sides)) if len(sides) == 1 else None
