"""The one wiring place: settings in, use cases with their adapters out. Heavy imports happen inside."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from toldby import __version__
from toldby.domain.errors import ExtraMissing, UsageProblem
from toldby.domain.linktable import LinkTable

if TYPE_CHECKING:
    from toldby.adapters.sources.files import FolderSource
    from toldby.application.build import Recipe
    from toldby.application.evaluate import Engines, GoldText, TimeQuestion
    from toldby.application.exporting.persons import PersonWords
    from toldby.application.ledger_store import LedgerStore
    from toldby.application.ports import Engine, Fetcher, ReportSource
    from toldby.application.view import LedgerView
    from toldby.application.visits import VisitLog
    from toldby.domain.ledger import Ledger
    from toldby.packs.check import CheckPorts
    from toldby.packs.check_cases import CodeSentence

DATA = Path(__file__).parent / "data"
DEMO_REPORTS = DATA / "demo" / "reports"


def load_link_table(name: str = "link-2") -> LinkTable:
    """The shipped weights and the frozen IDF table."""
    folder = DATA / "linking"
    weights = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    idf = folder / "idf.json"
    return LinkTable.from_mapping(weights, json.loads(idf.read_text(encoding="utf-8")) if idf.exists() else None)


@lru_cache(maxsize=4)
def make_recipe(
    packs: tuple[str, ...] = (), model: str | None = None, link_table: str = "link-2", judge: str | None = None
) -> Recipe:
    """What the results depend on. `packs` names region packs or folders; none = every shipped one is a candidate.

    `judge` is a file of `toldby train attribution`; none = the rules alone.
    """
    from toldby.adapters.syntax.spacy_pipeline import SpacySyntax
    from toldby.analysis.stages import Coding
    from toldby.application.build import Recipe
    from toldby.application.claim_model import read_model
    from toldby.application.packs import open_lexicon

    regions = [name for name in packs if name != "en"]
    lexicon = open_lexicon("en", regions if packs else None)
    second = None if judge is None else read_model(Path(judge))
    return Recipe(__version__, Coding(lexicon, SpacySyntax(model), judge=second), load_link_table(link_table))


def open_store(target: str, mode: str) -> LedgerStore:
    """A ledger file or PostgreSQL URL; `mode` is read, write or create.

    Raises UnknownLedger when it is missing, is no ledger, cannot be written or is of a newer version.
    """
    from toldby.adapters.stores.sql.engine import Mode, open_database
    from toldby.adapters.stores.sql.store import SqlStore

    return SqlStore(open_database(target, Mode(mode)))


@dataclass(frozen=True, slots=True)
class Fetching:
    """Whether and how the network is asked. `archive` keeps raw answers; `recheck` seconds let known pages rest.

    `allowed` (address, port) pairs are let through the guard: for tests against a server on loopback alone.
    """

    follow: bool = False
    archive: Path | None = None
    delay: float = 1.0
    contact: str | None = None
    recheck: float = 0.0
    allowed: tuple[tuple[str, int], ...] = ()


def open_sources(paths: Sequence[str], fetching: Fetching, visits: VisitLog) -> OpenSources:
    """Sources for the files, folders and addresses named.

    Addresses named here are asked; those that files and feeds name only when `fetching.follow` says so.
    Raises ExtraMissing when an address is to be asked and the extra `fetch` is not installed.
    """
    from toldby.adapters.sources.addresses import AddressReader, AddressSource
    from toldby.adapters.sources.files import FolderSource
    from toldby.adapters.sources.fresh import is_due_after

    urls = [path for path in paths if is_address(path)]
    folders = [Path(path) for path in paths if not is_address(path)]
    fetcher = make_fetcher(fetching) if urls or fetching.follow else None
    is_due = is_due_after(fetching.recheck)
    asking = AddressReader(fetcher, visits, fetching.follow, is_due)
    resting = asking if fetching.follow else AddressReader(None, visits)
    files = FolderSource(folders, resting) if folders else None
    sources: list[ReportSource] = [files] if files is not None else []
    if urls:
        sources.append(AddressSource(urls, asking))
    return OpenSources(tuple(sources), files, fetcher)


@dataclass(frozen=True, slots=True)
class OpenSources:
    """Sources of one build; `close` gives connections back."""

    sources: tuple[ReportSource, ...]
    files: FolderSource | None = None
    fetcher: Fetcher | None = None

    def count_references(self) -> tuple[str, ...]:
        """Tables of other datasets among the files."""
        return tuple(found.path for found in self.files.references()) if self.files is not None else ()

    def close(self) -> None:
        """Give everything back."""
        if self.fetcher is not None:
            self.fetcher.close()


def is_address(path: str) -> bool:
    """The words name an address, not a file."""
    return "://" in path


def make_fetcher(fetching: Fetching) -> Fetcher:
    """The guarded and polite fetcher.

    Raises ExtraMissing without the extra `fetch`.
    """
    try:
        from toldby.adapters.sources.fetching.client import Client, Limits
    except ImportError:
        raise ExtraMissing("fetch", "asking the network") from None
    from toldby.adapters.sources.fetching.keeping import Keeper
    from toldby.adapters.sources.fetching.polite import PoliteFetcher

    limits = Limits()
    agent = f"toldby/{__version__} ({fetching.contact or 'research on news reports; no contact given'})"
    keeper = Keeper(fetching.archive) if fetching.archive is not None else None
    return PoliteFetcher(Client(agent, limits, allowed=fetching.allowed), limits, fetching.delay, keeper)


def make_person_words() -> PersonWords:
    """The words by which exports know private persons, and the names that packs know."""
    from toldby.application.exporting.persons import gather_person_words
    from toldby.application.packs import open_lexicon

    return gather_person_words(open_lexicon("en", None))


def make_engine(jobs: int = 1, when_loaded: Callable[[], None] | None = None) -> Engine:
    """The engine that runs per-report work; more than one job uses a pool of processes.

    `when_loaded` is called when packs and parser are loaded in this process.
    """
    if jobs > 1:
        from toldby.adapters.engines.pool import PoolEngine

        return PoolEngine(jobs)
    from toldby.adapters.engines.serial import SerialEngine

    return SerialEngine() if when_loaded is None else SerialEngine(when_loaded)


def spare_loaded() -> AbstractContextManager[Callable[[], None]]:
    """Around a build: gives what is to be called when all is loaded, so that memory is looked after with less work."""
    from toldby.adapters.engines.memory import spare_loaded as spare

    return spare()


def make_evaluation_engines(packs: tuple[str, ...] = (), judge: str | None = None) -> Engines:
    """How the engine answers gold files: a ledger in memory for texts, the time grammar for single cases."""
    from toldby.application.evaluate import Engines

    recipe = make_recipe(packs, judge=judge)

    def code(texts: Sequence[GoldText]) -> Ledger:
        from toldby.adapters.sources.texts import GivenText, TextSource
        from toldby.adapters.stores.memory import MemoryStore
        from toldby.application.build import build_ledger
        from toldby.application.linkage import Linking
        from toldby.application.reading import read_ledger

        source = TextSource([GivenText(t.id, t.text, t.published) for t in texts])
        with closing(MemoryStore()) as store:
            linking = Linking(recipe.coding.lexicon, recipe.table, lambda *_: None)
            build_ledger([source], store, recipe, make_engine(), linking)
            return read_ledger(store, recipe.table)

    def read_time(question: TimeQuestion) -> tuple[str | None, str | None]:
        from toldby.analysis.times import read_time_case

        language = recipe.coding.lexicon.language
        mention = read_time_case(
            question.sentence, question.dct or "", question.start, question.end, question.reference, language
        )
        return (None, None) if mention is None else (mention.earliest, mention.latest)

    def split(text: str) -> Sequence[tuple[int, int]]:
        from toldby.analysis.quotes import find_quotes
        from toldby.analysis.sentences import split_sentences
        from toldby.domain.text import Zone, ZoneKind

        language = recipe.coding.lexicon.language
        zones = (Zone(0, len(text), ZoneKind.BODY),)
        found = split_sentences(text, zones, find_quotes(text, zones, language), language)
        return tuple((s.start, s.end) for s in found if s.quoted_in is None)

    return Engines(code, read_time, split)


def list_pack_folders() -> list[Path]:
    """Every shipped pack: languages first, then regions."""
    from toldby.packs.shipped import shipped_packs

    shipped = shipped_packs()
    return [folder for _, folder in (*shipped.languages, *shipped.regions)]


def make_sentence_coder(recipe: Recipe, forced: frozenset[str] = frozenset()) -> CodeSentence:
    """The engine on one sentence: what `pack try` shows and the cases of `pack check` compare.

    `forced`: region packs that take part whatever the sentence names.
    """
    from toldby.adapters.sources.texts import GivenText, TextSource
    from toldby.analysis.stages import analyse_report
    from toldby.application.ingest import build_report
    from toldby.application.pack_cases import make_sentence_coder as wrap
    from toldby.application.ports import InputRef, RawReport
    from toldby.domain.analysis_result import ReportAnalysis

    def analyse(text: str, outlet: str, published: str) -> ReportAnalysis:
        given = GivenText("sentence", text, published or None, None if outlet == "none" else outlet)
        raw = TextSource([given]).read(InputRef("sentence", "sentence"))
        if not isinstance(raw, RawReport):
            raise UsageProblem("there is no sentence to try")
        coding = replace(recipe.coding, forced=forced)
        return analyse_report(build_report(raw, recipe.coding.lexicon), coding)

    return wrap(analyse, recipe.coding.lexicon)


def make_check_ports() -> CheckPorts:
    """What the pack check borrows from the engine."""
    from toldby.packs.check import CheckPorts

    recipe = make_recipe()
    types = {t.id: t.attributes for t in recipe.coding.lexicon.types}
    return CheckPorts(types=types, code_sentence=make_sentence_coder(recipe))


def view_store(store: LedgerStore) -> LedgerView:
    """An open ledger as readers see it."""
    from toldby.adapters.exports.rows import ContractRows
    from toldby.application.view import LedgerView

    return LedgerView(store, ContractRows(), load_link_table())


def write_sidecars(paths: Sequence[str]) -> None:
    """A `metadata.csv` beside the reports, with a row for each; filled cells are never changed."""
    from toldby.adapters.sources.files import FolderSource
    from toldby.adapters.sources.sidecar_write import write_sidecar

    for folder in sorted({p if p.is_dir() else p.parent for p in map(Path, paths)}):
        write_sidecar(folder, FolderSource([folder]).list_files())


def list_versions() -> dict[str, str]:
    """What results depend on, by name."""
    from toldby.adapters.stores.sql.drivers import choose_driver

    recipe = make_recipe()
    packs = {f"pack {name}": hash_[:12] for name, hash_ in sorted(recipe.packs.items())}
    versions = {"toldby": __version__, "syntax": recipe.coding.syntax.name, "link table": recipe.table.version}
    return versions | packs | {"ledger driver": choose_driver().label}
