"""Ledgers and packs that cannot be used: one line each, exit code 1 or 2, nothing written."""

from __future__ import annotations

import resource
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.system.commands import LIMIT, Done, Toldby, read_folder
from toldby.adapters.stores.sql.migrations import HEAD
from toldby.bootstrap import DATA


def check_line(done: Done, code: int, *parts: str) -> None:
    """One line on stderr with these parts, nothing on stdout."""
    assert (done.code, done.out, len(done.complaints)) == (code, "", 1), done.err
    assert done.complaints[0].startswith("toldby: ")
    for part in parts:
        assert part in done.complaints[0]


def test_ledger_in_a_folder_that_does_not_exist(fresh: Toldby) -> None:
    check_line(fresh("build", "reports", "--ledger", "no/a.toldby"), 1, "no/a.toldby", "make it first")


def test_ledger_that_is_a_folder(fresh: Toldby) -> None:
    check_line(fresh("build", "reports", "--ledger", "reports"), 1, "reports is a folder", "name a file")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder here that nobody can write to")
def test_ledger_in_a_folder_nobody_can_write_to(fresh: Toldby) -> None:
    check_line(fresh("build", "reports", "--ledger", "/proc/a.toldby"), 1, "a.toldby", "check that its folder")


def test_ledger_on_a_full_disk(fresh: Toldby) -> None:
    words = [sys.executable, "-m", "toldby", "build", "reports", "--ledger", "b.toldby", "-q"]
    done = subprocess.run(
        words,
        cwd=fresh.folder,
        env=fresh.environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    check_line(Done(done.returncode, done.stdout, done.stderr), 1, "b.toldby", "disk")


def test_file_that_is_no_ledger(fresh: Toldby) -> None:
    (fresh.folder / "notes.txt").write_text("mine")
    check_line(fresh("build", "reports", "--ledger", "notes.txt"), 1, "notes.txt is not a ledger", "--ledger")
    assert (fresh.folder / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("words", [("build", "reports"), ("list",), ("export", "--format", "jsonl")])
def test_ledger_of_a_newer_version(fresh: Toldby, words: tuple[str, ...]) -> None:
    with sqlite3.connect(fresh.folder / "reports.toldby") as ledger:
        changed = ledger.execute("UPDATE alembic_version SET version_num = 'v9999' WHERE version_num = ?", (HEAD,))
        assert changed.rowcount == 1
    ledger.close()
    check_line(fresh(*words), 1, "reports.toldby was made by a newer toldby", "upgrade toldby")


def test_ledger_that_is_damaged(fresh: Toldby) -> None:
    path = fresh.folder / "reports.toldby"
    path.write_bytes(path.read_bytes()[:5000])
    done = fresh("list")
    assert (done.code, done.out, len(done.complaints)) == (1, "", 1)
    assert "unexpected" not in done.err


BROKEN = [
    # a line that is no YAML: file and line
    ("places.yml", "places:\n  - {id: a, [\n", "places.yml"),
    # an unknown key
    ("pack.yml", None, "pack.yml"),
]


@pytest.mark.parametrize(("name", "content", "where"), BROKEN)
def test_broken_pack(fresh: Toldby, name: str, content: str | None, where: str) -> None:
    pack = fresh.folder / "mine"
    assert fresh("pack", "new", "region", "mine").code == 0
    written = content if content is not None else (pack / name).read_text() + "\nfrobnicate: 1\n"
    (pack / name).write_text(written)
    before = (fresh.folder / "reports.toldby").read_bytes()
    done = fresh("build", "reports", "--pack", "mine")
    assert (done.code, done.out) == (1, "")
    assert f"mine/{where}" in done.complaints[0]
    assert "Traceback" not in done.err
    assert (fresh.folder / "reports.toldby").read_bytes() == before
    checked = fresh("pack", "check", "mine")
    assert checked.code == 1
    assert where in checked.out


def test_pack_that_is_not_there(fresh: Toldby) -> None:
    done = fresh("build", "reports", "--pack", "atlantis")
    assert (done.code in (1, 2), done.out, len(done.complaints)) == (True, "", 1)
    assert "atlantis" in done.err


def test_path_that_is_not_there(fresh: Toldby) -> None:
    before = read_folder(fresh.folder)
    check_line(fresh("build", "nowhere"), 2, "nowhere does not exist", "name files or folders")
    assert read_folder(fresh.folder) == before


def test_dump_that_is_damaged(fresh: Toldby) -> None:
    assert fresh("export", "--format", "jsonl", "--out", "dump").code == 0
    (fresh.folder / "dump" / "claims.jsonl").write_text("{}\n")
    check_line(fresh("import", "dump", "--ledger", "b.toldby"), 2, "claims.jsonl")


def test_shipped_packs_are_not_written_to(fresh: Toldby) -> None:
    copy = fresh.folder / "demo-tirrow"
    shutil.copytree(DATA / "regions" / "demo-tirrow", copy)
    before = read_folder(copy)
    assert fresh("build", "reports", "--ledger", "copy.toldby", "--pack", copy).code == 0
    assert read_folder(copy) == before
