"""What markup says about a stretch of a page: menu, caption, teaser, furniture, hidden."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from toldby.adapters.sources.page.scan import read_attributes

_LONGEST_KEPT = 300
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


class Roles(NamedTuple):
    """The role of a stretch when all class names, the sure ones alone, or none are heard."""

    all: Role
    sure: Role
    none: Role

    @property
    def are_plain(self) -> bool:
        """Article text by every hearing."""
        return self.all is self.sure is self.none is Role.NONE


PLAIN = Roles(Role.NONE, Role.NONE, Role.NONE)


def find_roles(element: str, attributes: str) -> Roles:
    """The roles an element gives to what it holds, from the raw stretch of its attributes."""
    return _find_roles(element, attributes) if len(attributes) <= _LONGEST_KEPT else _find_afresh(element, attributes)


def _find_afresh(element: str, attributes: str) -> Roles:
    values = read_attributes(attributes) if attributes else {}
    if "hidden" in values or ("style" in values and _HIDDEN_STYLE.search(values["style"].lower())):
        return Roles(Role.HIDDEN, Role.HIDDEN, Role.HIDDEN)
    role = _BY_ELEMENT.get(element) or _BY_ARIA.get(values.get("role", "").lower(), Role.NONE)
    if role is not Role.NONE:
        return Roles(role, role, role)
    if element in _NEVER_BY_CLASS:
        return PLAIN
    words = set(_WORD.findall(f"{values.get('class', '')} {values.get('id', '')}".lower()[:500]))
    if words & _HOLDS_ARTICLE:
        return PLAIN
    return Roles(_choose(words), _choose(words & _SURE), Role.NONE)


# pages repeat the same few tags
_find_roles = lru_cache(maxsize=2_000)(_find_afresh)


def _choose(words: set[str]) -> Role:
    return next((_BY_CLASS[word] for word in sorted(words & _BY_CLASS.keys())), Role.NONE)
