"""File names as text: foreign bytes and control characters are escaped, so that a name never breaks a line."""

from __future__ import annotations

import unicodedata


def escape_name(name: str) -> str:
    r"""The name as it is shown and stored.

    >>> escape_name("a\nb.txt")
    'a\\nb.txt'
    """
    shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(sign if _is_plain(sign) else sign.encode("unicode_escape").decode("ascii") for sign in shown)


def _is_plain(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
