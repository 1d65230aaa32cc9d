"""Statements printed in full: who issued them, and the claims that stand inside them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.subject import find_subject
from toldby.analysis.attribution.view import View
from toldby.analysis.attribution.wordlists import holds_group
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Span, Zone, ZoneKind

_LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A run of statement zones; `lead` is the draft of the announcing sentence, if there is one."""

    span: Span
    zones: tuple[int, ...]
    lead: Draft | None


def find_blocks(
    text: str, zones: tuple[Zone, ...], views: tuple[View, ...], language: LanguagePack
) -> tuple[Block, ...]:
    """Runs of adjacent statement zones with the words that announce them."""
    runs: list[list[int]] = []
    for index, zone in enumerate(zones):
        if zone.kind is not ZoneKind.STATEMENT_BLOCK:
            continue
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_zone: dict[int, list[View]] = {}
    for view in views:
        if view.sentence.quoted_in is None:
            by_zone.setdefault(view.sentence.zone, []).append(view)
    return tuple(_make_block(text, zones, run, by_zone, language) for run in runs)


def _make_block(
    text: str, zones: tuple[Zone, ...], run: list[int], by_zone: dict[int, list[View]], language: LanguagePack
) -> Block:
    span = Span(zones[run[0]].start, zones[run[-1]].end)
    lead = None
    for zone in range(run[0] - 1, max(-1, run[0] - 1 - _LOOK_BACK), -1):
        for view in reversed(by_zone.get(zone, [])):
            lead = lead or read_announcement(text, view, language)
        if lead is not None or zones[zone].kind is ZoneKind.BODY:
            break
    if lead is not None:
        lead = replace(lead, content=(span,), directness="block", frame="block", rule="block.announced")
    return Block(span, tuple(run), lead)


def read_announcement(text: str, view: View, language: LanguagePack) -> Draft | None:
    """As in "The ministry released a statement, which can be read below": issuer and cue, content open."""
    artifacts = language.group("speech_artifacts")
    for i in range(len(view)):
        if view.low[i] not in artifacts or not view.is_nominal(i):
            continue
        verb = view.head(i)
        if view.low[verb] in language.group("issuing_verbs") and verb < i and view.dep(i) == "obj":
            subject = find_subject(view, verb, (verb, verb), language)
            if subject is not None:
                return _announce(view, (verb, i), (subject.first, subject.last))
        owner = _find_issuer(view, i)
        if owner is not None and holds_group(
            language, "announcing_words", text, view.sentence.start, view.sentence.end
        ):
            return _announce(view, (i, i), view.noun_phrase(owner))
    return None


def _find_issuer(view: View, noun: int) -> int | None:
    owner = view.find_child(noun, "nmod:poss")
    if owner is not None:
        return owner
    for child in view.children[noun]:
        if view.dep(child) in ("nmod", "obl") and view.case_of(child) in ("of", "by", "from"):
            return child
    return None


def _announce(view: View, cue: tuple[int, int], source: tuple[int, int]) -> Draft:
    return Draft(
        sentence=view.sentence.index,
        source=(view.span(*source),),
        cue=(view.span(*cue),),
        content=(),
        frame="block",
        stance="assert",
        commitment="neutral",
        rule="block.announced",
        why="a statement printed in full is announced here",
        directness="reference",
    )
