"""Who says what: attributed and narrator claims of one report, with speaker, chain, stance and targets.

Pure: report and finds in, claims and drops out. Propositions are filled in by `analysis.assemble`.
"""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.blocks import Block, find_blocks
from toldby.analysis.attribution.build import build_claims
from toldby.analysis.attribution.chain import Frame, frame_report, skip_dateline
from toldby.analysis.attribution.continuation import continue_quotes
from toldby.analysis.attribution.cues import index_cues
from toldby.analysis.attribution.directness import judge_directness
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.dropping import drop_marked_words, drop_open_matters, drop_zones
from toldby.analysis.attribution.extract import extract_drafts
from toldby.analysis.attribution.headline import read_layout
from toldby.analysis.attribution.lead_in import read_lead_ins
from toldby.analysis.attribution.narrate import find_narration, find_silence, list_untold
from toldby.analysis.attribution.nesting import drop_answered_nouns, keep_inner, settle_layout
from toldby.analysis.attribution.own import speak_for_issuer, speak_in_block
from toldby.analysis.attribution.plain import make_plain_tokens
from toldby.analysis.attribution.relay import merge_relays
from toldby.analysis.attribution.split import split_acts
from toldby.analysis.attribution.stance import Setting
from toldby.analysis.attribution.view import View
from toldby.domain.actors import ActorMention
from toldby.domain.claims import Claim
from toldby.domain.finds import EventMention, Quote, Sentence
from toldby.domain.lexicon import LanguagePack, Lexicon
from toldby.domain.text import Drop, Report, Span, ZoneKind

__all__ = ["attribute_claims", "mentions_cue"]


def attribute_claims(
    report: Report, quotes: tuple[Quote, ...], sentences: tuple[Sentence, ...], actors: tuple[ActorMention, ...],
    events: tuple[EventMention, ...], lexicon: Lexicon,
) -> tuple[tuple[Claim, ...], tuple[Drop, ...]]:  # fmt: skip
    """Claims in text order without propositions, and what was seen but is no claim."""
    language = lexicon.language
    setting = Setting(report.text, actors, language)
    frame = frame_report(report, actors, lexicon)
    views = _view_sentences(report.text, sentences, language)
    said, drops = _extract(views, language, report.text)
    said = (*said, *read_lead_ins(report.text, quotes, views, said, language))
    layout = read_layout(report.text, report.zones, sentences, quotes, actors, language)
    drafts = settle_layout(said, layout)
    drafts = tuple(_judge_place(d, report, sentences, quotes) for d in drafts)
    drafts, floating = continue_quotes(report.text, report.zones, quotes, drafts)
    drafts = tuple(_judge_place(part, report, sentences, quotes) for d in drafts for part in split_acts(d, setting))
    drafts = keep_inner(drafts, sentences, report, language)
    blocks = find_blocks(report.text, report.zones, views, language)
    drafts = _add_statements(report, sentences, drafts, blocks, frame, setting)
    drafts = drop_answered_nouns(drafts)
    silent = find_silence(report, sentences, drafts, lexicon)
    narrated = () if frame.own is not None else find_narration(report, sentences, events, drafts, lexicon)
    ready = _cut_dateline(report, (*drafts, *silent, *narrated))
    claims = build_claims(report, sentences, ready, actors, events, frame, lexicon)
    dropped = (
        *drops,
        *floating,
        *drop_zones(report, lexicon),
        *drop_marked_words(report, quotes),
        *drop_open_matters(report, lexicon),
        *list_untold(events, drafts),
    )
    return claims, tuple(sorted(set(dropped)))


def mentions_cue(sentence: str, lexicon: Lexicon) -> bool:
    """A cheap scan: some cue form stands in the sentence, so that it is worth parsing."""
    return bool(index_cues(lexicon.language).wording.find(sentence))


def _view_sentences(text: str, sentences: tuple[Sentence, ...], language: LanguagePack) -> tuple[View, ...]:
    """Views of all sentences; one without a parse gets plain words when a cue stands in it."""
    index = index_cues(language)
    views: list[View] = []
    for sentence in sentences:
        tokens = sentence.tokens
        if not tokens and index.wording.find(text, sentence.start, sentence.end):
            tokens = make_plain_tokens(text, sentence.start, sentence.end, language)
        views.append(View(sentence, tokens))
    return tuple(views)


def _extract(views: tuple[View, ...], language: LanguagePack, text: str) -> tuple[tuple[Draft, ...], tuple[Drop, ...]]:
    drafts: list[Draft] = []
    drops: list[Drop] = []
    for view in views:
        if len(view):
            found, unsaid = extract_drafts(view, language)
            drafts += merge_relays(found, language.group("relay_verbs"), language.group("cited_things"), text)
            drops += unsaid
    return tuple(drafts), tuple(drops)


def _judge_place(draft: Draft, report: Report, sentences: tuple[Sentence, ...], quotes: tuple[Quote, ...]) -> Draft:
    sentence = sentences[draft.sentence]
    is_inside = sentence.quoted_in is not None or report.zones[sentence.zone].kind is ZoneKind.STATEMENT_BLOCK
    return judge_directness(draft, report.text, quotes, is_inside=is_inside)


def _add_statements(
    report: Report, sentences: tuple[Sentence, ...], drafts: tuple[Draft, ...], blocks: tuple[Block, ...],
    frame: Frame, setting: Setting,
) -> tuple[Draft, ...]:  # fmt: skip
    """Block claims with what stands inside them; or, in a report that is a statement, its sentences."""
    if frame.own is not None:
        return (*drafts, *speak_for_issuer(sentences, report.zones, drafts, setting))
    leads = tuple(block.lead for block in blocks if block.lead is not None)
    inner = (draft for block in blocks for draft in speak_in_block(block, sentences, setting, drafts))
    # the announcing words are the block's cue and no claim of their own
    taken = tuple(cue for lead in leads for cue in lead.cue)
    kept = (d for d in drafts if not any(c.overlaps(t) for c in d.cue for t in taken))
    return (*kept, *leads, *inner)


def _cut_dateline(report: Report, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Place, date and agency before the first sentence belong to no content."""
    body = next((zone for zone in report.zones if zone.kind is ZoneKind.BODY), None)
    if body is None:
        return drafts
    first = skip_dateline(report.text, body)
    if first == body.start:
        return drafts
    return tuple(
        replace(d, content=tuple(Span(first, s.end) if s.start < first < s.end else s for s in d.content))
        for d in drafts
    )
