"""Statements: a report that is one speaks throughout for its issuer; a printed block for whoever issued it."""

from __future__ import annotations

from dataclasses import replace

from toldby.analysis.attribution.blocks import Block
from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.stance import Setting, judge_stance
from toldby.domain.finds import Sentence
from toldby.domain.text import Zone, ZoneKind

_TELLING = ("deny", "reject", "accuse", "condemn")


def speak_for_issuer(
    sentences: tuple[Sentence, ...], zones: tuple[Zone, ...], drafts: tuple[Draft, ...], setting: Setting
) -> tuple[Draft, ...]:
    """One direct claim per sentence, unless the issuer's own cue already makes it one."""
    kinds = (ZoneKind.BODY, ZoneKind.STATEMENT_BLOCK)
    spoken = {d.sentence for d in drafts if _is_issuers_cue(d, sentences, setting)}
    outer = [s for s in sentences if s.quoted_in is None and zones[s.zone].kind in kinds and s.index not in spoken]
    return tuple(judge_stance(_make(s, "own"), setting) for s in outer if _has_words(setting.text, s))


def speak_in_block(
    block: Block, sentences: tuple[Sentence, ...], setting: Setting, drafts: tuple[Draft, ...]
) -> tuple[Draft, ...]:
    """Sentences of a block that deny, reject or accuse by what they say; plain ones stay in the block."""
    cued = {d.sentence for d in drafts if d.stance in _TELLING and d.cue}
    inside = [s for s in sentences if s.zone in block.zones and s.index not in cued and _is_innermost(s, sentences)]
    judged = (judge_stance(_make(s, "inner"), setting) for s in inside)
    return tuple(draft for draft in judged if draft.stance in _TELLING)


def _is_innermost(sentence: Sentence, sentences: tuple[Sentence, ...]) -> bool:
    """A sentence inside the marks stands for the outer one that is only marks."""
    if sentence.quoted_in is not None:
        return True
    at = sentence.index + 1
    return not (at < len(sentences) and sentences[at].quoted_in is not None and sentences[at].start < sentence.end)


def _make(sentence: Sentence, frame: str) -> Draft:
    return Draft(
        sentence=sentence.index,
        source=(),
        cue=(),
        content=(sentence.span,),
        frame=frame,
        stance="assert",
        commitment="neutral",
        rule=f"statement.{frame}",
        why="the issuer is the voice of the whole statement",
        directness="direct",
    )


def _has_words(text: str, sentence: Sentence) -> bool:
    return any(sign.isalpha() for sign in sentence.span.read(text))


def _is_issuers_cue(draft: Draft, sentences: tuple[Sentence, ...], setting: Setting) -> bool:
    """The sentence opens with the issuer as subject of a cue ("The Ministry calls on ...", "we condemn ...")."""
    if not draft.source or not draft.content:
        return False
    sentence = sentences[draft.sentence]
    source = draft.source[0]
    words = source.read(setting.text).lower().split()
    is_own = words[0] in setting.language.group("first_person") or words[-1] in setting.language.group("role_nouns")
    opens = source.start <= sentence.start + 1
    return opens and is_own and sentence.quoted_in is None


def mark_inside(draft: Draft) -> Draft:
    """A claim inside a statement or quotation is said in its speaker's own words."""
    return draft if draft.directness is not None else replace(draft, directness="direct")
