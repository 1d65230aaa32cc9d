"""Acts told before that a definite phrase or a bare count goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from toldby.domain.finds import EventMention
from toldby.domain.lexicon import Lexicon
from toldby.domain.propositions import Proposition, When

_REAL = ("asserted", "ongoing", "alleged")
_HARMING = ("remote", "engagement", "civilian", "restrict")


@dataclass(slots=True)
class Story:
    """The acts told so far in reading order, each with its proposition and paragraph."""

    told: list[tuple[int, EventMention, Proposition]] = field(default_factory=list)

    def add(self, zone: int, event: EventMention, proposition: Proposition) -> None:
        """Remember an act that has a type."""
        if proposition.type is not None and event.drop is None:
            self.told.append((zone, event, proposition))

    def last(self, zone: int, farthest: int = 1) -> Proposition | None:
        """The act told last in this paragraph or the one before."""
        near = [p for z, _, p in self.told if zone - farthest <= z <= zone and p.status in _REAL]
        return near[-1] if near else None

    def last_in_time(self, when: When) -> Proposition | None:
        """The act told last whose day the interval touches."""
        near = [p for _, _, p in self.told if p.when.start is not None and agree_in_time(when, p.when)]
        return near[-1] if near else None


def find_antecedent(event: EventMention, word: str, story: Story, lexicon: Lexicon) -> Proposition | None:
    """The act a definite phrase refers to: same type, else for open nouns ("the blast") the last of the family."""
    earlier = [(e, p) for _, e, p in story.told if e.sentence != event.sentence and _share_doers(event, p, lexicon)]
    real = [p for _, p in earlier if p.status in ("asserted", "ongoing", "alleged", "background")]
    same = [p for p in real if p.type == event.type]
    if same:
        return same[-1]
    family = event.type.split(".")[0]
    near = [p for p in real if event.type and (p.type or "").split(".")[0] == family]
    if near:
        return near[-1]
    if word in lexicon.language.group("open_type_nouns") or not event.type:
        kin = [p for p in real if (p.type or "").split(".")[0] in _HARMING]
        return kin[-1] if kin else None
    return None


def _share_doers(event: EventMention, told: Proposition, lexicon: Lexicon) -> bool:
    """No reference to the act of another camp."""
    mine = {lexicon.camp_of(p.side) for p in event.agents if p.side is not None}
    theirs = {lexicon.camp_of(p.side) for p in told.agents if p.side is not None}
    return not mine or not theirs or bool(mine & theirs)


def agree_in_time(a: When, b: When) -> bool:
    """Neither dated, or the intervals touch."""
    if a.start is None or b.start is None or a.end is None or b.end is None:
        return True
    return a.start[:10] <= b.end[:10] and b.start[:10] <= a.end[:10]


def list_sentence_words(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words of the stretches in lower case with single spaces, marks set apart."""
    joined = " ".join(text[s:e] for s, e in spans).lower().replace("\u2019", "'")
    for mark in ',.;:()"\u201c\u201d':
        joined = joined.replace(mark, f" {mark} ")
    return " ".join(joined.split())
