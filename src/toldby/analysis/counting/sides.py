"""Whose people the counted ones are, from the actors named in and around the noun phrase."""

from __future__ import annotations

from collections.abc import Sequence

from toldby.analysis.counting.fates import Fate
from toldby.analysis.counting.people import Counted
from toldby.analysis.lexemes import Lexeme
from toldby.domain.actors import ActorMention

_BEHIND = 60
_BETWEEN = 7


def find_side(
    lexemes: Sequence[Lexeme],
    counted: Counted,
    fate: Fate,
    actors: Sequence[ActorMention],
    owners: frozenset[str],
) -> str | None:
    """The side of an actor inside the noun phrase, else of the one who lost them, else None.

    "two Halvenan soldiers" takes the side of the soldiers named, "the attackers lost two men" that of
    the attackers; `owners` are the words of "soldiers of", "casualties among". Nothing is taken
    from the actor who did it.
    from the actor who did it.
    """
    start, end = lexemes[counted.at].start, lexemes[counted.after - 1].end
    inside = [a for a in actors if a.start < end and start < a.end and a.side is not None]
    if inside:
        return inside[-1].side
    if fate.is_own:
        before = [a for a in actors if a.end <= lexemes[fate.at].start]
        return before[-1].side if before else None
    return _side_behind(lexemes, counted, fate, actors, owners)


def _side_behind(
    lexemes: Sequence[Lexeme],
    counted: Counted,
    fate: Fate,
    actors: Sequence[ActorMention],
    owners: frozenset[str],
) -> str | None:
    """As in "a member of the armed forces of Halvena", "casualties among Halvenan servicemen"."""
    after = max(counted.after, fate.after) if fate.at < counted.after else counted.after
    end = lexemes[after - 1].end
    for actor in actors:
        if not 0 <= actor.start - end <= _BEHIND:
            continue
        between = [p.lower for p in lexemes if end <= p.start < actor.start]
        is_theirs = 0 < len(between) <= _BETWEEN and between[0] in owners
        if is_theirs and actor.side is not None:
            return actor.side
    return None
