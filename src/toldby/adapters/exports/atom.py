"""`atom`: a feed (RFC 4287) of new, changed and newly contested incidents.

`atom.state.json` is written beside it; given back as `--since` to a later export, the feed holds only what happened
since. `updated` is the latest judgement on an incident, else the latest publication of its reports; a clock is used
only when it is handed in (`--stamp`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as Tree

from toldby.adapters.exports.row_parts import tell_notes, tell_updated
from toldby.adapters.exports.written import Encoded
from toldby.application.codec import JsonObject, dump_json
from toldby.application.exporting.changes import Change, list_changes, list_gone, take_snapshot
from toldby.application.exporting.policies import make_rows
from toldby.application.exporting.view import ExportView
from toldby.application.wording import tell_counts, tell_days, tell_places, tell_type

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
UNDATED: Final = "1970-01-01T00:00:00Z"
"""Atom wants a time in every entry; this one stands where no report of an incident is dated."""
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def encode(view: ExportView) -> Encoded:
    """The feed and the state it was made from."""
    changes = list_changes(view, view.options.since)
    gone = list_gone(view, view.options.since)
    state: JsonObject = {
        id_: {"hash": seen.hash, "state": seen.state} for id_, seen in sorted(take_snapshot(view).items())
    }
    undated = sum(_stamp(view, change) == UNDATED for change in changes)
    notes = [f"{undated:,} entries have no dated report; their time is {UNDATED}"] if undated else []
    if gone:
        notes.append(f"{len(gone):,} incidents of the earlier state are gone (merged, split or withheld)")
    files = {"atom.xml": write_feed(view, changes), "atom.state.json": (dump_json(state) + "\n").encode("utf-8")}
    return Encoded(files, len(changes), (), "none", notes)


def write_feed(view: ExportView, changes: Sequence[Change]) -> bytes:
    """The feed, latest entries first."""
    stamped = sorted(changes, key=lambda c: (_stamp(view, c), c.incident.incident_id), reverse=True)
    Tree.register_namespace("", NAMESPACE)
    feed = Tree.Element(f"{{{NAMESPACE}}}feed")
    base = view.options.base_url
    _add(feed, "id", "urn:toldby:feed" if base is None else base.rstrip("/") + "/atom.xml")
    _add(feed, "title", "Incidents: new, changed, newly contested")
    _add(feed, "updated", max((_stamp(view, c) for c in changes), default=UNDATED))
    _add(_add(feed, "author"), "name", "toldby")
    _add(feed, "generator", "toldby", version=view.ledger.manifest.version)
    if base is not None:
        _add(feed, "link", rel="self", href=base.rstrip("/") + "/atom.xml")
        _add(feed, "link", rel="alternate", href=base.rstrip("/") + "/index.html")
    for change in stamped:
        _add_entry(view, feed, change)
    Tree.indent(feed)
    body: bytes = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _add_entry(view: ExportView, feed: Tree.Element, change: Change) -> None:
    incident = change.incident
    entry = _add(feed, "entry")
    _add(entry, "id", f"urn:toldby:incident:{incident.incident_id}")
    day = tell_days(incident.start, incident.end)
    short = view.short_ids[incident.incident_id]
    _add(entry, "title", f"{short} {day} {tell_places(incident)}: {tell_type(incident.type)}")
    _add(entry, "updated", _stamp(view, change))
    link = view.link(incident)
    _add(entry, "link", rel="alternate", href=link)
    _add(entry, "category", term=change.kind, scheme="urn:toldby:change")
    _add(entry, "category", term=incident.state, scheme="urn:toldby:state")
    _add(entry, "category", term="none", scheme="urn:toldby:policy")
    (row,) = make_rows(view.index, incident, "none")
    said = tell_counts(incident.casualties + incident.counts)
    hidden = f"{row.left_out} values said are not in this summary" if row.left_out else ""
    _add(entry, "summary", " ".join(part for part in (tell_notes(view, row), said, hidden) if part))


def _stamp(view: ExportView, change: Change) -> str:
    given = view.options.stamp
    if given is not None:
        return given
    moment = tell_updated(view, change.incident)
    if moment is None:
        return UNDATED
    return moment if moment.endswith("Z") else f"{moment[:10]}T{moment[11:16] or '00:00'}:00Z"


def _add(parent: Tree.Element, name: str, text: str | None = None, **attributes: str) -> Tree.Element:
    clean = {key: _NO_XML.sub("\ufffd", value) for key, value in attributes.items()}
    child = Tree.SubElement(parent, f"{{{NAMESPACE}}}{name}", clean)
    if text is not None:
        child.text = _NO_XML.sub("\ufffd", text)
    return child
