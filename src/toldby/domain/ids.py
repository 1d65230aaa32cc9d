"""Ids from content: the same content gives the same id in every run."""

from __future__ import annotations

import hashlib
import json
from typing import NewType

DocId = NewType("DocId", str)
ClaimId = NewType("ClaimId", str)
EpisodeId = NewType("EpisodeId", str)
IncidentId = NewType("IncidentId", str)
OriginId = NewType("OriginId", str)
JudgementId = NewType("JudgementId", str)

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = tuple(a + b for a in _LETTERS for b in _LETTERS)
"""Two letters for each number of ten bits."""
_PLACES = tuple(range(120, -1, -10))


def hash_content(*parts: object) -> str:
    """26 characters, Crockford base32 of the first 16 bytes of a SHA-256 over the parts.

    Parts are JSON values (strings, numbers, None, nested tuples or lists).
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
    return encode_crockford(digest)


def encode_crockford(digest: bytes) -> str:
    """16 bytes as 26 characters, most significant first."""
    number = int.from_bytes(digest, "big")
    return "".join([_PAIRS[number >> place & 1023] for place in _PLACES])
