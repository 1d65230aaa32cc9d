"""The use case "pack coverage": which frequent speech-like words of a folder the language pack does not know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toldby.analysis.attribution.speechlike import Speechlike, find_speechlike
from toldby.analysis.attribution.view import View
from toldby.analysis.quotes import find_quotes
from toldby.analysis.sentences import parse_sentences, split_sentences
from toldby.analysis.stages import Coding
from toldby.application.ingest import build_report
from toldby.application.ports import RawReport, ReportSource
from toldby.domain.text import InputProblem, Report

_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which the word is used, on one line."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word used like one of speaking that the pack does not know; `signs`: how often with which sign."""

    lemma: str
    pos: str
    count: int
    signs: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """`uses` speech-like uses were seen in `reports`; the pack knows the words of `known` of them."""

    reports: int
    uses: int
    known: int
    unknown: tuple[UnknownWord, ...]
    unread: tuple[str, ...]


def measure_coverage(sources: Sequence[ReportSource], coding: Coding, *, least: int, examples: int) -> Coverage:
    """Read every report of the sources and count; the most frequent unknown word first."""
    known_words = frozenset(
        word for entry in coding.lexicon.language.cues for form in entry.forms for word in form.split()
    )
    counts: Counter[tuple[str, str]] = Counter()
    signs: dict[tuple[str, str], Counter[str]] = {}
    shown: dict[tuple[str, str], list[Example]] = {}
    reports = uses = known = 0
    unread: list[str] = []
    for source in sources:
        for ref in source.inputs():
            raw = source.read(ref)
            if not isinstance(raw, RawReport):
                if isinstance(raw, InputProblem):
                    unread.append(f"{raw.path}: {raw.reason}")
                continue
            reports += 1
            report = build_report(raw, coding.lexicon)
            for view, use in _list_uses(report, coding):
                uses += 1
                if view.low[use.token] in known_words or use.lemma in known_words:
                    known += 1
                    continue
                key = (use.lemma, use.pos)
                counts[key] += 1
                signs.setdefault(key, Counter())[use.sign] += 1
                if len(shown.setdefault(key, [])) < examples:
                    shown[key].append(Example(report.path, _shorten(view.sentence.span.read(report.text))))
    ranked = sorted((key for key, count in counts.items() if count >= least), key=lambda key: (-counts[key], key))
    unknown = tuple(
        UnknownWord(lemma, pos, counts[lemma, pos], tuple(sorted(signs[lemma, pos].items())), tuple(shown[lemma, pos]))
        for lemma, pos in ranked
    )
    return Coverage(reports, uses, known, unknown, tuple(unread))


def _list_uses(report: Report, coding: Coding) -> Iterator[tuple[View, Speechlike]]:
    text, zones, language = report.text, report.zones, coding.lexicon.language
    quotes = find_quotes(text, zones, language)
    sentences = split_sentences(text, zones, quotes, language)
    for sentence in parse_sentences(text, sentences, quotes, coding.syntax, lambda _: True):
        view = View(sentence, sentence.tokens)
        for use in find_speechlike(view, language):
            yield view, use


def _shorten(sentence: str) -> str:
    line = " ".join(sentence.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
