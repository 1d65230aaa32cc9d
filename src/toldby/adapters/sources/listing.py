"""The files and sidecars of all roots named on the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from toldby.adapters.sources.names import escape_name
from toldby.adapters.sources.sidecar import NAME as SIDECAR_NAME
from toldby.adapters.sources.walking import FolderListing, FoundFile, list_folder


def list_roots(roots: Iterable[str]) -> FolderListing:
    """Inputs and sidecars; equal paths of two folders get the folder's name in front."""
    inputs: dict[str, FoundFile] = {}
    sidecars: dict[str, FoundFile] = {}
    for root in roots:
        listing = _list_root(root)
        for found in listing.inputs:
            path = found.path if found.path not in inputs else f"{escape_name(Path(root).name)}/{found.path}"
            inputs.setdefault(path, FoundFile(path, found.location))
        for found in listing.sidecars:
            sidecars.setdefault(found.location, found)
    return FolderListing(tuple(inputs[path] for path in sorted(inputs)), tuple(sidecars.values()))


def _list_root(root: str) -> FolderListing:
    path = Path(root)
    if path.is_dir() and not path.is_symlink():
        return list_folder(root)
    beside = path.parent / SIDECAR_NAME
    tables = (FoundFile(SIDECAR_NAME, os.fspath(beside)),) if beside.is_file() else ()
    return FolderListing((FoundFile(escape_name(path.name), root),), tables)
