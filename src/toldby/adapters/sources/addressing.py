"""One spelling for one address: what only tells who clicked where is cut off."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_CLICKS = re.compile(r"utm_\w{1,30}|fbclid|gclid|yclid|mc_[ce]id|igshid|_ga")
_PORTS = {"http": 80, "https": 443}


def normalise_address(url: str) -> str:
    """Scheme and host in small letters, no default port, no fragment, no parameters of advertisers.

    >>> normalise_address("HTTPS://News.Example:443/a?utm_source=x&id=3#top")
    'https://news.example/a?id=3'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.hostname or "@" in parts.netloc:
        return url.strip()
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    netloc = host if port in (None, _PORTS.get(parts.scheme)) else f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in pairs if not _CLICKS.fullmatch(pair[0].lower())]
    query = parts.query if len(kept) == len(pairs) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), netloc.lower(), parts.path or "/", query, ""))
