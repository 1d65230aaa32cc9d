"""The public Python face. Everything here is a thin call of one use case; nothing else is promised.

Heavy imports happen inside the functions, so that importing this module costs little.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toldby.domain.errors import ExtraMissing, PackProblem, SourceUnreadable, ToldbyError, UnknownLedger, UsageProblem

if TYPE_CHECKING:
    from toldby.application.evaluate import Question
    from toldby.application.ledger_store import LedgerStore
    from toldby.application.packs import Tried
    from toldby.application.query import IncidentQuery
    from toldby.application.summary import BuildSummary
    from toldby.domain.claims import Claim
    from toldby.domain.incidents import Incident, Relation
    from toldby.domain.ledger import Ledger
    from toldby.packs.check import CheckResult

__all__ = [
    "BuildSummary",
    "ExtraMissing",
    "LedgerView",
    "PackProblem",
    "SourceUnreadable",
    "ToldbyError",
    "UnknownLedger",
    "UsageProblem",
    "build",
    "check_packs",
    "default_site_folder",
    "evaluate",
    "export",
    "import_dump",
    "new_pack",
    "open_ledger",
    "run_demo",
    "try_sentence",
    "write_pages",
]

Progress = Callable[[str, int, int], None]
FORMATS = ("jsonl", "site")


def __getattr__(name: str) -> object:
    if name == "BuildSummary":
        from toldby.application.summary import BuildSummary

        return BuildSummary
    raise AttributeError(f"module 'toldby.api' has no attribute {name!r}")


def _ignore(stage: str, done: int, total: int) -> None:
    """No progress wanted."""


def build(
    paths: Sequence[str], ledger: str, *, packs: Sequence[str] = (), jobs: int = 1, progress: Progress | None = None
) -> BuildSummary:
    """Read files and folders into a ledger (a file, or a PostgreSQL URL) and tell what it holds now.

    Building again costs only what is new or changed. `packs` names region packs or folders; without, every
    shipped one is a candidate. `progress` is called with stage, done, total.

    Raises UsageProblem when a path does not exist, UnknownLedger when the ledger cannot be written.
    """
    from toldby.application.build import build_ledger
    from toldby.application.linking import Linking
    from toldby.application.reading import read_ledger
    from toldby.application.summary import summarise_build
    from toldby.bootstrap import make_engine, make_recipe, open_sources, open_store

    started = time.monotonic()
    sources = open_sources(paths)
    recipe = make_recipe(tuple(packs))
    linking = Linking(recipe.coding.lexicon, recipe.table, progress or _ignore)
    with closing(open_store(ledger, "create")) as store:
        built = build_ledger(sources, store, recipe, make_engine(jobs), linking)
        whole = read_ledger(store, recipe.coding.lexicon)
    return summarise_build(whole, built, ledger, time.monotonic() - started)


@dataclass(frozen=True)
class LedgerView:
    """A ledger opened for reading."""

    name: str
    store: LedgerStore

    def incidents(self, query: IncidentQuery) -> tuple[Incident, ...]:
        """The incidents asked for."""
        return self.store.incidents(query)

    def ledger(self) -> Ledger:
        """Everything, in the order of the export."""
        from toldby.application.reading import read_ledger
        from toldby.bootstrap import make_recipe

        return read_ledger(self.store, make_recipe().coding.lexicon)

    def find(self, prefix: str) -> tuple[tuple[str, str], ...]:
        """("incident" | "claim" | "report", id) of every id that starts with the short or full id given."""
        return self.store.find_ids(prefix.upper().removeprefix("TB-"))

    def incident(self, incident_id: str) -> Incident | None:
        """One incident by its full id."""
        from toldby.domain.ids import IncidentId

        return self.store.load_incidents((IncidentId(incident_id),)).get(IncidentId(incident_id))

    def claims_of(self, incident: Incident) -> tuple[Claim, ...]:
        """The claims on an incident."""
        return self.store.claims_of_incidents((incident.incident_id,))

    def relations_of(self, incident: Incident) -> tuple[Relation, ...]:
        """Where its accounts agree, differ, deny or are silent."""
        return self.store.relations_of((incident.incident_id,))


@contextmanager
def open_ledger(ledger: str) -> Iterator[LedgerView]:
    """A ledger for reading; nothing is written.

    Raises UnknownLedger when it is missing, no ledger, or of a newer version.
    """
    from toldby.bootstrap import open_store

    with closing(open_store(ledger, "read")) as store:
        yield LedgerView(ledger, store)


def export(ledger: str, format: str, out: str, *, full_text: bool = False) -> tuple[str, ...]:  # noqa: A002
    """Write the ledger under the folder `out` as "jsonl" (contract toldby/1) or "site"; gives the files written.

    `full_text` puts whole texts on the pages of the site instead of 200 characters around each claim.
    """
    from toldby.application.reading import read_ledger
    from toldby.bootstrap import make_recipe, open_store

    if format not in FORMATS:
        raise UsageProblem(f"--format {format}: must be one of {', '.join(FORMATS)}")
    with closing(open_store(ledger, "read")) as store:
        whole = read_ledger(store, make_recipe().coding.lexicon)
        if format == "site":
            from toldby.adapters.exports.site.write import write_site

            return (str(write_site(whole, Path(out), full_text=full_text)),)
        from toldby.adapters.exports.jsonl import JsonlExporter

        return JsonlExporter().write(whole, store.read_keys(), Path(out))


def import_dump(folder: str, ledger: str) -> Ledger:
    """Read a dump into a new ledger that exports the same bytes.

    Raises UsageProblem when the dump is damaged, of another contract, or the ledger holds reports already.
    """
    from toldby.adapters.readers.jsonl import JsonlReader
    from toldby.application.import_dump import import_dump as read_dump
    from toldby.bootstrap import open_store

    with closing(open_store(ledger, "create")) as store:
        return read_dump(JsonlReader(), Path(folder), store)


def evaluate(question: Question, *, packs: Sequence[str] = ()) -> Mapping[str, object]:
    """Score a ledger, a file of predictions or the engine against a gold file."""
    from toldby.application.evaluate import evaluate as score
    from toldby.bootstrap import make_evaluation_engines

    return score(question, make_evaluation_engines(tuple(packs)))


def check_packs(folders: Sequence[str] = ()) -> tuple[tuple[Path, CheckResult], ...]:
    """All problems of the packs given, or of every shipped one; cases run through the engine."""
    from toldby.application.packs import check_packs as check
    from toldby.bootstrap import list_pack_folders, make_check_ports

    chosen = [Path(f) for f in folders] or list_pack_folders()
    return check(chosen, make_check_ports())


def try_sentence(sentence: str, *, packs: Sequence[str] = (), outlet: str = "none", published: str = "") -> Tried:
    """What the packs match in a sentence, and the claims the engine makes of it."""
    from toldby.application.packs import try_sentence as attempt
    from toldby.bootstrap import make_recipe, make_sentence_coder

    recipe = make_recipe(tuple(packs))
    return attempt(sentence, recipe.coding.lexicon, make_sentence_coder(recipe), outlet=outlet, published=published)


def new_pack(kind: str, pack_id: str, parent: str = ".", origin: str | None = None) -> tuple[Path, ...]:
    """A new, valid pack in `parent/<id>`, empty with comments or a copy of `origin`; gives its files."""
    from toldby.application.packs import new_pack as scaffold

    return scaffold(kind, pack_id, Path(parent), origin)


def default_site_folder(ledger: str) -> Path:
    """Where `toldby open` writes the pages of a ledger: the user's cache, never beside the reports."""
    from toldby.domain.ids import hash_content
    from toldby.packs.cache import find_cache_dir

    stem = Path(ledger).stem
    return find_cache_dir().parent / "site" / f"{stem}-{hash_content(str(Path(ledger).resolve()))[:8]}"


def write_pages(ledger: str, out: str | None = None) -> Path:
    """Write the site of a ledger with whole texts (for reading on this machine); gives its first page."""
    folder = Path(out) if out else default_site_folder(ledger)
    return Path(export(ledger, "site", str(folder), full_text=True)[0])


def run_demo(folder: str, progress: Progress | None = None) -> tuple[BuildSummary, Path]:
    """Build the packaged demo corpus offline in `folder`; gives its summary and the first page of its site."""
    from toldby.bootstrap import DEMO_REPORTS

    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageProblem(f"{folder}: cannot be made ({error.strerror}); name another folder") from error
    ledger = str(place / "demo.toldby")
    summary = build([str(DEMO_REPORTS)], ledger, packs=("demo-tirrow",), progress=progress)
    return summary, write_pages(ledger, str(place / "site"))
