"""The command line with a public face that needs no model: a ledger made by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

import toldby
from tests.samples.stores import fill
from toldby.adapters.exports.jsonl import JsonlExporter
from toldby.adapters.exports.jsonl_read import JsonlReader
from toldby.adapters.exports.rows import ContractRows
from toldby.adapters.stores.sql.engine import Mode
from toldby.adapters.stores.sql.store import open_store
from toldby.application.disputes import DisputeQuery
from toldby.application.export import export_ledger
from toldby.application.import_dump import import_dump
from toldby.application.query import IncidentQuery
from toldby.application.summary import BuildSummary, summarise_build
from toldby.application.view import ClaimDetail, IncidentDetail, LedgerView
from toldby.bootstrap import Fetching, load_link_table
from toldby.cli.run import run


@dataclass
class FakeApi:
    """Builds the sample ledger whatever the inputs are; `calls` are what it was asked for."""

    calls: list[tuple[object, ...]] = field(default_factory=list)
    error: BaseException | None = None
    is_empty: bool = False

    def build(self, paths: list[str], ledger: str, **options: object) -> BuildSummary:
        self.calls.append(("build", tuple(paths), ledger, options["packs"], options["jobs"], options["write_sidecar"]))
        if self.error is not None:
            raise self.error
        progress: Callable[[str, int, int], None] = options["progress"]  # type: ignore[assignment]
        for number in range(200):
            progress("reading", number + 1, 200)
        progress("linking", 1, 2)
        progress("linking", 2, 2)
        store = open_store(ledger, Mode.CREATE)
        if not store.all_doc_ids() and not self.is_empty:
            fill(store)
        with closing(store):
            return summarise_build(store, ledger, 1.25)

    def open_ledger(self, ledger: str) -> LedgerView:
        return LedgerView(open_store(ledger, Mode.READ), ContractRows(), load_link_table())

    def export(self, ledger: str, format_: str, out: str) -> tuple[str, ...]:
        with closing(open_store(ledger, Mode.READ)) as store:
            return export_ledger(store, JsonlExporter(), load_link_table(), Path(out))

    def import_dump(self, folder: str, ledger: str) -> None:
        store = open_store(ledger, Mode.CREATE)
        import_dump(JsonlReader(), Path(folder), store)
        store.close()

    def versions(self) -> dict[str, str]:
        return {"toldby": "1.0.0", "ledger driver": "SQLite"}


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> FakeApi:
    fake = FakeApi()
    module = ModuleType("toldby.api")
    for name in ("build", "open_ledger", "export", "import_dump", "versions"):
        setattr(module, name, getattr(fake, name))
    for value in (BuildSummary, ClaimDetail, DisputeQuery, Fetching, IncidentDetail, IncidentQuery, LedgerView):
        setattr(module, value.__name__, value)
    monkeypatch.setitem(sys.modules, "toldby.api", module)
    monkeypatch.setattr(toldby, "api", module, raising=False)
    return fake


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Toldby = Callable[..., Outcome]


@pytest.fixture
def call(api: FakeApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Toldby:
    """Runs one command line in an empty folder that holds `reports/`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TOLDBY_LEDGER", raising=False)
    (tmp_path / "reports" / "one").mkdir(parents=True)
    for name in ("first.txt", "second.txt"):
        (tmp_path / "reports" / "one" / name).write_text(name)

    def call_once(*words: str) -> Outcome:
        code = run(words)
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call_once
