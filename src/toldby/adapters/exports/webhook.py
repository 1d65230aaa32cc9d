"""Tells other programs what changed: one POST of JSON to each address a person named.

Nothing is sent unless asked, and nothing when nothing changed. Redirects are not followed, no proxy of the
environment is used. With a secret the body is signed: `X-Toldby-Signature: sha256=<HMAC of the body>`.
"""

from __future__ import annotations

import hashlib
import hmac
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Final
from urllib.parse import urlsplit

from toldby.adapters.exports.encode_incident import encode_incident
from toldby.application.codec import JsonObject, dump_json
from toldby.application.exporting.changes import Change, list_changes
from toldby.application.exporting.view import ExportView
from toldby.domain.errors import UsageProblem

_TIMEOUT_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """One address and what it answered; `error` None = taken."""

    url: str
    changes: int
    error: str | None


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not an order."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Never another address than the one named."""


def check_address(url: str) -> None:
    """Raises UsageProblem when the address is none that may be posted to."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageProblem(f"--webhook {url}: must be an http or https address")
    if parts.username is not None or parts.password is not None:
        raise UsageProblem("--webhook: no name or password in the address; use TOLDBY_WEBHOOK_SECRET")


def make_body(view: ExportView, changes: Sequence[Change]) -> bytes:
    """What is posted: each change with its row of the contract and its permalink."""
    path_of = {a.report.doc_id: a.report.path for a in view.ledger.analyses}
    rows: list[JsonObject] = [
        {
            "change": change.kind,
            "event_id": view.short_ids[change.incident.incident_id],
            "x_url": view.link(change.incident),
            "x_policy": "none",
            "incident": encode_incident(change.incident, path_of),
        }
        for change in changes
    ]
    body: JsonObject = {"contract": "toldby/1", "changes": [*rows]}
    return dump_json(body).encode("utf-8")


def post_changes(view: ExportView, urls: Sequence[str], secret: str | None) -> tuple[Delivery, ...]:
    """Post to every address, whatever the others answer."""
    changes = list_changes(view, view.options.since)
    if not changes:
        return ()
    body = make_body(view, changes)
    return tuple(Delivery(url, len(changes), _post(url, body, secret)) for url in urls)


def _post(url: str, body: bytes, secret: str | None) -> str | None:
    headers = {"Content-Type": "application/json", "User-Agent": "toldby"}
    if secret:
        headers["X-Toldby-Signature"] = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())
    try:
        with opener.open(request, timeout=_TIMEOUT_S):
            return None
    except urllib.error.HTTPError as error:
        return f"answered {error.code}"
    except (OSError, HTTPException) as error:
        return str(getattr(error, "reason", None) or error) or type(error).__name__
