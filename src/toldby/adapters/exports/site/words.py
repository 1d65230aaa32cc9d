"""The words and symbols of the pages; neutral ones only (`product.md` 7), in one place."""

from __future__ import annotations

SYMBOLS = {
    "agree": "=",
    "compatible": "~",
    "update": ">",
    "deny": "x",
    "conflict-number": "≠",
    "conflict-place": "≠",
    "conflict-time": "≠",
    "conflict-actor": "≠",
    "conflict-name-only": "=",
    "framing": "~",
    "silent": "o",
}
"""Relation kind -> symbol shown beside the word."""

KIND_WORDS = {
    "agree": "agree",
    "compatible": "can both hold",
    "update": "later number of the same voice",
    "deny": "denied",
    "conflict-number": "another number",
    "conflict-place": "another place",
    "conflict-time": "another time",
    "conflict-actor": "another actor",
    "conflict-name-only": "one place, other names",
    "framing": "one act, two readings",
    "silent": "does not speak of it",
}

SLOT_WORDS = {
    "occurrence": "happened",
    "type": "what kind",
    "when": "when",
    "place": "place named",
    "actor": "who acted",
    "means": "with what",
    "object": "what was affected",
    "framing": "how it is put",
}

STATE_WORDS = {
    "contested": "accounts differ",
    "one_sided": "one side only",
    "agreed": "agreed",
    "single_origin": "single origin",
}

STATE_SYMBOLS = {"contested": "!", "one_sided": "1", "agreed": "=", "single_origin": "·"}

SEVERITY = (
    "deny",
    "conflict-actor",
    "conflict-number",
    "conflict-time",
    "conflict-place",
    "framing",
    "update",
    "compatible",
    "conflict-name-only",
    "agree",
    "silent",
)
"""Which relation a row is marked with when it holds several: the first of this order."""

DISPUTES = frozenset({"deny", "conflict-number", "conflict-place", "conflict-time", "conflict-actor"})


def name_slot(slot: str) -> str:
    """The row heading of a slot: "killed/halvena" -> "killed (halvena)"."""
    if slot in SLOT_WORDS:
        return SLOT_WORDS[slot]
    kind, _, side = slot.partition("/")
    words = kind.replace("_", " ")
    if not side:
        return f"how many {words}"
    return f"{words} ({'side not said' if side == 'unknown' else side})"


def name_type(type_id: str) -> str:
    """ "remote.drone_strike" -> "drone strike"."""
    return type_id.rpartition(".")[2].replace("_", " ")
