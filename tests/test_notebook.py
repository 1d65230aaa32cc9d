"""The notebook runs on the demo and draws what it says: timeline, map, grid of denials."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.golden.building import DEMO, add
from toldby import api
from toldby.application.ledger_store import LedgerStore
from toldby.bootstrap import open_store

NOTEBOOK = Path(__file__).parents[1] / "docs" / "notebooks" / "ledger.ipynb"
for needed in ("pyarrow", "pandas", "matplotlib", "nbclient", "ipykernel"):
    pytest.importorskip(needed, reason=f"the extra notebook or {needed} is not installed")


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notebook")
    store: LedgerStore
    with closing(open_store(str(folder / "demo.toldby"), "create")) as store:
        add(store, DEMO)
    api.export(str(folder / "demo.toldby"), "parquet", str(folder / "parquet"))
    return folder / "parquet"


def test_it_runs_and_draws(tables: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbclient import NotebookClient

    monkeypatch.setenv("TOLDBY_PARQUET", str(tables))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "kept in the project without outputs"
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    printed = "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stdout")
    assert "12 incidents" in printed
    assert "no day known: TB-0B6X2W, TB-27WBNJ" in printed
    pictures = [o for o in outputs if "image/png" in o.get("data", {})]
    assert len(pictures) == 3, "timeline, map, grid"
    grid = next(o.data["text/plain"] for o in outputs if "whom" in o.get("data", {}).get("text/plain", ""))
    assert "Imbrel District Council" in grid
    assert "Teskor Press Agency" in grid
