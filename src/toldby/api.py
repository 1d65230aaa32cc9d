"""The public Python face. Everything here is a thin call of one use case; nothing else is promised.

Heavy imports happen inside the functions, so that importing this module costs little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toldby.domain.errors import ExtraMissing, PackProblem, SourceUnreadable, ToldbyError, UnknownLedger, UsageProblem

if TYPE_CHECKING:
    from toldby.adapters.exports.webhook import Delivery
    from toldby.adapters.exports.written import ExportReport
    from toldby.application.claim_model import ClaimModel
    from toldby.application.comparison import Comparison
    from toldby.application.coverage import Coverage
    from toldby.application.disputes import Dispute, DisputeQuery, PairCount, Position
    from toldby.application.evaluate import Question
    from toldby.application.explain import Explanation
    from toldby.application.exporting.options import ExportOptions
    from toldby.application.packs import Tried
    from toldby.application.query import IncidentQuery
    from toldby.application.summary import BuildSummary
    from toldby.application.view import ClaimDetail, IncidentDetail, LedgerView
    from toldby.application.watching import Bell, Round
    from toldby.bootstrap import Fetching
    from toldby.domain.ledger import Ledger
    from toldby.packs.check import CheckResult

__all__ = [
    "BuildSummary",
    "ClaimDetail",
    "Compared",
    "Delivery",
    "DemoRun",
    "Dispute",
    "DisputeQuery",
    "ExportOptions",
    "ExportReport",
    "ExtraMissing",
    "Fetching",
    "IncidentDetail",
    "IncidentQuery",
    "LedgerView",
    "PackProblem",
    "PairCount",
    "Position",
    "Question",
    "SourceUnreadable",
    "ToldbyError",
    "UnknownLedger",
    "UsageProblem",
    "build",
    "check_addresses",
    "check_packs",
    "compare",
    "default_site_folder",
    "evaluate",
    "explain",
    "export",
    "export_as",
    "find_unknown_words",
    "import_dump",
    "new_pack",
    "open_ledger",
    "post_changes",
    "run_demo",
    "train_attribution",
    "try_sentence",
    "versions",
    "watch",
    "write_pages",
]

Progress = Callable[[str, int, int], None]
_VALUES = {
    "BuildSummary": "toldby.application.summary",
    "ClaimDetail": "toldby.application.view",
    "Delivery": "toldby.adapters.exports.webhook",
    "Dispute": "toldby.application.disputes",
    "DisputeQuery": "toldby.application.disputes",
    "ExportOptions": "toldby.application.exporting.options",
    "ExportReport": "toldby.adapters.exports.written",
    "Fetching": "toldby.bootstrap",
    "IncidentDetail": "toldby.application.view",
    "IncidentQuery": "toldby.application.query",
    "LedgerView": "toldby.application.view",
    "PairCount": "toldby.application.disputes",
    "Position": "toldby.application.disputes",
    "Question": "toldby.application.evaluate",
}


def __getattr__(name: str) -> object:
    if name in _VALUES:
        from importlib import import_module

        return getattr(import_module(_VALUES[name]), name)
    raise AttributeError(f"module 'toldby.api' has no attribute {name!r}")


def _ignore(stage: str, done: int, total: int) -> None:
    """No progress wanted."""


def build(
    paths: Sequence[str],
    ledger: str,
    *,
    packs: Sequence[str] = (),
    jobs: int = 1,
    write_sidecar: bool = False,
    judge: str | None = None,
    fetch: Fetching | None = None,
    progress: Progress | None = None,
) -> BuildSummary:
    """Read files, folders and addresses into a ledger (a file, or a PostgreSQL URL) and tell what it holds now.

    Building again costs only what is new or changed. `packs` names region packs or folders; without, every
    shipped one is a candidate. `write_sidecar` writes a `metadata.csv` beside the reports, to be filled in.
    Addresses among `paths` are asked; those that lists and feeds name only with `fetch`. `judge` is a file of
    `train_attribution`: what it rates too low is set aside. `progress` is called with stage, done, total.

    Raises UsageProblem when a path does not exist, UnknownLedger when the ledger cannot be written.
    """
    from toldby.application.build import build_ledger
    from toldby.application.linkage import Linking
    from toldby.application.summary import summarise_build
    from toldby.application.visits import load_visits, save_visits
    from toldby.bootstrap import (
        Fetching,
        is_address,
        make_engine,
        make_recipe,
        open_sources,
        open_store,
        spare_loaded,
        write_sidecars,
    )

    started = time.monotonic()
    recipe = make_recipe(tuple(packs), judge=judge)
    linking = Linking(recipe.coding.lexicon, recipe.table, progress or _ignore)
    with closing(open_store(ledger, "create")) as store, spare_loaded() as when_loaded:
        visits = load_visits(store)
        with closing(open_sources(paths, fetch or Fetching(), visits)) as opened:
            build_ledger(opened.sources, store, recipe, make_engine(jobs, when_loaded), linking)
            references = opened.count_references()
        save_visits(store, visits)
        if write_sidecar:
            write_sidecars([path for path in paths if not is_address(path)])
        return summarise_build(store, ledger, time.monotonic() - started, references=references)


def watch(
    paths: Sequence[str],
    ledger: str,
    *,
    every: float,
    bell: Bell,
    packs: Sequence[str] = (),
    fetch: Fetching | None = None,
    rounds: int | None = None,
    progress: Progress | None = None,
) -> Iterator[Round]:
    """Build feeds and lists again and again, each round `every` seconds after the one before, until `bell` is set.

    Feeds are followed to their pages unless `fetch` says otherwise. Raises what the first build raises.
    """
    from toldby.application.watching import watch as run_rounds
    from toldby.bootstrap import Fetching

    asking = fetch or Fetching(follow=True, recheck=6 * 3_600)

    def build_once() -> BuildSummary:
        return build(paths, ledger, packs=packs, fetch=asking, progress=progress)

    return run_rounds(build_once, every, bell, time.monotonic, rounds)


def compare(ledger: str, table: str, *, km: float = 25.0, days: int = 2) -> Compared:
    """Rows of an ACLED or UCDP GED table beside the incidents of the same days and places; nothing is stored.

    Raises SourceUnreadable when the table is neither.
    """
    from toldby.adapters.sources.reference import read_reference
    from toldby.application.comparison import compare_events
    from toldby.application.query import IncidentQuery

    events, bad = read_reference(table, Path(table).name)
    with open_ledger(ledger) as view:
        found = compare_events(view.incidents(IncidentQuery()), events, km=km, days=days)
    return Compared(found, len(events), tuple((row.line, row.reason) for row in bad))


class Compared(NamedTuple):
    """Pairs found, how many rows could be compared, and the line and reason of those that could not."""

    comparison: Comparison
    events: int
    bad_rows: tuple[tuple[int, str], ...]


def open_ledger(ledger: str) -> LedgerView:
    """A ledger for reading, to be used in a `with` block; nothing is written.

    Raises UnknownLedger when it is missing, no ledger, or of a newer version.
    """
    from toldby.bootstrap import open_store, view_store

    return view_store(open_store(ledger, "read"))


def export(
    ledger: str, format_: str, out: str, *, full_text: bool = False, options: ExportOptions | None = None
) -> tuple[str, ...]:
    """Write the ledger under the folder `out` in one format; gives the files written.

    "jsonl" (contract toldby/1) and "site" hold the whole ledger, names of persons too; every other format masks
    private persons unless `options` says otherwise. `full_text` puts whole texts on the pages of the site instead of
    200 characters around each claim.
    """
    from toldby.application.reading import read_ledger
    from toldby.bootstrap import load_link_table, open_store

    if format_ not in ("jsonl", "site"):
        return export_as(ledger, format_, out, options).files
    with closing(open_store(ledger, "read")) as store:
        whole = read_ledger(store, load_link_table())
        if format_ == "site":
            from toldby.adapters.exports.site.write import write_site

            write_site(whole, Path(out), full_text=full_text)
            return tuple(sorted(str(p.relative_to(out)) for p in Path(out).rglob("*") if p.is_file()))
        from toldby.adapters.exports.jsonl import JsonlExporter

        return JsonlExporter().write(whole, store.read_keys(), Path(out))


def export_as(ledger: str, format_: str, out: str, options: ExportOptions | None = None) -> ExportReport:
    """Write a ledger or a part of it in one format; tells what was left out, masked and withheld.

    Takes every format but "jsonl"; "site" gives pages on which nothing masked or withheld stands.

    Raises UsageProblem for a format that is none, ExtraMissing when its library is not installed.
    """
    from toldby.adapters.exports.formats import find_format, load_encoder
    from toldby.adapters.exports.written import write_encoded
    from toldby.application.exporting.options import ExportOptions as Options
    from toldby.application.exporting.view import make_view
    from toldby.application.reading import read_ledger
    from toldby.bootstrap import load_link_table, make_person_words, open_store

    is_site = format_ == "site"
    found = None if is_site else find_format(format_)
    encode = None if found is None else load_encoder(found)
    with closing(open_store(ledger, "read")) as store:
        whole = read_ledger(store, load_link_table())
    view = make_view(whole, options or Options(), make_person_words())
    if found is None or encode is None:
        from toldby.adapters.exports.public_site import write_public_site

        return write_public_site(view, Path(out))
    return write_encoded(found.name, view, encode(view), Path(out))


def check_addresses(urls: Sequence[str]) -> None:
    """Raises UsageProblem naming the first address that is none a notice may be posted to."""
    from toldby.adapters.exports.webhook import check_address

    for url in urls:
        check_address(url)


def post_changes(
    ledger: str, urls: Sequence[str], options: ExportOptions | None = None, *, secret: str | None = None
) -> tuple[Delivery, ...]:
    """Post what is new, changed or newly contested since `options.since` to each address; nothing when nothing is.

    With a secret the body is signed. Raises UsageProblem before anything is sent when an address is none.
    """
    from toldby.adapters.exports import webhook
    from toldby.application.exporting.options import ExportOptions as Options
    from toldby.application.exporting.view import make_view
    from toldby.application.reading import read_ledger
    from toldby.bootstrap import load_link_table, make_person_words, open_store

    check_addresses(urls)
    with closing(open_store(ledger, "read")) as store:
        whole = read_ledger(store, load_link_table())
    return webhook.post_changes(make_view(whole, options or Options(), make_person_words()), urls, secret)


def import_dump(folder: str, ledger: str) -> Ledger:
    """Read a dump into a new ledger that exports the same bytes.

    Raises UsageProblem when the dump is damaged, of another contract, or the ledger holds reports already.
    """
    from toldby.adapters.exports.jsonl_read import JsonlReader
    from toldby.application.import_dump import store_dump
    from toldby.bootstrap import open_store

    dump = JsonlReader().read(Path(folder))  # first: a dump that is refused leaves no empty ledger behind
    with closing(open_store(ledger, "create")) as store:
        return store_dump(dump, store)


def train_attribution(gold: Sequence[str], out: str) -> ClaimModel:
    """Train a judge of the rules' claims on gold files and write it; its figures come from documents it did not see.

    Raises UsageProblem for unreadable gold or too little of it, ExtraMissing without scikit-learn.
    """
    from toldby.adapters.learning.logistic import fit_logistic
    from toldby.application.claim_model import write_model
    from toldby.application.evaluate import GoldText
    from toldby.application.training import train_judge
    from toldby.bootstrap import make_evaluation_engines

    engines = make_evaluation_engines()
    model = train_judge(
        [Path(name) for name in gold],
        lambda texts: engines.code([GoldText(i, t, None) for i, t in texts]),
        fit_logistic,
    )
    write_model(model, Path(out))
    return model


def evaluate(question: Question, *, packs: Sequence[str] = (), judge: str | None = None) -> Mapping[str, object]:
    """Score a ledger, a file of predictions, or (with neither) the engine on the gold's own texts."""
    from toldby.application.evaluate import evaluate as score
    from toldby.bootstrap import make_evaluation_engines

    return score(question, make_evaluation_engines(tuple(packs), judge))


