"""Reports in files and folders: documents, and containers of them, with `metadata.csv` beside them.

Law: every input ends as one report or one listed problem; nothing is written, no link is followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from toldby.adapters.sources.addresses import AddressReader, Outcome, take_member
from toldby.adapters.sources.decoding import READ_HERE
from toldby.adapters.sources.door import read_file
from toldby.adapters.sources.listing import list_roots
from toldby.adapters.sources.members import Item, Link
from toldby.adapters.sources.opening import find_suffix, is_container, is_reference_file, list_items
from toldby.adapters.sources.refusals import refuse
from toldby.adapters.sources.sidecars import SidecarRows, check_file_hash, check_hash
from toldby.adapters.sources.single import READERS
from toldby.adapters.sources.walking import FolderListing, FoundFile
from toldby.adapters.sources.words import build_raw
from toldby.application.ports import InputRef
from toldby.domain.errors import ExtraMissing, SourceUnreadable
from toldby.domain.text import InputProblem


class FolderSource:
    """Inputs below the given files and folders, sorted by path; a `ReportSource`.

    Containers are read as streams: a member is in memory from the moment `inputs` names it until the next.
    """

    def __init__(self, roots: Iterable[str | Path], addresses: AddressReader | None = None) -> None:
        """`roots` are files or folders; paths of inputs are relative to the folder given.

        `addresses` reads the addresses that lists and feeds name; without it none is asked.
        """
        self._roots = tuple(os.fspath(root) for root in roots)
        self._addresses = addresses or AddressReader()
        self._ready: tuple[InputRef, Outcome] | None = None

    def inputs(self) -> Iterator[InputRef]:
        """Every input found, readable or not; hidden, ignored, sidecar and reference files are no inputs."""
        for found in self._listing.inputs:
            if is_reference_file(found.path, found.location):
                continue
            if not is_container(found.path, found.location):
                yield InputRef(found.path, found.location)
                continue
            for ref, outcome in self._open(found):
                self._ready = ref, outcome
                yield ref
        self._ready = None

    def read(self, ref: InputRef) -> Outcome:
        """The report of one input, or why there is none; never raises for a bad input."""
        if self._ready is not None and self._ready[0] == ref:
            return self._ready[1]
        if ref.member is None and not is_container(ref.path, ref.location):
            return self._read_document(ref)
        return self._find_again(ref)

    def problems(self) -> tuple[InputProblem, ...]:
        """Sidecars that cannot be read, and their rows that name no file."""
        return (*self._rows.broken, *self._rows.list_missing())

    def list_files(self) -> tuple[str, ...]:
        """Files that are inputs, containers as a whole; for the table to be filled in."""
        return tuple(f.path for f in self._listing.inputs if not is_reference_file(f.path, f.location))

    def references(self) -> tuple[FoundFile, ...]:
        """Tables of ACLED and UCDP among the files: to compare with, no inputs."""
        return tuple(found for found in self._listing.inputs if is_reference_file(found.path, found.location))

    def describe_sidecars(self) -> tuple[str, ...]:
        """Encoding and delimiter found for each sidecar, for the person who wrote it."""
        return self._rows.describe()

    @cached_property
    def _listing(self) -> FolderListing:
        return list_roots(self._roots)

    @cached_property
    def _rows(self) -> SidecarRows:
        return SidecarRows(self._listing.sidecars)

    def _read_document(self, ref: InputRef) -> Outcome:
        sha256: str | None = None
        try:
            suffix = find_suffix(ref.path)
            reader = READERS.get(suffix)
            if reader is None:
                reason = f"{suffix or 'no suffix'}; toldby reads {READ_HERE}; save it as one of them"
                raise SourceUnreadable("unsupported_type", reason)
            raw = read_file(ref.location, reader.limit)
            sha256 = raw.sha256
            check_hash(self._rows.find(ref.path), sha256)
            words = reader.read(raw.content)
            return build_raw(ref.path, None, sha256, words, self._rows.find(ref.path, None, words.url))
        except SourceUnreadable as error:
            return refuse(ref, error, sha256)
        except ExtraMissing as error:
            return refuse(ref, SourceUnreadable("unsupported_type", str(error)), sha256)
        except MemoryError:
            return refuse(ref, SourceUnreadable("memory", "not enough memory for this file"), sha256)

    def _open(self, found: FoundFile) -> Iterator[tuple[InputRef, Outcome]]:
        """Everything a container gives; where it breaks, one problem stands for the rest."""
        whole = InputRef(found.path, found.location)
        try:
            check_file_hash(self._rows.find(found.path), found.location)
            for item in list_items(found.path, found.location):
                yield from self._take(item, whole)
        except SourceUnreadable as error:
            yield whole, refuse(whole, error)
        except ExtraMissing as error:
            yield whole, refuse(whole, SourceUnreadable("unsupported_type", str(error)))
        except MemoryError:
            yield whole, refuse(whole, SourceUnreadable("memory", "not enough memory for this file; split it"))

    def _take(self, item: Item, whole: InputRef) -> Iterator[tuple[InputRef, Outcome]]:
        if isinstance(item, Link):
            yield from self._addresses.read(item, whole, self._rows)
        else:
            yield take_member(item, whole, self._rows)

    def _find_again(self, ref: InputRef) -> Outcome:
        """A member asked for out of turn: its container is read anew."""
        for found in self._listing.inputs:
            if found.location == ref.location:
                for other, outcome in self._open(found):
                    if other == ref:
                        return outcome
        return refuse(ref, SourceUnreadable("vanished", "it was there and is gone; build again"))
