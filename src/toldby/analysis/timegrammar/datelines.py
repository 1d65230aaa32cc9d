"""Datelines: PLACE, month and day before a dash at the start of a report's paragraph."""

from __future__ import annotations

import re

from toldby.domain.text import Zone, ZoneKind

_DASH = re.compile(r"\s[-–—]{1,2}\s|—|--")
_REACH = 80


def find_dateline_end(text: str, zone: Zone) -> int:
    """Where the dateline of a zone ends; its start when there is none.

    "SARQUIL, May 13 (TPA) - Water stopped" ends before the dash.
    """
    if zone.kind is not ZoneKind.BODY:
        return zone.start
    head = text[zone.start : min(zone.end, zone.start + _REACH)]
    dash = _DASH.search(head)
    if dash is None:
        return zone.start
    lead = head[: dash.start()].lstrip("\"'“‘( ")
    words = re.findall(r"[^\W\d_]+", lead.split(",")[0].split("(")[0])
    is_place = bool(words) and all(word.isupper() and len(word) > 1 for word in words)
    return zone.start + dash.start() if is_place else zone.start
