"""From inputs to reports: who is new, who changed, who says the same text twice.

Law: the result does not depend on the order in which inputs arrive. Of several paths with one text
the smallest path holds the report, the others are listed as duplicates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toldby.application.ingest import build_report
from toldby.application.ledger_rows import StoredInput
from toldby.application.ports import NEWER, RawReport, ReportSource, Superseded, Unchanged, name_input
from toldby.domain.ids import DocId
from toldby.domain.lexicon import Lexicon
from toldby.domain.text import InputProblem, Report


@dataclass(frozen=True, slots=True)
class Intake:
    """What this build was given. `reports` by path.

    `gone` are reports whose path now has another text, `left` those that still have another path,
    `superseded` the inputs that are none any more.
    """

    reports: Mapping[str, Report]
    inputs: Mapping[str, StoredInput]
    problems: tuple[InputProblem, ...]
    gone: frozenset[DocId]
    left: frozenset[DocId] = frozenset()
    superseded: frozenset[str] = frozenset()


@dataclass
class _Desk:
    reports: dict[str, Report] = field(default_factory=dict)
    seen: dict[str, StoredInput] = field(default_factory=dict)
    problems: dict[tuple[str, str | None], InputProblem] = field(default_factory=dict)
    paths: set[str] = field(default_factory=set)
    superseded: set[str] = field(default_factory=set)

    def is_settled(self, problem: InputProblem) -> bool:
        """An earlier problem that this build has an answer to."""
        is_whole = problem.member in (None, NEWER) and problem.path in self.paths
        return is_whole or name_input(problem.path, problem.member) in self.seen.keys() | self.superseded


def take_in(
    sources: Iterable[ReportSource],
    lexicon: Lexicon,
    before: Mapping[str, StoredInput],
    listed: Iterable[InputProblem],
) -> Intake:
    """Read every input and settle which texts the ledger holds now.

    `before` and `listed` are the inputs and problems of earlier builds; inputs that are not named
    this time stay as they are.
    """
    desk = _Desk()
    for source in sources:
        for ref in source.inputs():
            _take(desk, source.read(ref), lexicon, before)
        for problem in source.problems():
            desk.problems[problem.path, problem.member] = problem
    superseded = desk.superseded - desk.seen.keys()
    inputs = {path: row for path, row in {**before, **desk.seen}.items() if path not in superseded}
    changed = {row.doc_id for path, row in before.items() if row.doc_id and _find_doc(inputs, path) != row.doc_id}
    held = {row.doc_id for row in inputs.values() if row.doc_id}
    kept = [p for p in listed if p.code != "duplicate" and not desk.is_settled(p)]
    problems = {(p.path, p.member): p for p in kept} | desk.problems
    problems |= {(p.path, p.member): p for p in list_duplicates(inputs)}
    ordered = sorted(problems.values(), key=lambda p: (p.path, p.member or ""))
    return Intake(
        reports=hold_reports(desk.reports, inputs),
        inputs=inputs,
        problems=tuple(ordered),
        gone=frozenset(changed - held),
        left=frozenset(changed & held),
        superseded=frozenset(superseded),
    )


def _find_doc(inputs: Mapping[str, StoredInput], path: str) -> DocId | None:
    return inputs[path].doc_id if path in inputs else None


def _take(
    desk: _Desk,
    raw: RawReport | InputProblem | Unchanged | Superseded,
    lexicon: Lexicon,
    before: Mapping[str, StoredInput],
) -> None:
    if isinstance(raw, Superseded):
        desk.superseded.add(name_input(raw.path, raw.member))
        return
    desk.paths.add(raw.path)
    if isinstance(raw, Unchanged):
        return
    if isinstance(raw, InputProblem):
        desk.problems[raw.path, raw.member] = raw
        if raw.member != NEWER:
            desk.seen[name_input(raw.path, raw.member)] = StoredInput(raw.sha256, None)
        return
    report = build_report(raw, lexicon)
    desk.reports[raw.key] = report
    desk.seen[raw.key] = StoredInput(raw.sha256, report.doc_id)
    stored = before.get(raw.key)
    if raw.earlier is not None and stored is not None and stored.doc_id not in (None, report.doc_id):
        desk.seen.setdefault(raw.earlier, stored)


def group_paths(inputs: Mapping[str, StoredInput]) -> Mapping[DocId, tuple[str, ...]]:
    """Report -> the paths that hold its text, sorted."""
    paths: dict[DocId, list[str]] = defaultdict(list)
    for path, row in inputs.items():
        if row.doc_id is not None:
            paths[row.doc_id].append(path)
    return {doc: tuple(sorted(found)) for doc, found in paths.items()}


def list_duplicates(inputs: Mapping[str, StoredInput]) -> tuple[InputProblem, ...]:
    """One line for every path whose text another path already holds."""
    rows = []
    for holder, *others in group_paths(inputs).values():
        for path in others:
            reason = f"duplicate: the same text as {holder}, stored once"
            rows.append(InputProblem(path, None, inputs[path].sha256, "duplicate", "read", "duplicate", reason))
    return tuple(rows)


def hold_reports(reports: Mapping[str, Report], inputs: Mapping[str, StoredInput]) -> Mapping[str, Report]:
    """The reports of this intake that hold their text (duplicates of a smaller path are left out)."""
    holders = {paths[0] for paths in group_paths(inputs).values()}
    return {path: report for path, report in sorted(reports.items()) if path in holders}
