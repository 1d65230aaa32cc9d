"""Values of a ledger as words of a page; assembled from claims, never free text."""

from __future__ import annotations

import re

from toldby.adapters.exports.site.index import LedgerIndex, find_words
from toldby.adapters.exports.site.words import name_type
from toldby.domain.claims import Claim
from toldby.domain.incidents import Incident
from toldby.domain.propositions import Count, Proposition
from toldby.domain.text import DocumentDate, Report

QUOTE = 180
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")


def shorten(words: str, limit: int = QUOTE) -> str:
    """One line of at most `limit` characters, cut at a blank and marked."""
    words = " ".join(words.split())
    return words if len(words) <= limit else words[:limit].rsplit(" ", 1)[0] + " …"


def read_quote(index: LedgerIndex, claim: Claim) -> str:
    """The words of a claim."""
    text = index.analyses[claim.doc_id].report.text
    return shorten(" … ".join(span.read(text) for span in find_words(claim)))


def read_language(report: Report) -> str:
    """The report's language as a page may declare it; "" when it is not known or no language tag."""
    return report.language if report.language and _LANGUAGE.fullmatch(report.language) else ""


def describe_speaker(claim: Claim) -> str:
    """Who speaks; what was inferred is said to be."""
    if claim.speaker is not None:
        return claim.speaker.name
    if claim.voice == "narrator":
        return "own voice"
    if claim.inferred_speaker is not None:
        return f"not named; inferred: {claim.inferred_speaker.name}"
    return "not named"


def describe_chain(claim: Claim) -> str:
    """Outlet → agency → ministry; unknown elements are shown, never dropped."""
    names = [
        f"{link.name or 'not named'}{'' if link.status == 'stated' else f' ({link.status})'}" for link in claim.chain
    ]
    return " → ".join(names)


def describe_when(start: str | None, end: str | None, precision: str) -> str:
    """A day, a minute, an interval, an open interval, or "day not known"."""
    first, last = (start or "").replace("T", " "), (end or "").replace("T", " ")
    if not first and not last:
        return "day not known"
    if not first:
        return f"until {last}"
    if not last:
        return f"from {first}, end not known"
    if first == last:
        return first
    return f"{first} to {last}" + (f" ({precision})" if precision in ("month", "longer") else "")


def describe_date(published: DocumentDate) -> str:
    """The publication interval with its method; "not known" is a normal state."""
    if published.earliest is None and published.latest is None:
        return "not known"
    return f"{describe_when(published.earliest, published.latest, 'day')} ({published.method})"


def describe_origins(low: int, high: int) -> str:
    """How many independent origins, an interval if need be."""
    if low == high:
        return f"{low} origin" + ("" if low == 1 else "s")
    return f"{low} to {high} origins"


def describe_names(incident: Incident) -> str:
    """All names used for the incident's places, alphabetical, none of them the main one."""
    names = sorted({name.text for place in incident.places for name in place.names}, key=str.casefold)
    return " · ".join(names) if names else "place not named"


def describe_proposition(told: Proposition) -> str:
    """What a claim says of a happening, slot by slot."""
    parts = [name_type(told.type) if told.type else "", told.status if told.status != "asserted" else ""]
    if told.when.start or told.when.end:
        parts.append(describe_when(told.when.start, told.when.end, told.when.precision))
    parts.append(" · ".join(p.text for p in told.places))
    if told.agents:
        parts.append("by " + ", ".join(a.words for a in told.agents))
    parts += [describe_count(count) for count in told.counts]
    return "; ".join(p for p in parts if p)


def describe_count(count: Count) -> str:
    """A number with what it counts."""
    what = (count.kind or count.what).replace("_", " ")
    if count.high is None:
        return f"{what} {count.low} or more"
    return f"{what} {count.low}" + (f" to {count.high}" if count.high != count.low else "")
