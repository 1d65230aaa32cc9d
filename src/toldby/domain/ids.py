"""Ids from content: the same content gives the same id in every run."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import NewType

DocId = NewType("DocId", str)
ClaimId = NewType("ClaimId", str)
EpisodeId = NewType("EpisodeId", str)
IncidentId = NewType("IncidentId", str)
OriginId = NewType("OriginId", str)
JudgementId = NewType("JudgementId", str)

_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def hash_content(*parts: object) -> str:
    """26 characters, Crockford base32 of the first 16 bytes of a SHA-256 over the parts.

    Parts are JSON values (strings, numbers, None, nested tuples or lists).
    """
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]
    return encode_crockford(digest)


def encode_crockford(digest: bytes) -> str:
    """16 bytes as 26 characters, most significant first."""
    # base32 fills bits up at the end, these ids at the start: four bytes before, their letters taken off
    return base64.b32encode(bytes(4) + digest).decode("ascii").translate(_LETTERS)[6:]
