"""All drafts of one sentence: every cue tried, overlapping readings settled."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.adjuncts import read_adjunct, read_adverb
from toldby.analysis.attribution.bounds import joins_cue
from toldby.analysis.attribution.cues import CueHit, Cues, index_cues
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.nouns import read_noun
from toldby.analysis.attribution.tags import find_tags
from toldby.analysis.attribution.verbs import read_verb
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Drop, Span

STAGE = "attribute"


def extract_drafts(view: View, language: LanguagePack) -> tuple[tuple[Draft, ...], tuple[Drop, ...]]:
    """Drafts in text order and what was seen but is no claim."""
    hits = index_cues(language).find(view)
    entries = {hit.first: hit.entry for hit in hits if hit.entry.pos != "noun"}
    ends = {hit.first: hit.last for hit in hits}
    cues = Cues(entries, find_tags(view, entries, ends, language))
    drafts: list[Draft] = []
    drops: list[Drop] = []
    for hit in hits:
        verdict = _read(view, hit, cues, language)
        for entry in hit.others:
            if isinstance(verdict, Draft):
                break
            verdict = _read(view, replace(hit, entry=entry), cues, language)
        if isinstance(verdict, Draft):
            drafts.append(verdict)
        else:
            span = view.span(hit.first, hit.last)
            drops.append(Drop(span.start, span.end, STAGE, f"{verdict}: {hit.entry.id}"))
    return _share_subjects(view, _settle(_join_light(view, drafts, language)), cues, language), tuple(drops)


def _read(view: View, hit: CueHit, cues: Cues, language: LanguagePack) -> Draft | str:
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


def _is_joined(
    view: View, first: int, earlier: list[Draft], by_start: dict[int, int], cues: Cues, language: LanguagePack
) -> bool:
    """The cue was cut off an earlier cue's content as that speaker's next act."""
    at = _find_verb(view, first, cues)
    if at is None:
        return False
    starts = (by_start.get(d.cue[0].start, 0) for d in earlier if d.cue and not d.is_inherited)
    verbs = (_find_verb(view, start, cues) for start in starts)
    return any(verb is not None and verb < at and joins_cue(view, verb, at, cues, language) for verb in verbs)


def _find_verb(view: View, first: int, cues: Cues) -> int | None:
    """The cue's own verb behind its auxiliaries and adverbs."""
    return next((i for i in range(first, min(first + 5, len(view))) if i in cues), None)


def _share_subjects(view: View, drafts: tuple[Draft, ...], cues: Cues, language: LanguagePack) -> tuple[Draft, ...]:
    """A participle cue after a comma goes with the sentence's main cue: "X argued that ..., stressing that ..."."""
    by_start = {token.start: i for i, token in enumerate(view.tokens)}
    answer: list[Draft] = []
    for draft in drafts:
        first = by_start.get(draft.cue[0].start, 0) if draft.cue else 0
        verb = next((i for i in range(first, min(first + 4, len(view))) if view.tokens[i].tag == "VBG"), None)
        follows_comma = first > 0 and view.low[first - 1] == ","
        is_verb = draft.entry is not None and draft.entry.pos == "verb" and draft.rule != "cue.relay"
        joined = _is_joined(view, first, answer, by_start, cues, language)
        waits = draft.is_inherited and not draft.source and first > 0 and view.tokens[first - 1].pos == "CCONJ"
        shares = joined or waits or (verb is not None and follows_comma)
        main = _find_main(answer, draft) if is_verb and shares else None
        if main is not None:
            draft = replace(draft, source=main.source, is_inherited=True)
        elif draft.is_inherited and not draft.source and is_verb:
            continue
        answer.append(draft)
    return tuple(answer)


def _find_main(earlier: list[Draft], draft: Draft) -> Draft | None:
    """The last earlier cue that does not itself stand in another's content, when its content ends before."""
    fits = [
        d for d in earlier
        if d.source and d.cue and d.frame not in ("noun", "adverb", "adjunct")
        and not any(s.start <= draft.start < s.end for s in d.content)
        and not any(o is not d and any(s.start <= d.cue[0].start < s.end for s in o.content) for o in earlier)
    ]  # fmt: skip
    return fits[-1] if fits else None


def _join_light(view: View, drafts: list[Draft], language: LanguagePack) -> list[Draft]:
    """As in "issued a statement saying": one cue from the issuing verb to the participle."""
    by_start = {token.start: i for i, token in enumerate(view.tokens)}
    joined = list(drafts)
    for light in [d for d in drafts if d.rule == "cue.light" and d.stance == "assert" and d.cue]:
        last = max((i for start, i in by_start.items() if start < light.cue[0].end), default=0)
        following = next((d for d in joined if d.cue and _follows_light(view, by_start, d, last)), None)
        if following is None:
            continue
        cue = Span(light.cue[0].start, following.cue[0].end)
        whole = replace(following, source=light.source, cue=(cue,), rule="cue.light", is_inherited=light.is_inherited)
        joined = [whole if d is following else d for d in joined if d is not light]
    return joined


def _follows_light(view: View, by_start: dict[int, int], draft: Draft, last: int) -> bool:
    first = by_start.get(draft.cue[0].start, -1)
    if not last < first <= last + 7 or draft.stance != "assert":
        return False
    is_participle = view.tokens[first].tag == "VBG"
    between = any(view.low[i] == "," or view.is_verbal(i) for i in range(last + 1, first))
    return is_participle and not between
