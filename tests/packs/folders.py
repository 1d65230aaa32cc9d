"""Folders of packs for tests: copies that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

from toldby.packs.shipped import find_shipped_folder

SAMPLES = Path(__file__).parent / "samples"
DEMO = find_shipped_folder() / "regions" / "demo-tirrow"


def copy_language(target: Path) -> Path:
    """The filled language example of the format."""
    return Path(shutil.copytree(SAMPLES / "language", target / "en"))


def copy_region(target: Path) -> Path:
    """The fictional region pack."""
    return Path(shutil.copytree(DEMO, target / "demo-tirrow"))


def replace(path: Path, old: str, new: str) -> None:
    """Change a file; fails when there is nothing to change."""
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), "utf-8")
