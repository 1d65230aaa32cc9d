"""The main use case: inputs in, ledger out; idempotent, incremental, order-free."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from toldby.analysis.keys import KEYS_VERSION
from toldby.analysis.overlay import review_report
from toldby.analysis.stages import Coding, analyse_report
from toldby.application.intake import Intake, group_paths, take_in
from toldby.application.ledger_store import LedgerStore
from toldby.application.linkage import BATCH, Linking
from toldby.application.linking import link_reports
from toldby.application.origin_rows import list_origins, list_told, refresh_origins
from toldby.application.ports import Engine, Failure, ReportSource
from toldby.application.shelf import Shelf
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.errors import StoreConflict
from toldby.domain.ids import DocId, OriginId, hash_content
from toldby.domain.judgements import Judgement
from toldby.domain.ledger import verify_spans
from toldby.domain.linktable import LinkTable
from toldby.domain.text import InputProblem, Report

BUILDING = "local:building"
"""Set while a build runs: found at the start of another one, it tells that the first was interrupted."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything the results depend on besides reports and judgements."""

    version: str
    coding: Coding
    table: LinkTable

    @property
    def packs(self) -> Mapping[str, str]:
        """Pack id -> hash."""
        lexicon = self.coding.lexicon
        return {lexicon.language.id: lexicon.language.hash} | {r.id: r.hash for r in lexicon.regions}

    @property
    def key(self) -> str:
        """Changes when an analysis, or a link between two of them, would come out differently."""
        parts = (self.version, KEYS_VERSION, sorted(self.packs.items()), self.coding.syntax.name, self.table.version)
        judge = self.coding.judge
        return hash_content("coding", *parts, *([] if judge is None else [judge.name]))[:12]

    def settings(self) -> dict[str, str | None]:
        """What the manifest says of this build."""
        packs: dict[str, str | None] = {f"pack:{name}": hash_ for name, hash_ in self.packs.items()}
        named = {"version": self.version, "link_table": self.table.version, "syntax": self.coding.syntax.name}
        judge = {} if self.coding.judge is None else {"judge": self.coding.judge.name}
        return packs | named | judge


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did: reports analysed now, reports found unchanged, reports taken out."""

    analysed: tuple[DocId, ...]
    unchanged: int
    removed: tuple[DocId, ...]


def build_ledger(
    sources: Iterable[ReportSource], store: LedgerStore, recipe: Recipe, engine: Engine, linking: Linking
) -> Built:
    """Read, analyse, link, relate and count; only what is new, changed or touched costs work."""
    intake = take_in(sources, recipe.coding.lexicon, store.inputs(), store.problems())
    intake = date_reports(intake, store.judgements())
    keys = store.analysis_keys()
    touched = start_build(store)
    todo = list_work(store, intake, recipe, keys)
    touched |= forget_reports(store, intake.gone)
    shelf = Shelf(store, linking)
    failed = analyse_reports(store, todo, recipe, engine, shelf, linking, touched)
    save_intake(store, intake, failed)
    touched |= link_reports(store, linking, shelf)
    refresh_origins(store, touched, frozenset(r.doc_id for r in todo), recipe.coding.lexicon)
    old_packs = {name: None for name in store.settings() if name.startswith("pack:")}
    store.put_settings({BUILDING: None} | old_packs | recipe.settings())
    done = tuple(r.doc_id for r in todo if r.doc_id not in failed)
    return Built(done, len(keys.keys() - {r.doc_id for r in todo} - intake.gone), tuple(sorted(intake.gone)))


def start_build(store: LedgerStore) -> set[OriginId]:
    """Note that a build runs; when an earlier one never came to its end, gives every origin there is."""
    if BUILDING not in store.settings():
        store.put_settings({BUILDING: "1"})
        return set()
    ledger = store.read_ledger()
    told = {claim.origin_id for claim in ledger.claims if claim.origin_id is not None}
    return told | {origin.origin_id for origin in ledger.origins}


def date_reports(intake: Intake, judgements: tuple[Judgement, ...]) -> Intake:
    """The reports read now with the dates that people gave them; an undone date is read from the report again."""
    dates = tuple(j for j in judgements if j.on_kind == "document" or j.verdict == "undo")
    if not dates:
        return intake
    return replace(intake, reports={path: review_report(r, dates)[0] for path, r in intake.reports.items()})


def name_analysis(report: Report, key: str) -> str:
    """The key of an analysis: that of the recipe, and everything the report says of itself."""
    return f"{key}:{hash_content(repr(report))}"


def list_work(store: LedgerStore, intake: Intake, recipe: Recipe, keys: Mapping[DocId, str]) -> list[Report]:
    """Reports to analyse: new or changed ones, and stored ones whose packs or model changed."""
    given = {r.doc_id: r for r in intake.reports.values()}
    current = recipe.key
    fresh = [r for r in given.values() if keys.get(r.doc_id) != name_analysis(r, current)]
    outdated = [
        doc for doc, key in keys.items()
        if doc not in given and doc not in intake.gone and key.partition(":")[0] != current
    ]  # fmt: skip
    again = [a.report for _, a in sorted(store.load_analyses(outdated).items())]
    moved = find_moved(store, intake)
    again = [r for r in again if r.doc_id not in moved] + list(moved.values())
    return sorted(fresh + again, key=lambda r: r.doc_id)


def find_moved(store: LedgerStore, intake: Intake) -> Mapping[DocId, Report]:
    """Reports whose path now has another text, while a path not read this time still has theirs."""
    holders = group_paths(intake.inputs)
    left = intake.left - {report.doc_id for report in intake.reports.values()}
    moved = {}
    for doc, analysis in store.load_analyses(left).items():
        if analysis.report.path not in holders[doc]:
            sha256 = intake.inputs[holders[doc][0]].sha256 or analysis.report.sha256
            moved[doc] = replace(analysis.report, path=holders[doc][0], sha256=sha256)
    return moved


def forget_reports(store: LedgerStore, gone: Iterable[DocId]) -> set[OriginId]:
    """Take reports out whose file now holds another text; gives the origins they spoke for."""
    docs = tuple(sorted(gone))
    touched = set(list_origins(store, docs))
    for doc in docs:
        store.remove_report(doc)
    return touched


def analyse_reports(
    store: LedgerStore,
    todo: list[Report],
    recipe: Recipe,
    engine: Engine,
    shelf: Shelf,
    linking: Linking,
    touched: set[OriginId],
) -> Mapping[DocId, InputProblem]:
    """Analyse and store; gives the reports that failed. Origins of old and new claims are added to `touched`."""
    failed: dict[DocId, InputProblem] = {}
    key = recipe.key
    touched |= list_origins(store, [r.doc_id for r in todo])
    results = zip(todo, engine.map(partial(analyse_report, coding=recipe.coding), todo), strict=True)
    for start in range(0, len(todo), BATCH):
        with store.batch():
            for number, (report, result) in enumerate(islice(results, BATCH), start + 1):
                save_or_list(store, report, result, key, shelf, failed, touched)
                linking.progress("reading", number, len(todo))
    return failed


def save_or_list(
    store: LedgerStore,
    report: Report,
    result: ReportAnalysis | Failure,
    key: str,
    shelf: Shelf,
    failed: dict[DocId, InputProblem],
    touched: set[OriginId],
) -> None:
    """Store an analysis, or list the report among the failed ones; a span that does not read back is a failure."""
    try:
        if not isinstance(result, Failure):
            verify_spans(result)
            save_result(store, result, shelf, name_analysis(report, key))
            shelf.put(result)
            touched |= list_told(result)
            return
        code, reason = result.code, result.reason
    except StoreConflict as conflict:
        code, reason = "parser_error", f"parser_error: {conflict}"
    store.remove_report(report.doc_id)
    problem = InputProblem(report.path, None, report.sha256, "quarantined", "attribute", code, reason)
    failed[report.doc_id] = problem


def save_result(store: LedgerStore, result: ReportAnalysis, shelf: Shelf, name: str) -> None:
    """Store one analysis under its name with the keys its episodes are found by."""
    keys = {e.episode_id: shelf.all_keys(e).stored for e in result.episodes}
    store.save_analysis(result, name, keys)
    store.save_main_incidents({result.report.doc_id: None})


def save_intake(store: LedgerStore, intake: Intake, failed: Mapping[DocId, InputProblem]) -> None:
    """Store what became of every input; a failed report is a problem, not a document."""
    inputs = {path: replace(row, doc_id=None) if row.doc_id in failed else row for path, row in intake.inputs.items()}
    store.save_inputs(inputs)
    store.remove_inputs(sorted(intake.superseded))
    rows = [*intake.problems, *failed.values()]
    store.replace_problems(sorted(rows, key=lambda p: (p.path, p.member or "")))
