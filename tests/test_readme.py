"""The README's commands are commands, its options are options, its files are there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

import toldby
from toldby.cli.run import app, hoist_flags

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

COMMAND = re.compile(r"^(?:    |\$ )\.venv/bin/toldby (.+)$", re.MULTILINE)
COMMANDS = sorted({line.partition("  #")[0].strip() for line in COMMAND.findall(README)})


def find_command(words: list[str]) -> tuple[typer.core.TyperCommand, list[str]]:
    """The command that the words name, and the words after it."""
    command = typer.main.get_command(app)
    while inner := getattr(command, "commands", None):
        assert words[0] in inner, f"there is no command {words[0]}"
        command, words = inner[words[0]], words[1:]
    return command, words  # type: ignore[return-value]


def test_readme_shows_the_main_commands() -> None:
    shown = {line.split()[0] for line in COMMANDS}
    assert {"build", "add", "list", "show", "open", "export", "import", "pack", "version"} <= shown


@pytest.mark.parametrize("line", COMMANDS)
def test_command_and_options_exist(line: str) -> None:
    command, words = find_command(hoist_flags(shlex.split(line)))
    known = {name for parameter in command.params for name in parameter.opts}
    assert [word for word in words if word.startswith("-") and word not in known] == []


def test_options_named_in_comments_exist() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    known = {name for one in commands.values() for parameter in one.params for name in parameter.opts}
    known |= {"--debug", "--help"}
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", README)) - {"--markdown"}
    assert named - known == set()


def test_licences_and_pictures_are_there() -> None:
    named = re.findall(r"\((LICENSE[^)]*|docs/pictures/[^)]*)\)", README)
    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).is_file()] == []
    assert {path.name for path in (ROOT / "LICENSES").iterdir()} >= {Path(name).name for name in named if "/CC" in name}


def test_exit_codes_are_those_of_the_program() -> None:
    from toldby.cli import run
    from toldby.cli.commands_build import FAILED, INCOMPLETE

    told = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert told == {run.DONE, run.FAILED, FAILED, run.WRONG_USAGE, INCOMPLETE, run.INTERRUPTED}


def test_columns_of_the_sidecar_are_those_that_are_written() -> None:
    from toldby.adapters.sources.sidecar_write import COLUMNS

    table = README.partition("| column | holds |")[2].partition("\n\n")[0]
    named = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`([a-z_0-9]+)`", row.split("|")[1] if "|" in row else "")
    }
    assert named == set(COLUMNS)


def test_python_names_are_promised() -> None:
    named = set(re.findall(r"toldby\.([a-z_]+)\(", README))
    assert named
    assert named <= set(toldby.__all__)