def check_packs(folders: Sequence[str] = (), *, fix: bool = False) -> tuple[tuple[Path, CheckResult], ...]:
    """All problems of the packs given, or of every shipped one; cases run through the engine."""
    from toldby.application.packs import check_packs as check
    from toldby.application.packs import fix_packs
    from toldby.bootstrap import list_pack_folders, make_check_ports

    chosen = [Path(f) for f in folders] or list_pack_folders()
    if fix:
        fix_packs(chosen)
    return check(chosen, make_check_ports())


def try_sentence(
    sentence: str, *, packs: Sequence[str] = (), outlet: str | None = None, published: str | None = None
) -> Tried:
    """What the packs match in a sentence, and the claims the engine makes of it."""
    from toldby.application.packs import try_sentence as attempt
    from toldby.bootstrap import make_recipe, make_sentence_coder

    recipe = make_recipe(tuple(packs))
    forced = frozenset(region.id for region in recipe.coding.lexicon.regions) if packs else frozenset()
    coder = make_sentence_coder(recipe, forced)
    return attempt(sentence, recipe.coding.lexicon, coder, outlet=outlet or "none", published=published or "")


def explain(ledger: str, claim: str, *, packs: Sequence[str] = ()) -> Explanation:
    """How a claim came about: marked sentence, rule, entry, chain, what it answers, and what lost against it.

    Raises UsageProblem when no claim has the id, UnknownLedger when there is no such ledger.
    """
    from toldby.application.packs import open_lexicon

    regions = [name for name in packs if name != "en"]
    with open_ledger(ledger) as view:
        return view.explain(claim, open_lexicon("en", regions if packs else None).language)


