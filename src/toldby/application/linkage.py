"""What linking depends on besides the stored reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toldby.domain.lexicon import Lexicon
from toldby.domain.linktable import LinkTable

Progress = Callable[[str, int, int], None]
"""Called with stage, done, total."""

LINK = "link"
JUDGED = "tie:judged"
"""Kinds of stored edges; other ties are named "tie:" + why two episodes must be derived together."""

BATCH = 25
"""Reports or sets written in one transaction; what an interruption loses is done again."""


@dataclass(frozen=True, slots=True)
class Linking:
    """Lexicon, weights, and whom to tell about progress."""

    lexicon: Lexicon
    table: LinkTable
    progress: Progress
