"""What a second opinion on the rules' claims has to deliver; without one the rules stand alone."""

from __future__ import annotations

from typing import Protocol

from toldby.domain.claims import Claim


class ClaimJudge(Protocol):
    """Rates claims that the rules have made; it never makes one of its own."""

    @property
    def name(self) -> str:
        """Kind and hash of the model, stamped into the manifest because it changes results."""
        ...

    @property
    def threshold(self) -> float:
        """A claim rated lower is set aside."""
        ...

    def rate(self, claim: Claim, text: str) -> float:
        """How likely somebody really says this, 0 to 1; `text` is the report's."""
        ...
