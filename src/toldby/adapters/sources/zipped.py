"""ZIP files from strangers: members are counted, measured and read as streams, never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from toldby.adapters.sources.refusals import describe_size
from toldby.domain.errors import SourceUnreadable

MAX_MEMBERS = 1_000
_RATIO = 100
_RATIO_FROM = 1_000_000


@contextmanager
def open_zip(file: IO[bytes] | bytes) -> Iterator[zipfile.ZipFile]:
    """The archive.

    Raises SourceUnreadable when it is damaged, has too many members, or one that climbs out of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            _check_members(archive)
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise SourceUnreadable("parser_error", f"no readable archive ({error}); save it anew") from None
    except RuntimeError:
        raise SourceUnreadable("unsupported_type", "the archive asks for a password; save it without one") from None


def _check_members(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if len(names) > MAX_MEMBERS:
        raise SourceUnreadable("archive_limit", f"{len(names)} members, at most {MAX_MEMBERS} are read; split it")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
            raise SourceUnreadable("path_escape", f"a member is called {name[:80]!r}; pack it anew")


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """The bytes of a member, at most `limit`.

    Raises SourceUnreadable when it is missing, larger, or swells too much.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        raise SourceUnreadable("parser_error", f"the archive holds no {name}; save it anew") from None
    with archive.open(info) as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise SourceUnreadable("archive_limit", f"{name} is larger than {describe_size(limit)} unpacked; leave it out")
    if len(content) > _RATIO_FROM and len(content) > _RATIO * max(1, info.compress_size):
        raise SourceUnreadable("archive_limit", f"{name} swells more than {_RATIO} times when unpacked; leave it out")
    return content
