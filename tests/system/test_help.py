"""Help comes at once: no heavy module is loaded for it, and nothing is written."""

from __future__ import annotations

import json
import subprocess
import sys

import typer

from tests.system.commands import Done, Toldby, read_folder
from toldby.cli.run import app

HEAVY = [
    "alembic", "charset_normalizer", "jinja2", "lxml", "numpy", "pebble", "pydantic", "rapidfuzz", "spacy", "sqlalchemy",
    "sqlite3", "thinc", "toldby.adapters", "toldby.analysis", "toldby.application", "toldby.packs", "trafilatura", "yaml",
]  # fmt: skip

PROBE = """
import contextlib, io, json, sys
from toldby.cli.run import run
told = {}
for words in json.loads(sys.argv[1]):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = run(words)
    told[" ".join(words)] = [code, out.getvalue()]
print(json.dumps({"told": told, "modules": sorted(sys.modules)}))
"""


def list_commands() -> list[list[str]]:
    """The words of every command, groups too."""
    root = typer.main.get_command(app)
    commands: list[list[str]] = [[]]
    for name, command in root.commands.items():  # type: ignore[attr-defined]
        commands.append([name])
        commands += [[name, inner] for inner in getattr(command, "commands", {})]
    return commands


def test_help_loads_nothing_heavy(built: tuple[Toldby, Done]) -> None:
    command = built[0]
    before = read_folder(command.folder)
    asked = [[*words, "--help"] for words in list_commands()]
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(asked)],
        cwd=command.folder,
        env=command.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert [name for name in HEAVY if name in told["modules"]] == []
    for name, (code, text) in told["told"].items():
        assert (code, "Usage:" in text) == (0, True), name
    assert read_folder(command.folder) == before


def test_help_as_a_program(toldby: Toldby) -> None:
    done = toldby("--help")
    assert (done.code, done.err) == (0, "")
    assert "One incident, as told by every side" in done.out
    assert toldby("build", "--help").out.startswith("Usage: toldby build ")
    assert list(toldby.folder.iterdir()) == []
