"""Help comes at once: no heavy module is loaded for it, and nothing is written."""

from __future__ import annotations

import json
import subprocess
import sys

import typer

from tests.system.commands import Done, Toldby, read_folder
from toldby.cli.run import app

HEAVY = [
    "alembic", "charset_normalizer", "jinja2", "lxml", "numpy", "pebble", "rapidfuzz", "spacy", "sqlalchemy", "sqlite3",
    "thinc", "toldby.adapters", "toldby.analysis", "toldby.application", "toldby.packs", "trafilatura", "yaml",
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


def ask(command: Toldby, asked: list[list[str]]) -> tuple[dict[str, tuple[int, str]], set[str]]:
    """What each help says with its exit code, and the modules loaded for all of them."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(asked)],
        cwd=command.folder,
        env=command.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return answer["told"], set(answer["modules"])


def test_help_of_every_command_loads_nothing_heavy(built: tuple[Toldby, Done]) -> None:
    command = built[0]
    before = read_folder(command.folder)
    told, modules = ask(command, [[*words, "--help"] for words in list_commands()])
    assert modules & set(HEAVY) == set()
    for name, (code, text) in told.items():
        assert (code, "Usage:" in text) == (0, True), name
    assert read_folder(command.folder) == before


def test_help_of_the_program_does_without_pydantic(toldby: Toldby) -> None:
    _, modules = ask(toldby, [["--help"]])
    assert modules & {"pydantic", *HEAVY} == set(), "typer loads pydantic for the help of a command, not for its own"


def test_help_as_a_program(toldby: Toldby) -> None:
    done = toldby("--help")
    assert (done.code, done.err) == (0, "")
    assert "One incident, as told by every side" in done.out
    assert toldby("build", "--help").out.startswith("Usage: toldby build ")
    assert list(toldby.folder.iterdir()) == []