def find_unknown_words(paths: Sequence[str], *, least: int = 2, examples: int = 2) -> Coverage:
    """Speech-like verbs and nouns of the reports in these files and folders that the language pack does not know.

    `least`: how often a word has to occur; `examples`: sentences shown of each. Nothing is stored.
    Raises UsageProblem when a path does not exist.
    """
    from toldby.application.coverage import measure_coverage
    from toldby.application.visits import VisitLog
    from toldby.bootstrap import Fetching, is_address, make_recipe, open_sources

    folders = [path for path in paths if not is_address(path)]
    with closing(open_sources(folders, Fetching(), VisitLog())) as opened:
        return measure_coverage(opened.sources, make_recipe().coding, least=least, examples=examples)


def new_pack(kind: str, pack_id: str, parent: str = ".", origin: str | None = None) -> tuple[Path, ...]:
    """A new, valid pack in `parent/<id>`, empty with comments or a copy of `origin`; gives its files."""
    from toldby.application.packs import new_pack as scaffold

    return scaffold(kind, pack_id, Path(parent), origin)


def default_site_folder(ledger: str) -> Path:
    """Where the pages of a ledger go when nothing is named: the user's cache, never beside the reports."""
    from toldby.domain.ids import hash_content
    from toldby.packs.cache import find_cache_dir

    name = f"{Path(ledger).stem}-{hash_content(str(Path(ledger).resolve()))[:8].lower()}"
    return find_cache_dir() / "site" / name


def write_pages(ledger: str, out: str | None = None) -> Path:
    """Write the pages of a ledger, with whole texts, for reading on this machine; gives the first page."""
    folder = Path(out) if out else default_site_folder(ledger)
    export(ledger, "site", str(folder), full_text=True)
    return folder / "index.html"


class DemoRun(NamedTuple):
    """What the demo built and the first of its pages."""

    summary: BuildSummary
    page: Path


def run_demo(folder: str, *, progress: Progress | None = None) -> DemoRun:
    """Build the packaged demo corpus offline in `folder` and write its pages there."""
    from toldby.bootstrap import DEMO_REPORTS

    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
    ledger = str(place / "demo.toldby")
    summary = build([str(DEMO_REPORTS)], ledger, packs=("demo-tirrow",), progress=progress)
    return DemoRun(summary, write_pages(ledger, str(place / "site")))


def versions() -> Mapping[str, str]:
    """Versions of what results depend on: toldby, its packs, the syntax model, the SQLite driver."""
    from toldby.bootstrap import list_versions

    return list_versions()
