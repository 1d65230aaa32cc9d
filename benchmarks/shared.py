"""Where the gold files and texts are that the project measures with and does not ship."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

VARIABLE = "TOLDBY_SHARED"
MISSING = f"{VARIABLE} is unset: the gold files are not at hand"


def find_shared() -> Path | None:
    """The folder with `gold`, `seeds` and `bench`; None when nobody named one."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def hash_gold(shared: Path, name: str) -> str:
    """SHA-256 of one gold file."""
    return hashlib.sha256((shared / name).read_bytes()).hexdigest()


def copy_dated(shared: Path, folder: Path) -> Path:
    """The seeds with a sidecar that gives each its date, as the incident gold states them for tests."""
    gold = json.loads((shared / "gold" / "seed_incidents.json").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["file,published"]
    for document in gold["documents"]:
        name = Path(document["file"]).name
        shutil.copyfile(shared / "seeds" / name, folder / name)
        rows.append(f"{name},{document['dct_for_tests']}")
    (folder / "metadata.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
