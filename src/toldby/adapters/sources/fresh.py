"""When a page that was fetched before is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from toldby.adapters.sources.members import Link
from toldby.application.visits import Visit


def is_due_after(
    seconds: float, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Callable[[Visit, Link], bool]:
    """A rule: a feed always; a page when its feed says that it was updated, or when it has rested long enough."""

    def is_due(visit: Visit, link: Link) -> bool:
        updated = dict(link.given.meta).get("feed_updated")
        if link.is_feed or visit.doc_id is None or (updated is not None and updated != visit.updated):
            return True
        return (now() - datetime.fromisoformat(visit.retrieved)).total_seconds() >= seconds

    return is_due
