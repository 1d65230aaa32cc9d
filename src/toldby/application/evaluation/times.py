"""Time expressions: TempEval-3 measures on running text, and the list of single cases.

Running text: `relaxed` = spans share a character, one to one (identical spans first, then the longest
overlap); `strict` = same offsets; value F1 = relaxed with the same value; type F1 likewise.
Cases: `strict` = both ends right (a day may carry a clock time); `in_interval` = the first day lies
inside the gold; `false_precise` = a vague or bare length that was given one single day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression, gold or predicted."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimeCase:
    """One expression with its gold interval."""

    id: str
    granularity: str
    start: str | None
    end: str | None


@dataclass
class TimeScore:
    """Counts over all documents."""

    documents: int = 0
    gold: int = 0
    predicted: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0
    strict_value: int = 0
    by_type: dict[str, list[int]] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The figures under the names of the reference scorer, as shares of 1."""
        return {
            "documents": self.documents,
            "gold": self.gold,
            "predicted": self.predicted,
            "relaxed": self._prf(self.relaxed),
            "strict": self._prf(self.strict),
            "value_f1": self._f1(self.value),
            "type_f1": self._f1(self.type),
            "strict_value_f1": self._f1(self.strict_value),
            "value_accuracy_of_matches": self.value / self.relaxed if self.relaxed else 0.0,
            "by_type": dict(sorted(self.by_type.items())),
        }

    def _f1(self, hits: int) -> float:
        return 2.0 * hits / (self.predicted + self.gold) if self.predicted + self.gold else 0.0

    def _prf(self, hits: int) -> list[float]:
        p = hits / self.predicted if self.predicted else 0.0
        r = hits / self.gold if self.gold else 0.0
        return [p, r, self._f1(hits)]


def score_times(
    texts: Mapping[str, str], gold: Mapping[str, Sequence[Timex]], predicted: Mapping[str, Sequence[Timex]]
) -> TimeScore:
    """Score documents by id; documents without a prediction count as empty."""
    score = TimeScore(documents=len(gold))
    for id_, wanted in gold.items():
        text = texts[id_]
        _score_document([_trim(t, text) for t in wanted], [_trim(t, text) for t in predicted.get(id_, ())], score)
    return score


def _trim(t: Timex, text: str) -> Timex:
    start, end = t.start, t.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Timex(start, end, t.type, t.value)


def _score_document(gold: Sequence[Timex], found: Sequence[Timex], score: TimeScore) -> None:
    score.gold += len(gold)
    score.predicted += len(found)
    pairs = []
    for i, g in enumerate(gold):
        score.by_type.setdefault(g.type, [0, 0, 0])[0] += 1
        for j, p in enumerate(found):
            common = min(g.end, p.end) - max(g.start, p.start)
            if common > 0:
                pairs.append(((g.start, g.end) != (p.start, p.end), -common, g.start, p.start, i, j))
    used_g: set[int] = set()
    used_p: set[int] = set()
    for differs, _, _, _, i, j in sorted(pairs):
        if i in used_g or j in used_p:
            continue
        used_g.add(i)
        used_p.add(j)
        _count(gold[i], found[j], not differs, score)


def _count(gold: Timex, found: Timex, same: bool, score: TimeScore) -> None:
    right = gold.value == found.value
    score.relaxed += 1
    score.strict += same
    score.value += right
    score.strict_value += right and same
    score.type += gold.type == found.type
    score.by_type[gold.type][1] += 1
    score.by_type[gold.type][2] += right


def score_cases(cases: Sequence[TimeCase], answers: Mapping[str, tuple[str | None, str | None]]) -> dict[str, object]:
    """Counts over the case list; a missing answer is no answer."""
    strict = inside = none = precise = fixed = vague = 0
    wrong = []
    for case in cases:
        start, end = answers.get(case.id, (None, None))
        if case.granularity in ("vague", "duration"):
            vague += 1
            precise += start is not None and start == end
            continue
        fixed += 1
        if start is None:
            none += 1
            continue
        end = end or start
        ok = (start, end) == (case.start, case.end)
        if case.granularity == "day":
            ok = ok or (start[:10] == case.start and end[:10] == case.end)
        strict += ok
        inside += (case.start or "")[:10] <= start[:10] <= (case.end or "")[:10]
        if not ok:
            wrong.append(case.id)
    return {
        "strict": strict, "in_interval": inside, "none": none, "of": fixed, "false_precise": precise, "vague": vague,
        "not_strict": wrong,
    }  # fmt: skip
