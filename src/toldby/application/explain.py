"""The use case "explain": how one claim came about, and what was not taken instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toldby.analysis.attribution.cues import index_cues
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import split_sentences
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claims import Claim
from toldby.domain.lexicon import CueEntry, LanguagePack
from toldby.domain.text import Report, Span

_MARKS = {"source": ("[", "]"), "cue": ("<", ">"), "content": ("{", "}")}
_ANSWERING = ("deny", "reject", "confirm")


@dataclass(frozen=True, slots=True)
class EntryShown:
    """The lexicon entry that made the claim."""

    id: str
    frames: tuple[str, ...]
    stance: str
    commitment: str
    status: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that might have been taken instead. `what`: content, entry, reading; `why` it was not."""

    what: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A claim that this one answers."""

    relation: str
    claim_id: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim taken apart. `marked` holds source in [], cue in <>, content in {}."""

    claim_id: str
    path: str
    voice: str
    stance: str
    commitment: str | None
    directness: str | None
    marked: str
    rule: str
    entry: EntryShown | None
    because: tuple[str, ...]
    speaker: str | None
    chain: tuple[str, ...]
    answers: tuple[Answered, ...]
    is_pending: bool
    lost: tuple[Lost, ...]


def explain_claim(
    claim: Claim, analysis: ReportAnalysis, answered: Iterable[Answered], language: LanguagePack
) -> Explanation:
    """The claim with its sentence, rule, entry, chain, what it answers and what lost against it."""
    report = analysis.report
    hull = _find_sentences(report, claim, language)
    answers = tuple(answered)
    speaker = claim.speaker or claim.inferred_speaker
    return Explanation(
        claim_id=claim.claim_id,
        path=report.path,
        voice=claim.voice,
        stance=claim.stance.value,
        commitment=claim.commitment,
        directness=claim.directness,
        marked=mark_claim(report.text, claim, hull),
        rule=claim.machine.rule,
        entry=_show_entry(claim, language),
        because=tuple(part.strip() for part in claim.reason.split(";") if part.strip()),
        speaker=None if speaker is None else f"{speaker.name}{_tell_how(claim)}",
        chain=tuple(f"{link.name or 'unknown'} ({link.role or 'unknown role'}, {link.status})" for link in claim.chain),
        answers=answers,
        is_pending=claim.stance.value in _ANSWERING and claim.voice != "narrator" and not answers,
        lost=(*_list_contents(claim, report.text), *_list_entries(claim, report.text, language),
              *_list_readings(claim, analysis, hull)),
    )  # fmt: skip


def mark_claim(text: str, claim: Claim, hull: Span) -> str:
    """The words of `hull` on one line, source in [], cue in <>, content in {}."""
    signs: list[tuple[int, int, str]] = []
    for part, (opening, closing) in _MARKS.items():
        for span in getattr(claim, part):
            signs += [(span.start, 1, opening), (span.end, 0, closing)]
    pieces, at = [], hull.start
    for point, _, sign in sorted(s for s in signs if hull.start <= s[0] <= hull.end):
        pieces += [text[at:point], sign]
        at = point
    return " ".join("".join((*pieces, text[at : hull.end])).split())


def _find_sentences(report: Report, claim: Claim, language: LanguagePack) -> Span:
    """From the first word of the sentence in which the claim begins to the last of the one where it ends."""
    spans = (*claim.source, *claim.cue, *claim.content)
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    quotes = find_quotes(report.text, report.zones, language)
    outer = [s for s in split_sentences(report.text, report.zones, quotes, language) if s.quoted_in is None]
    touched = [s for s in outer if s.start < last and first < s.end]
    return Span(min([first, *(s.start for s in touched)]), max([last, *(s.end for s in touched)]))


def _show_entry(claim: Claim, language: LanguagePack) -> EntryShown | None:
    entry = next((e for e in language.cues if e.id == claim.machine.entry), None)
    return None if entry is None else EntryShown(entry.id, entry.frames, entry.stance, entry.commitment, entry.status)


def _tell_how(claim: Claim) -> str:
    return " (inferred, nobody is named)" if claim.speaker is None else f" (by {claim.speaker.resolved_by})"


def _list_contents(claim: Claim, text: str) -> Iterable[Lost]:
    for spans in claim.machine.alternatives:
        words = " … ".join(" ".join(span.read(text).split()) for span in spans)
        yield Lost("content", words, "the longer content goes on into an aside; kept as a defensible end")


def _list_entries(claim: Claim, text: str, language: LanguagePack) -> Iterable[Lost]:
    """Entries of the lexicon that share words with the cue."""
    taken = next((e for e in language.cues if e.id == claim.machine.entry), None)
    for span in claim.cue:
        for hit in index_cues(language).wording.find(text, span.start, span.end):
            for entry in language.cues:
                if hit.form in entry.forms and entry.id != claim.machine.entry:
                    yield Lost("entry", f"{entry.id}: {hit.form!r}", _say_why_not(entry, taken))


def _say_why_not(entry: CueEntry, taken: CueEntry | None) -> str:
    frames = ", ".join(entry.frames)
    if taken is not None and entry.pos != taken.pos:
        return f"it is a {entry.pos} there, the word is read as a {taken.pos}; its frames: {frames}"
    guards = f"; asks for: {', '.join(entry.guards)}" if entry.guards else ""
    return f"a longer or earlier entry fitted; its frames: {frames}{guards}"


def _list_readings(claim: Claim, analysis: ReportAnalysis, hull: Span) -> Iterable[Lost]:
    """What was found in the same sentences and dropped by this stage."""
    for drop in analysis.drops:
        if drop.stage == "attribute" and hull.start <= drop.start and drop.end <= hull.end:
            yield Lost("reading", " ".join(analysis.report.text[drop.start : drop.end].split()), drop.reason)
