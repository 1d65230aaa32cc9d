"""Claims inside what others say: which of them are voices of their own."""

from __future__ import annotations

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.resolve import is_acronym
from toldby.analysis.wordscan import scan_words
from toldby.domain.finds import Sentence
from toldby.domain.lexicon import LanguagePack
from toldby.domain.text import Report, ZoneKind

_ANSWERS = ("deny", "reject", "condemn", "confirm")
_OWN_ACTS = ("deny", "reject", "accuse", "condemn", "demand", "warn", "threaten", "admit", "confirm")


def keep_inner(
    drafts: tuple[Draft, ...], sentences: tuple[Sentence, ...], report: Report, language: LanguagePack
) -> tuple[Draft, ...]:
    """Inside a quotation "I think" adds no voice; "we deny" adds an act, "they say" a voice."""
    kept = (d for d in drafts if _is_kept(d, sentences, report, language))
    return tuple(d for d in kept if not _is_finding_inside(d, drafts, report.text, language))


def _is_finding_inside(draft: Draft, drafts: tuple[Draft, ...], text: str, language: LanguagePack) -> bool:
    """As in "the mission said observers had counted ...": what somebody saw is part of what is said."""
    if draft.stance not in ("assert", "evidence", "express") or not draft.cue or draft.frame in ("that", "quote"):
        return False
    words = {w.low for s in draft.cue for w in scan_words(text, s.start, s.end)}
    if not words & language.group("finding_verbs"):
        return False
    at = draft.cue[0].start
    return any(o is not draft and any(s.start <= at < s.end for s in o.content) for o in drafts)


def _is_kept(draft: Draft, sentences: tuple[Sentence, ...], report: Report, language: LanguagePack) -> bool:
    sentence = sentences[draft.sentence]
    is_inside = sentence.quoted_in is not None or report.zones[sentence.zone].kind is ZoneKind.STATEMENT_BLOCK
    heads = [
        w.low
        for span in draft.source
        for w in scan_words(report.text, span.start, span.end)
        if w.text[0].isalnum() and not is_acronym(w.text)
    ]
    if not heads:
        return True
    if len(heads) == 1 and heads[0] in language.group("second_person"):
        return False
    if len(heads) > 1 or heads[0] not in language.group("first_person"):
        return True
    return not is_inside or draft.stance in _OWN_ACTS


def drop_answered_nouns(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """As in "the report ... does not reflect reality" and "denied the claims": the noun is what is answered."""
    answering = [d for d in drafts if d.stance in _ANSWERS and d.content]
    return tuple(d for d in drafts if d.frame != "noun" or not any(_answers(a, d) for a in answering))


def _answers(answer: Draft, noun: Draft) -> bool:
    first = answer.content[0]
    reach = min(first.end, first.start + 70)
    is_cueless = answer.frame in ("own", "inner")
    is_object = answer.frame == "np" or answer.rule.startswith(("denial.", "content."))
    if noun.source and not is_cueless:
        return False
    opens = bool(noun.cue) and noun.cue[0].start - first.start < 30
    return (
        (is_object or is_cueless or opens)
        and answer is not noun
        and bool(noun.cue)
        and first.start <= noun.cue[0].start < reach
    )


def settle_layout(said: tuple[Draft, ...], layout: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """A colon or dash speaks only where no verb does: its content must not repeat one that was found."""
    cued = {d.sentence for d in said if d.source and d.cue}
    kept = tuple(d for d in layout if d.frame == "signature" or d.sentence not in cued)
    return (*said, *kept)
