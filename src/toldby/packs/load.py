"""The Lexicon of a run: one language pack, the region packs in force, the incident types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toldby.domain.errors import UsageProblem
from toldby.domain.lexicon import LanguagePack, Lexicon, RegionPack
from toldby.packs.cache import find_cache_dir, hash_sources, read_cached, write_cached
from toldby.packs.ontology import load_types
from toldby.packs.store import restore_language, restore_region


def load_lexicon(language: Path, regions: tuple[Path, ...], types: Path, reviewed_only: bool = False) -> Lexicon:
    """The lexicon of the folders given; the order of regions does not matter."""
    packs = (load_region(folder, reviewed_only=reviewed_only) for folder in regions)
    return Lexicon(
        language=load_language(language, reviewed_only=reviewed_only),
        regions=tuple(sorted(packs, key=lambda pack: pack.id)),
        types=load_types(types),
    )


def load_language(folder: Path, *, reviewed_only: bool = False) -> LanguagePack:
    """A language pack, from the cache when its sources did not change."""
    return restore_language(_load_form(folder, "language", reviewed_only))


def load_region(folder: Path, *, reviewed_only: bool = False) -> RegionPack:
    """A region pack, from the cache when its sources did not change."""
    return restore_region(_load_form(folder, "region", reviewed_only))


def _load_form(folder: Path, kind: str, reviewed_only: bool) -> dict[str, Any]:
    if not folder.is_dir():
        raise UsageProblem(f"{folder}: no such pack; 'toldby pack new {kind} {folder.name}' makes one")
    cache, key = find_cache_dir(), hash_sources(folder, reviewed_only=reviewed_only)
    name = f"{kind}-{folder.name}"
    kept = read_cached(cache, name, key)
    if kept is not None:
        return kept
    # imported late: a pack that was compiled before needs neither YAML nor pydantic
    from toldby.packs.compile import compile_language_form, compile_region_form

    compiler = compile_language_form if kind == "language" else compile_region_form
    form = compiler(folder, reviewed_only=reviewed_only)
    write_cached(cache, name, key, form)
    return form
