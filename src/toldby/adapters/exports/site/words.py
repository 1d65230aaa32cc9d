"""The words and symbols of the pages; neutral ones only (`product.md` 7), in one place."""

from __future__ import annotations

from collections.abc import Iterable

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

STATE_SYMBOLS = {"contested": "!", "one_sided": "-", "agreed": "=", "single_origin": "·"}

STATUS_WORDS = {
    "asserted": "said to have happened",
    "alleged": "a charge, not told as an act",
    "denied": "only denied",
    "planned": "announced, not told as done",
    "hypothetical": "spoken of as possible",
    "ongoing": "said to go on",
    "background": "recalled from earlier",
}

STANCE_WORDS = {
    "assert": "says",
    "allege": "says, report keeps a distance",
    "accuse": "accuses",
    "deny": "denies",
    "reject": "rejects",
    "condemn": "condemns",
    "confirm": "confirms",
    "admit": "admits",
    "demand": "demands",
    "warn": "warns",
    "threaten": "threatens",
    "commit": "commits to",
    "express": "says what it feels",
    "notify": "makes known",
    "evidence": "has seen or found",
}

FLAG_WORDS = {
    "admission": "said of its own side",
    "blame_shift": "names the other side instead",
    "cross-camp": "said in more than one camp",
    "cross-camp-hedged": "said in more than one camp, once with a hedge",
    "denies": "as a denial",
    "euphemism": "under another word",
    "general": "the account as a whole",
    "hedged": "with a hedge",
    "name_objection": "objects to a name",
    "no_comment": "no comment",
    "partisan_terms": "wording of one side",
    "pending": "meets no claim here",
    "presupposes": "takes it for granted",
    "scope_uncertain": "how far it reaches is open",
}
"""Flags of claims, points and relations; one that is not listed is shown as it is."""

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

FITTING = frozenset({"agree", "compatible"})


def name_flags(flags: Iterable[str]) -> str:
    """Flags as words."""
    return ", ".join(FLAG_WORDS.get(flag, flag.replace("_", " ")) for flag in flags)


def name_relation(relation: str) -> str:
    """How a claim answers another one, as in the ledger, without underlines."""
    return relation.replace("_", " ")


def name_slot(slot: str) -> str:
    """The row heading of a slot: killed/halvena becomes "killed (halvena)"."""
    if slot in SLOT_WORDS:
        return SLOT_WORDS[slot]
    kind, _, side = slot.partition("/")
    words = kind.replace("_", " ")
    if not side:
        return f"how many {words}"
    return f"{words} ({'side not said' if side == 'unknown' else side})"


def name_type(type_id: str) -> str:
    """The last part of a type: remote.drone_strike becomes "drone strike"."""
    return type_id.rpartition(".")[2].replace("_", " ")
