"""The explanation of a claim, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toldby.cli.output import say, say_columns

if TYPE_CHECKING:
    from toldby.application.explain import Explanation

_SHOWN_ID = 10


def print_explanation(found: Explanation) -> None:
    """The marked sentence, who speaks through whom, rule and entry, what is answered, what lost."""
    say(f"{found.path}  {found.claim_id}")
    say(f"  {found.marked}")
    say("")
    kind = ", ".join(part for part in (found.voice, found.stance, found.directness, found.commitment) if part)
    entry = found.entry
    rows = [
        ("claim", kind),
        ("speaker", found.speaker or "nobody is named"),
        ("chain", " > ".join(found.chain) or "none"),
        ("rule", found.rule),
        (
            "entry",
            "none" if entry is None else f"{entry.id} ({entry.status}): {entry.stance}, {', '.join(entry.frames)}",
        ),
        *(("because", reason) for reason in found.because),
        *(("answers", f"{a.relation} {a.claim_id[:_SHOWN_ID]} in {a.path}: “{a.text}”") for a in found.answers),
    ]
    if found.is_pending:
        rows.append(("answers", "nothing in sight yet: it stays pending"))
    say_columns([*rows, *((f"lost, {one.what}", f"“{one.words}”: {one.why}") for one in found.lost)])
