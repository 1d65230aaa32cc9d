"""What a user installs: the wheel holds everything it needs and runs the demo on its own."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.system.commands import LIMIT, Toldby

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "toldby"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out))
    (built,) = out.glob("*.whl")
    return built


def run(*words: str) -> None:
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=False)
    assert done.returncode == 0, done.stderr


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    there = {
        f"toldby/{path.relative_to(SOURCE).as_posix()}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
    }
    assert there - held == set()
    for part in ("data/models/en/meta.json", "data/demo/reports/metadata.csv", "data/languages/en/pack.yml"):
        assert f"toldby/{part}" in held
    assert any(name.endswith(".html.j2") for name in held)


def test_wheel_names_its_licences(wheel: Path) -> None:
    package = zipfile.ZipFile(wheel)
    held = package.namelist()
    for name in ("LICENSE", *(f"LICENSES/{path.name}" for path in (ROOT / "LICENSES").iterdir())):
        assert any(path.endswith(f".dist-info/licenses/{name}") for path in held), name
    for part in ("languages", "regions", "models/en", "demo", "types"):
        assert f"toldby/data/{part}/LICENSE" in held
    metadata = next(path for path in held if path.endswith(".dist-info/METADATA"))
    assert b"License-Expression: Apache-2.0 AND CC-BY-4.0 AND CC-BY-SA-4.0 AND CC0-1.0" in package.read(metadata)


def test_wheel_runs_the_demo(wheel: Path, toldby: Toldby) -> None:
    home = toldby.folder / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        str(wheel),
    )
    packages = next((home / "lib").glob("python3*")) / "site-packages"
    # the dependencies of the tests' environment; its own .pth files, and so the source tree, are not followed
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    folder = toldby.folder / "elsewhere"
    folder.mkdir()
    done = subprocess.run(
        [home / "bin" / "toldby", "demo", "--no-browser", "--out", "out"],
        cwd=folder,
        env=toldby.environment(),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("reading    15 reports")
    assert (folder / "out" / "site" / "index.html").exists()
    where = subprocess.run(
        [python, "-c", "import toldby; print(toldby.__file__)"], cwd=folder, capture_output=True, text=True, check=True
    )
    assert Path(where.stdout.strip()).is_relative_to(home)
