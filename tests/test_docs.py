"""Documents are tested: commands are named and have help, nothing private is written, generated blocks are there."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import typer
from benchmarks.results import END_MARK, START_MARK
from benchmarks.wishes import SPEED, START, WISHES

import toldby
from toldby.cli.run import app

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in DOCS)


def list_commands() -> dict[str, typer.core.TyperCommand]:
    """Words after `toldby` -> the command."""
    found: dict[str, typer.core.TyperCommand] = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {name: command} if inner is None else {f"{name} {word}": one for word, one in inner.items()}
    return found


def list_tracked() -> list[Path]:
    """Files under version control; every file of the source tree where there is none."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for part in ("src", "tests", "docs", "benchmarks") for path in (ROOT / part).rglob("*.*")]


@pytest.mark.parametrize(("name", "command"), list_commands().items())
def test_every_command_has_help_and_a_place(name: str, command: typer.core.TyperCommand) -> None:
    assert command.help, f"toldby {name}: no help"
    assert f"toldby {name}" in EVERYTHING, f"toldby {name} is named in no document"
    for parameter in command.params:
        assert getattr(parameter, "help", None) or parameter.name == "help", f"toldby {name}: {parameter.name}"


def test_decisions_have_numbers_of_their_own_and_the_four_parts() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = Counter(path.name[:4] for path in files)
    assert [number for number, times in numbers.items() if times > 1 or not number.isdigit()] == []
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert [part for part in ("Status", "Context", "Decision", "Consequences") if part not in text] == [], path.name


PRIVATE = re.compile(
    r"(?<![\w.$}-])/(?:work|home|root|Users|mnt|workspace)/[\w.-]+"
    r"|https?://[\w.-]*(?:artifactory|nexus|jfrog|devpi|pypi\.)[\w./-]*"
    r"|--(?:extra-)?index-url|--trusted-host"
)
BINARY = {".png", ".bin", ".model", ".npz"}


@pytest.mark.parametrize(
    ("line", "is_private"),
    [
        ("see /home/anna/toldby/notes.txt", True),
        ("file:///home/anna/pages/index.html", True),
        ("--index-url https://example.org/simple", True),
        ("from https://pypi.example.org/simple", True),
        # a path inside a page or a URL is none of a machine
        ("https://halvena.example/home/news", False),
        ("the work/home balance", False),
    ],
)
def test_what_is_private(line: str, is_private: bool) -> None:
    assert bool(PRIVATE.search(line)) is is_private


def test_no_machine_path_and_no_registry_in_any_file() -> None:
    found = []
    for path in list_tracked():
        if path.suffix in BINARY or path == Path(__file__) or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in PRIVATE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["README.md", "docs/benchmarks.md"])
def test_generated_block_has_every_figure(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert (text.count(START_MARK), text.count(END_MARK)) == (1, 1)
    block = text.partition(START_MARK)[2].partition(END_MARK)[0]
    assert [wish.name for wish in (*WISHES, SPEED, START) if f"| {wish.name} |" not in block] == []


def test_version_is_one() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'\nversion = "{toldby.__version__}"\n' in project


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for path in DOCS:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.name}: {target}")
    assert broken == []


def test_recipes_named_in_documents_exist() -> None:
    recipes = set(
        re.findall(r"^([a-z-]+)(?: [^:\n]*)?:", (ROOT / "justfile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    dev = set(re.findall(r"^    ([a-z]+)\)", (ROOT / "dev").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`just ([a-z-]+)", EVERYTHING)) <= recipes
    assert set(re.findall(r"\./dev ([a-z-]+)", EVERYTHING)) <= recipes | dev
