"""Compiled packs kept in the user's cache folder; a cache that cannot be written is no error."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FORMAT = "1"


def find_cache_dir(environment: Mapping[str, str] | None = None) -> Path:
    """The folder for compiled packs: XDG_CACHE_HOME, else the place the platform has for caches."""
    env = os.environ if environment is None else environment
    if env.get("XDG_CACHE_HOME"):
        return Path(env["XDG_CACHE_HOME"]) / "toldby"
    if sys.platform == "win32" and env.get("LOCALAPPDATA"):
        return Path(env["LOCALAPPDATA"]) / "toldby" / "cache"
    home = Path(env.get("HOME") or env.get("USERPROFILE") or tempfile.gettempdir())
    return home / ("Library/Caches/toldby" if sys.platform == "darwin" else ".cache/toldby")


def hash_sources(folder: Path, *, reviewed_only: bool) -> str:
    """A hash of the bytes a pack is made of and of the form it is compiled to."""
    digest = hashlib.sha256(f"{_FORMAT}:{_code_hash()}:{folder.name}:{reviewed_only}".encode())
    for path in sorted(folder.glob("*.yml")):
        content = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_cached(cache: Path, name: str, key: str) -> dict[str, Any] | None:
    """The form kept under `key`, or None."""
    try:
        kept = json.loads((cache / f"{name}-{key[:12]}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return kept["form"] if isinstance(kept, dict) and kept.get("key") == key else None


def write_cached(cache: Path, name: str, key: str, form: dict[str, Any]) -> None:
    """Keep a form; written beside and moved, so that no reader sees half a file."""
    with contextlib.suppress(OSError):
        cache.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=cache, prefix=f".{name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"key": key, "form": form}, file, ensure_ascii=False)
        Path(part).replace(cache / f"{name}-{key[:12]}.json")


def _code_hash() -> str:
    """Changes whenever the code that compiles packs changes, so that no stale form is read."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for name in ("compile.py", "compile_region.py", "inflect.py", "store.py"):
        with contextlib.suppress(OSError):
            digest.update((here / name).read_bytes())
    return digest.hexdigest()[:16]
