"""Ledgers that several tests of the command line look at, built once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.system.commands import Done, Toldby
from toldby.bootstrap import DEMO_REPORTS


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def toldby(tmp_path: Path, cache: Path) -> Toldby:
    """Commands in an empty folder."""
    return Toldby(tmp_path, cache)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> tuple[Toldby, Done]:
    """A folder with `reports/` (four of the demo, with their sidecar) and `reports.toldby`; nobody writes to it."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "reports").mkdir()
    for name in ("r01.txt", "r02.txt", "r03.txt", "s1.txt"):
        shutil.copy(DEMO_REPORTS / name, folder / "reports")
    rows = (DEMO_REPORTS / "metadata.csv").read_text().splitlines(keepends=True)
    kept = [row for row in rows if row.startswith(("file", "r01", "r02", "r03", "s1"))]
    (folder / "reports" / "metadata.csv").write_text("".join(kept))
    command = Toldby(folder, cache)
    return command, command("build", "reports")


@pytest.fixture
def fresh(built: tuple[Toldby, Done], tmp_path: Path, cache: Path) -> Toldby:
    """A copy of that folder, to be changed."""
    shutil.copytree(built[0].folder, tmp_path / "work")
    return Toldby(tmp_path / "work", cache)


@pytest.fixture
def export(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], dict[str, bytes]]:
    """The bytes a ledger exports."""
    from tests.system.commands import read_folder

    def export_ledger(ledger: Path) -> dict[str, bytes]:
        out = tmp_path_factory.mktemp("export")
        done = Toldby(out, cache)("export", "--format", "jsonl", "--ledger", ledger, "--out", out / "dump")
        assert done.code == 0, done.err
        return read_folder(out / "dump")

    return export_ledger
