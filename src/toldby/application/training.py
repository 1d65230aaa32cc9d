"""The use case "train attribution": a judge of the rules' claims learned from gold, figures by cross-validation."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from toldby.analysis.claim_features import list_features
from toldby.application.claim_model import ClaimModel
from toldby.application.evaluation.attributions import AttributedText, find_right
from toldby.application.evaluation.gold_files import read_attributed, read_lines
from toldby.application.evaluation.predictions import list_attributed
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ledger import Ledger

_FOLDS = 5
_THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(15))

Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of a linear model."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: tuple[str, ...]) -> float:
        """The sum before the logistic."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in features)


Fit = Callable[[Rows, Sequence[bool]], Fitted]
"""Fits a linear model to rows of feature names and their labels; the same rows give the same weights."""


@dataclass(frozen=True, slots=True)
class Example:
    """A claim that the gold can judge: its features, whether it is right, its fold, and its document."""

    features: tuple[str, ...]
    is_right: bool
    fold: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """All examples of the gold files; `wanted`: gold claims by fold."""

    examples: tuple[Example, ...]
    wanted: tuple[int, ...]


def train_judge(
    gold: Sequence[Path], read_texts: Callable[[Sequence[tuple[str, str]]], Ledger], fit: Fit
) -> ClaimModel:
    """A judge trained on all gold files; its figures are those of documents it was not trained on.

    Raises UsageProblem when the files hold too few claims to learn from.
    """
    lesson = _gather(gold, read_texts)
    if len(lesson.examples) < 50 or len({e.is_right for e in lesson.examples}) < 2:
        raise UsageProblem(
            f"{len(lesson.examples)} claims to learn from; at least 50, right and wrong ones, are needed"
        )
    scores = _score_folds(lesson, fit)
    figures = _measure(lesson, scores)
    whole = fit([e.features for e in lesson.examples], [e.is_right for e in lesson.examples])
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in gold}
    cut = _choose_threshold(lesson, scores, frozenset(range(_FOLDS)))
    return ClaimModel(whole.bias, whole.weights, cut, figures, digests)


def _gather(gold: Sequence[Path], read_texts: Callable[[Sequence[tuple[str, str]]], Ledger]) -> Lesson:
    examples: list[Example] = []
    wanted = [0] * _FOLDS
    for path in gold:
        rows = read_lines(path)
        ledger = read_texts([(row["id"], row["text"]) for row in rows])
        found = list_attributed(ledger, str)
        claims: dict[str, Claim] = {claim.claim_id: claim for claim in ledger.claims}
        for number, row in enumerate(rows):
            doc, fold = read_attributed(row), number % _FOLDS
            wanted[fold] += len(doc.attributions)
            if doc.id in found:
                examples += _label(doc, found[doc.id], claims, fold)
    return Lesson(tuple(examples), tuple(wanted))


def _label(doc: AttributedText, found: AttributedText, claims: Mapping[str, Claim], fold: int) -> list[Example]:
    """Each claim that counts in flat gold, right when content and speaker are."""
    right = find_right(doc, found)
    return [
        Example(list_features(claims[id_], doc.text), is_right, fold)
        for id_, is_right in right.items()
        if id_ in claims
    ]


def _score_folds(lesson: Lesson, fit: Fit) -> list[float]:
    """The score of every example by a model that has not seen its documents."""
    scores = [0.0] * len(lesson.examples)
    for fold in range(_FOLDS):
        seen = [e for e in lesson.examples if e.fold != fold]
        if len({e.is_right for e in seen}) < 2:
            continue
        fitted = fit([e.features for e in seen], [e.is_right for e in seen])
        for i, example in enumerate(lesson.examples):
            if example.fold == fold:
                scores[i] = fitted.score(example.features)
    return scores


def _measure(lesson: Lesson, scores: Sequence[float]) -> Mapping[str, float]:
    """F1 of content and speaker: the rules alone, and with the judge, whose threshold the other folds chose."""
    kept = right = 0
    for fold in range(_FOLDS):
        cut = _choose_threshold(lesson, scores, frozenset(range(_FOLDS)) - {fold})
        for example, score in zip(lesson.examples, scores, strict=True):
            if example.fold == fold and _rate(score) >= cut:
                kept += 1
                right += example.is_right
    wanted = sum(lesson.wanted)
    alone = sum(e.is_right for e in lesson.examples)
    return {
        "claims": len(lesson.examples),
        "gold": wanted,
        "rules_speaker_f1": _f1(alone, len(lesson.examples), wanted),
        "judged_speaker_f1": _f1(right, kept, wanted),
        "judged_speaker_precision": round(100 * right / kept, 1) if kept else 0.0,
        "set_aside": len(lesson.examples) - kept,
    }


def _choose_threshold(lesson: Lesson, scores: Sequence[float], folds: frozenset[int]) -> float:
    """The threshold with the best F1 on these folds; the lowest of equal ones."""
    wanted = sum(lesson.wanted[fold] for fold in folds)
    inside = [(e.is_right, _rate(s)) for e, s in zip(lesson.examples, scores, strict=True) if e.fold in folds]

    def measure(cut: float) -> float:
        kept = [is_right for is_right, rate in inside if rate >= cut]
        return _f1(sum(kept), len(kept), wanted)

    return max(_THRESHOLDS, key=lambda cut: (measure(cut), -cut))


def _rate(score: float) -> float:
    return 1 / (1 + exp(-max(-60.0, min(60.0, score))))


def _f1(hit: int, found: int, wanted: int) -> float:
    return round(200 * hit / (found + wanted), 1) if found + wanted else 0.0
