"""What a learned judge may look at: how a claim was made and what its parts look like, never its topic."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from toldby.domain.claims import Claim

_LENGTHS = (2, 4, 8, 16, 32)
_PRONOUNS = frozenset(
    ("i", "you", "he", "she", "it", "we", "they", "who", "that", "which", "this", "these", "those", "all", "some")
)


def list_features(claim: Claim, text: str) -> tuple[str, ...]:
    """Names of the features that hold: entry, rule, stance, shape of source, cue and content, and some pairs."""
    entry = f"entry={claim.machine.entry}"
    rule = f"rule={claim.machine.rule}"
    single = [rule, f"stance={claim.stance.value}", f"directness={claim.directness}", *_describe(claim, text)]
    pairs = (f"{a}&{b}" for a, b in combinations(single, 2))
    return (entry, *single, f"{entry}&{rule}", *pairs)


def _describe(claim: Claim, text: str) -> Iterator[str]:
    source = " ".join(span.read(text) for span in claim.source).split()
    content = " ".join(span.read(text) for span in claim.content).split()
    cue = " ".join(span.read(text) for span in claim.cue).split()
    yield f"source.words={_bucket(len(source))}"
    yield f"source.kind={_name_kind(source)}"
    yield f"content.words={_bucket(len(content))}"
    yield f"content.pieces={min(len(claim.content), 3)}"
    yield f"content.opens={'that' if content[:1] == ['that'] else 'to' if content[:1] == ['to'] else 'other'}"
    yield f"cue.words={_bucket(len(cue))}"
    if claim.source and claim.cue:
        yield f"source.gap={_bucket(abs(claim.cue[0].start - claim.source[-1].end) // 6)}"
    if claim.content and claim.cue:
        yield f"content.side={'left' if claim.content[0].start < claim.cue[0].start else 'right'}"
    yield f"nested={claim.parent is not None}"


def _bucket(count: int) -> int:
    return next((i for i, edge in enumerate(_LENGTHS) if count <= edge), len(_LENGTHS))


def _name_kind(source: list[str]) -> str:
    if not source:
        return "none"
    if len(source) == 1 and source[0].lower() in _PRONOUNS:
        return "pronoun"
    return "name" if source[-1][:1].isupper() else "noun"
