"""Acts that the sentence before puts in another light: totals of a long fight, what a storm did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from toldby.domain.finds import EventMention, Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.times import TimeMention

_SHORT = ("day", "hour", "minute", "week")
_SWEPT = ("restrict.displacement", "restrict.property_destruction", "restrict.utility_cut", "restrict.route_blockade")
_FARTHEST = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of a report in order, with its times and words."""

    text: str
    sentences: Sequence[Sentence]
    times: Sequence[TimeMention]
    language: LanguagePack


def judge_followups(events: Sequence[EventMention], reading: Reading) -> list[EventMention]:
    """The acts, those that only go on with a total or a natural disaster dropped with their reason."""
    order = {s.index: at for at, s in enumerate(reading.sentences)}
    struck = {order[e.sentence] for e in events if e.drop is not None and e.drop.startswith("nature")}
    return [_judge(e, order[e.sentence], struck, reading) for e in events]


def _judge(event: EventMention, at: int, struck: set[int], reading: Reading) -> EventMention:
    if event.drop is not None or not at:
        return event
    if not event.type and _sums_up(event, at, reading):
        return replace(event, drop="aggregate: a total of the period named before")
    if event.type in _SWEPT and not event.agents and any(at - n in struck for n in range(1, _FARTHEST + 1)):
        return replace(event, drop="nature: goes on with what was told before")
    return event


def _sums_up(event: EventMention, at: int, reading: Reading) -> bool:
    """As in "They have fought since 2016. More than 3,000 have been killed.": dead of all those years."""
    before, here = reading.sentences[at - 1], reading.sentences[at]
    if before.zone != here.zone or event.times:
        return False
    long_ago = any(
        t.mode == "since" and t.granularity not in _SHORT and before.start <= t.start and t.end <= before.end
        for t in reading.times
    )
    words = f" {reading.text[here.start : here.end].lower()} "
    return long_ago and any(f" {w} " in words for w in reading.language.group("perfect_auxiliaries"))
