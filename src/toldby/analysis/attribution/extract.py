"""All drafts of one sentence: every cue tried, overlapping readings settled."""

from __future__ import annotations

from toldby.analysis.attribution.adjuncts import read_adjunct, read_adverb
from toldby.analysis.attribution.cues import CueHit, index_cues
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.nouns import read_noun
from toldby.analysis.attribution.verbs import read_verb
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Drop

STAGE = "attribute"


def extract_drafts(view: View, language: LanguagePack) -> tuple[tuple[Draft, ...], tuple[Drop, ...]]:
    """Drafts in text order and what was seen but is no claim."""
    hits = index_cues(language).find(view)
    cues = frozenset(hit.first for hit in hits if hit.entry.pos != "noun")
    drafts: list[Draft] = []
    drops: list[Drop] = []
    for hit in hits:
        verdict = _read(view, hit, cues, language)
        if isinstance(verdict, Draft):
            drafts.append(verdict)
        else:
            span = view.span(hit.first, hit.last)
            drops.append(Drop(span.start, span.end, STAGE, f"{verdict}: {hit.entry.id}"))
    return _settle(drafts), tuple(drops)


def _read(view: View, hit: CueHit, cues: frozenset[int], language: LanguagePack) -> Draft | str:
    match hit.entry.pos:
        case "noun":
            return read_noun(view, hit, cues, language)
        case "prep":
            return read_adjunct(view, hit, language)
        case "adverb":
            return read_adverb(view, hit, language)
        case _:
            return read_verb(view, hit, cues, language)


def _settle(drafts: list[Draft]) -> tuple[Draft, ...]:
    """A cue inside another cue's words is the same act; the wider cue stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.cue[-1].end if d.cue else 0)):
        if kept and kept[-1].cue and draft.cue and draft.cue[0].start < kept[-1].cue[-1].end:
            continue
        kept.append(draft)
    return tuple(kept)
