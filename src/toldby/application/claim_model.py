"""A trained judge as plain numbers in a JSON file: read without the library that trained it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toldby.analysis.claim_features import list_features
from toldby.domain.claims import Claim
from toldby.domain.errors import UsageProblem
from toldby.domain.ids import hash_content

FORMAT = "toldby-claim-model/1"


@dataclass(frozen=True, slots=True)
class ClaimModel:
    """A linear model over `list_features`; `figures` are those of its cross-validation, by name."""

    bias: float
    weights: Mapping[str, float]
    threshold: float
    figures: Mapping[str, float]
    trained_on: Mapping[str, str]

    @property
    def name(self) -> str:
        """`linear` and a hash of the numbers."""
        return f"linear-{hash_content(self.bias, sorted(self.weights.items()), self.threshold)[:8].lower()}"

    def rate(self, claim: Claim, text: str) -> float:
        """The logistic of the weights of the claim's features."""
        total = self.bias + sum(self.weights.get(name, 0.0) for name in list_features(claim, text))
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, total))))


def write_model(model: ClaimModel, path: Path) -> None:
    """One JSON object, keys sorted; the same training writes the same bytes."""
    row = {
        "format": FORMAT, "bias": model.bias, "weights": dict(model.weights), "threshold": model.threshold,
        "figures": dict(model.figures), "trained_on": dict(model.trained_on),
    }  # fmt: skip
    path.write_text(json.dumps(row, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def read_model(path: Path) -> ClaimModel:
    """The model of a file.

    Raises UsageProblem when it is missing, is no model or is one of another format.
    """
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        if row["format"] != FORMAT:
            raise UsageProblem(f"{path}: format {row['format']!r}, this toldby reads {FORMAT}; train it again")
        weights = {str(name): float(weight) for name, weight in row["weights"].items()}
        return ClaimModel(float(row["bias"]), weights, float(row["threshold"]), row["figures"], row["trained_on"])
    except OSError as error:
        raise UsageProblem(
            f"{path}: cannot be read ({error.strerror}); name a file of toldby train attribution"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageProblem(f"{path}: no model; name a file of toldby train attribution") from error
