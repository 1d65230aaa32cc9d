"""The door: opens regular files inside the folder, nothing else, and only up to a size."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from toldby.adapters.sources.refusals import describe_size
from toldby.domain.errors import SourceUnreadable

MAX_TEXT_BYTES = 5_000_000
MAX_PAGE_BYTES = 20_000_000
"""Pages may carry inline images, which are cut out before the cap of `MAX_TEXT_BYTES` is applied."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class RawFile:
    """Bytes of a file with their hash."""

    content: bytes
    sha256: str


def read_file(location: str, limit: int) -> RawFile:
    """The bytes of a regular file; never follows a link, never waits for a pipe.

    Raises SourceUnreadable; a file above `limit` is refused before it is read.
    """
    descriptor = open_file(location)
    try:
        status = os.fstat(descriptor)
        if status.st_size > limit:
            sizes = f"{describe_size(status.st_size)}, at most {describe_size(limit)} are read"
            raise SourceUnreadable("too_large", f"{sizes}; split it into one report a file")
        content = _read_all(descriptor, limit)
    finally:
        os.close(descriptor)
    return RawFile(content, hashlib.sha256(content).hexdigest())


def hash_file(location: str) -> str | None:
    """SHA-256 of the raw bytes, None when they cannot be read."""
    try:
        return read_file(location, MAX_PAGE_BYTES).sha256
    except SourceUnreadable:
        return None


def open_file(location: str) -> int:
    """A descriptor of a regular file, to be closed; never follows a link, never waits for a pipe.

    Raises SourceUnreadable.
    """
    descriptor = _open_anything(location)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceUnreadable("not_a_regular_file", "a pipe, device or folder stands here; leave it out")
    return descriptor


def _open_anything(location: str) -> int:
    try:
        return os.open(location, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
    except OSError as error:
        raise _explain(error, location) from None
    except ValueError:
        raise SourceUnreadable("vanished", "the name cannot be opened") from None


def _explain(error: OSError, location: str) -> SourceUnreadable:
    if error.errno in (errno.ELOOP, errno.EMLINK, errno.ENXIO) or Path(location).is_symlink():
        return SourceUnreadable("not_a_regular_file", "a link or pipe; copy the file itself into the folder")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return SourceUnreadable("vanished", "the file was there and is gone; build again")
    reason = os.strerror(error.errno) if error.errno else "no reason given"
    return SourceUnreadable("vanished", f"the file cannot be opened: {reason}")


def _read_all(descriptor: int, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        try:
            part = os.read(descriptor, _CHUNK)
        except OSError as error:
            raise SourceUnreadable("vanished", f"reading stopped: {error.strerror}") from None
        if not part:
            return b"".join(parts)
        size += len(part)
        if size > limit:
            raise SourceUnreadable("too_large", f"grew above {describe_size(limit)} while it was read")
        parts.append(part)
