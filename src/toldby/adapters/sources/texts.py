"""Texts already in memory as a source: for evaluation and for the Python API."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toldby.application.ports import InputRef, RawReport
from toldby.domain.errors import UsageProblem
from toldby.domain.text import DateEvidence, InputProblem


@dataclass(frozen=True, slots=True)
class GivenText:
    """A text with the name it goes by."""

    name: str
    text: str
    published: str | None = None
    outlet: str | None = None


class TextSource:
    """Inputs in the order given."""

    def __init__(self, texts: Sequence[GivenText]) -> None:
        """Keep the texts by name.

        Raises UsageProblem when two texts go by one name: one of them would be lost.
        """
        self._texts = {t.name: t for t in texts}
        if len(self._texts) < len(texts):
            twice = Counter(t.name for t in texts).most_common(1)[0][0]
            raise UsageProblem(f"two texts are called {twice!r}; give each a name of its own")

    def inputs(self) -> Iterator[InputRef]:
        """One input per text."""
        for name in self._texts:
            yield InputRef(name, name)

    def read(self, ref: InputRef) -> RawReport | InputProblem:
        """The text as it is."""
        given = self._texts[ref.path]
        digest = hashlib.sha256(given.text.encode("utf-8", "surrogatepass")).hexdigest()
        if not given.text.strip():
            return InputProblem(ref.path, None, digest, "skipped", "read", "empty", "empty: no text")
        evidence = (DateEvidence("user", given.published),) if given.published else ()
        return RawReport(ref.path, None, digest, given.text, outlet=given.outlet, evidence=evidence)

    def problems(self) -> tuple[InputProblem, ...]:
        """None: there is no collection around the texts."""
        return ()
