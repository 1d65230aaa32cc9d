"""The summary of a build in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from toldby.cli.output import note, say, say_columns

if TYPE_CHECKING:
    from toldby.api import BuildSummary


_SHOWN = 10


def print_summary(summary: BuildSummary) -> None:
    """Figures, then the most contested incidents, then what to do next."""
    for label, text in list_lines(summary):
        say(f"{label:<10} {text}")
    if summary.rows:
        say("")
        say_columns([(row.id, row.date, row.place, row.what, row.accounts) for row in summary.rows])
    else:
        say("no incident found; toldby show --skipped lists what was left out and why")
    say("next: toldby open" + (f" {summary.ledger}" if "/" in summary.ledger else ""))


def list_lines(summary: BuildSummary) -> list[tuple[str, str]]:
    """Label and text of each line."""
    s = summary
    lines = [
        ("reading", _tell_reading(s)),
        ("claims", _tell_claims(s)),
        ("incidents", _tell_incidents(s)),
        ("origins", _tell_origins(s)),
    ]
    if s.drops or s.abstained:
        lines.append(("skipped", _tell_drops(s)))
    if s.skipped or s.warned:
        lines.append(("problems", _tell_problems(s)))
    lines += [("reference", f"{path} holds no reports: toldby compare {path}") for path in s.references]
    return [*lines, ("wrote", f"{s.ledger}  (run {s.run}, {s.seconds:.1f} s)")]


def _tell_reading(s: BuildSummary) -> str:
    languages = ", ".join(s.languages)
    text = f"{_many(s.reports, 'report')}, {s.characters:,} characters" + (f", {languages}" if languages else "")
    missing = [f"{n:,} without {what}" for n, what in ((s.undated, "a date"), (s.no_outlet, "an outlet")) if n]
    return f"{text}     {', '.join(missing)} -> --write-sidecar gives a table to fill" if missing else text


def _tell_claims(s: BuildSummary) -> str:
    voices = f"{s.attributed:,} attributed, {s.narrator:,} in the outlet's own voice"
    return f"{s.claims:,}: {voices}; {s.answering:,} answer another claim"


def _tell_incidents(s: BuildSummary) -> str:
    text = f"{s.incidents:,}: {s.multi_report:,} told by more than one report, {s.contested:,} contested"
    return f"{text}      ({s.background:,} background)" if s.background else text


def _tell_origins(s: BuildSummary) -> str:
    text = f"{_many(s.origins, 'origin')} of claims; {_many(s.reports, 'report')} -> {_many(s.outlets, 'outlet')}"
    pairs = [f"{a} and {b} share text" for a, b in s.shared]
    more = s.shared_pairs - len(s.shared)
    if more > 0:
        pairs.append(_many(more, "more such pair"))
    if s.uncompared:
        pairs.append(f"{_many(s.uncompared, 'report')} with text that many share, compared when it is read")
    return "; ".join([text, *pairs])


def _tell_drops(s: BuildSummary) -> str:
    looks = "looks like an incident or a claim" if s.drops == 1 else "look like incidents or claims"
    text = f"{_many(s.drops, 'place')} that {looks}: toldby show --skipped"
    return f"{text}; {s.abstained:,} left open" if s.abstained else text


def _tell_problems(s: BuildSummary) -> str:
    told = []
    if s.skipped:
        told.append(f"{_many(len(s.skipped), 'input')} not read ({_count_codes(p.code for p in s.skipped)})")
    if s.warned:
        told.append(f"{_many(len(s.warned), 'warning')} ({_count_codes(w.code for w in s.warned)})")
    return f"{'; '.join(told)}: toldby show --problems"


def _count_codes(codes: Iterable[str]) -> str:
    return ", ".join(f"{count:,} {code}" for code, count in sorted(Counter(codes).items()))


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def warn_of_problems(summary: BuildSummary) -> None:
    """One line on stderr for each input that was lost, then for each warning, at most ten."""
    lost = [f"{p.path}: {p.reason}" for p in summary.skipped if p.state != "duplicate"]
    lines = lost + [f"{w.path}: {w.reason}" for w in summary.warned]
    for line in lines[:_SHOWN]:
        note(line)
    if len(lines) > _SHOWN:
        note(f"and {len(lines) - _SHOWN} more: toldby show --problems")
