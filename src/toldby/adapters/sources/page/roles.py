"""What markup says about a stretch of a page: menu, caption, teaser, furniture, hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

_WORD = re.compile(r"[a-z]+")
_HIDDEN_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?![.\d])"
)


class Role(StrEnum):
    """The part a stretch plays; `NONE` is article text until a rule of the text says otherwise."""

    NONE = "none"
    MENU = "menu"
    CAPTION = "caption"
    TEASER = "teaser"
    BOILERPLATE = "boilerplate"
    HIDDEN = "hidden"


_BY_ELEMENT = {
    "nav": Role.MENU,
    "menu": Role.MENU,
    "button": Role.MENU,
    "select": Role.MENU,
    "option": Role.MENU,
    "svg": Role.MENU,
    "figcaption": Role.CAPTION,
    "aside": Role.TEASER,
    "footer": Role.BOILERPLATE,
    "dialog": Role.BOILERPLATE,
}
_BY_ARIA = {
    "navigation": Role.MENU,
    "menu": Role.MENU,
    "menubar": Role.MENU,
    "search": Role.MENU,
    "complementary": Role.TEASER,
    "contentinfo": Role.BOILERPLATE,
    "dialog": Role.BOILERPLATE,
    "alertdialog": Role.BOILERPLATE,
}
_CLASSES: tuple[tuple[Role, str], ...] = (
    (Role.MENU, "menu navbar nav navigation breadcrumb breadcrumbs toolbar pagination"),
    (Role.CAPTION, "caption figcaption credit"),
    (Role.TEASER, "related recommended recommendations trending popular sidebar teaser teasers"),
    (Role.BOILERPLATE, "cookie cookies consent gdpr newsletter subscribe subscription paywall popup modal widget"),
    (Role.BOILERPLATE, "share sharing social comments respond disqus tags footer copyright advert advertisement promo"),
    (Role.BOILERPLATE, "byline bio"),
)
_BY_CLASS = {word: role for role, words in _CLASSES for word in words.split()}
# class names that hold the article itself, whatever else they say ("content with-sidebar")
_HOLDS_ARTICLE = frozenset(
    [
        "content",
        "main",
        "article",
        "story",
        "entry",
        "body",
        "wrapper",
        "container",
        "page",
        "layout",
        "site",
        "has",
        "no",
    ]
)
# what no article is ever called: heard even where other class names are not
_SURE = frozenset(["cookie", "cookies", "consent", "gdpr", "comments", "disqus", "respond", "newsletter"])
_NEVER_BY_CLASS = frozenset({"html", "body", "main", "article", "form", "header"})


class Hearing(StrEnum):
    """How far class names are trusted to say what a stretch is."""

    ALL = "all"
    SURE = "sure"
    NONE = "none"


def find_role(element: str, attributes: Mapping[str, str], *, hearing: Hearing) -> Role:
    """The role an element gives to what it holds; `hearing` lets class names speak too."""
    if "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style", "").lower()):
        return Role.HIDDEN
    role = _BY_ELEMENT.get(element) or _BY_ARIA.get(attributes.get("role", "").lower(), Role.NONE)
    if role is not Role.NONE or hearing is Hearing.NONE or element in _NEVER_BY_CLASS:
        return role
    words = set(_WORD.findall(f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()[:500]))
    if words & _HOLDS_ARTICLE:
        return Role.NONE
    if hearing is Hearing.SURE:
        words &= _SURE
    return next((_BY_CLASS[word] for word in sorted(words) if word in _BY_CLASS), Role.NONE)
