"""What a report says itself, sentence by sentence, for gold that marks every fact and not only happenings.

The ledger keeps narrator claims for happenings alone. For such gold a sentence counts as told by the report
when nobody is said to assert anything in it, and when it is neither a question nor opens with a quotation mark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from toldby.domain.claims import Claim, Stance

Splitter = Callable[[str], Sequence[tuple[int, int]]]
"""The sentences of a text as spans."""

_OPENING_MARKS = ('"', "“", "'", "‘")
_WISHES = (Stance.EXPRESS, Stance.COMMIT, Stance.DEMAND, Stance.NOTIFY)
_CLAUSAL = (
    "cue.that", "cue.quote", "cue.adjunct", "cue.lead-in", "cue.colon", "cue.relay", "cue.by", "layout", "content",
    "override", "denial",
)  # fmt: skip


def list_told(text: str, claims: Sequence[Claim], split: Splitter) -> tuple[tuple[int, int], ...]:
    """The sentences in which nobody but the report asserts something."""
    said = [span for claim in claims if _asserts(claim) for span in claim.content]
    return tuple(
        (start, end) for start, end in split(text)
        if _is_telling(text[start:end].strip()) and not any(s.start < end and start < s.end for s in said)
    )  # fmt: skip


def _asserts(claim: Claim) -> bool:
    return claim.voice == "attributed" and claim.stance not in _WISHES and claim.machine.rule.startswith(_CLAUSAL)


def _is_telling(sentence: str) -> bool:
    """No question, no quotation, no rest of one that began earlier."""
    ends_open = sentence.endswith(('"', "”")) and sentence.count('"') % 2 == 1
    return not (sentence.endswith("?") or sentence.startswith(_OPENING_MARKS) or ends_open)
