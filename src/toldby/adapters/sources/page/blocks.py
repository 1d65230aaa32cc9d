"""A page as blocks of text, each with its element, its role and its place in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html import unescape

from toldby.adapters.sources.page.roles import PLAIN, Hearing, Role, Roles, find_roles
from toldby.adapters.sources.page.scan import Tag, Token, Words, scan_html
from toldby.domain.errors import SourceUnreadable

MAX_TAGS = 200_000
MAX_DEPTH = 200

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
# elements that close themselves when the next one opens; they never count as depth
_LIGHT = frozenset(["p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup"])
# entities, runs of blanks and plain words: within each, text and source run in step
_STRETCH = re.compile(r"&(?:#?\w{1,31};?)?|\s{2,}|[^&\s]+(?:\s[^&\s]+)*\s?|\s")
_IN_HEAD = frozenset(["head", "html", "title", "meta", "link", "base", "script", "style", "noscript", "template"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_MAIN = frozenset({"article", "main"})


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the page. `anchors`: (offset in `text`, offset in the source) of each stretch.

    `role` is the one of `roles` that is heard.
    """

    text: str
    element: str
    role: Role
    in_main: bool
    link_share: float
    anchors: tuple[tuple[int, int], ...]
    roles: Roles = PLAIN

    @property
    def is_prose(self) -> bool:
        """Long enough and with few enough links to be sentences."""
        return len(self.text) >= 60 and self.link_share < 0.4

    @property
    def is_article_text(self) -> bool:
        """No markup says that it is something else."""
        return self.role is Role.NONE


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks of a page and what was noticed on the way."""

    blocks: tuple[Block, ...]
    title: str | None
    is_unwrapped: bool
    hidden_characters: int

    def hear(self, hearing: Hearing) -> Page:
        """The same page with other trust in class names; itself where that changes nothing."""
        roles = [getattr(block.roles, hearing.value) for block in self.blocks]
        if all(role is block.role for role, block in zip(roles, self.blocks, strict=True)):
            return self
        heard = (replace(block, role=role) for role, block in zip(roles, self.blocks, strict=True))
        return replace(self, blocks=tuple(heard))


def scan_page(source: str) -> list[Token]:
    """Tags and text of a page.

    Raises SourceUnreadable for more than `MAX_TAGS` tags.
    """
    tokens: list[Token] = []
    tags = 0
    for token in scan_html(source):
        tokens.append(token)
        tags += isinstance(token, Tag)
        if tags > MAX_TAGS:
            raise SourceUnreadable("too_many_tags", f"more than {MAX_TAGS} tags; save the article alone")
    return tokens


def read_blocks(source: str, tokens: Iterable[Token]) -> Page:
    """The page as blocks, all class names heard; elements nested too deeply are unwrapped, their text stays."""
    reader = _BlockReader(source)
    for token in tokens:
        if isinstance(token, Tag):
            reader.take_tag(token)
        else:
            reader.take_words(token)
    return reader.finish()


@dataclass
class _Open:
    name: str
    roles: Roles
    in_main: bool


@dataclass
class _Draft:
    parts: list[str] = field(default_factory=list)
    anchors: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    linked: int = 0


class _BlockReader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._blocks: list[Block] = []
        self._stack: list[_Open] = []
        self._counts: Counter[str] = Counter()
        self._depth = 0
        self._over = 0
        self._unwrapped = False
        self._hidden = 0
        self._title: str | None = None
        self._draft = _Draft()
        self._in_link = False
        self._in_head = False
        self._heading: str | None = None

    def finish(self) -> Page:
        self._flush()
        return Page(tuple(self._blocks), self._title, self._unwrapped, self._hidden)

    def take_words(self, words: Words) -> None:
        raw = self._source[words.start : words.end]
        if words.raw_in == "title" and self._title is None:
            self._title = " ".join(unescape(raw[:2000]).split()) or None
        if words.raw_in is not None or (not raw.strip() and self._in_head):
            return
        self._in_head = False
        if self._roles().all is Role.HIDDEN:
            self._hidden += len(raw.strip())
            return
        for match in _STRETCH.finditer(raw):
            stretch = match.group()
            self._add(unescape(stretch) if stretch[0] == "&" else stretch, words.start + match.start())

    def take_tag(self, tag: Tag) -> None:
        if tag.name == "head":
            self._in_head = not tag.is_end
        elif tag.name not in _IN_HEAD:
            self._in_head = False
        if tag.name == "a":
            self._in_link = not tag.is_end and "href" in tag.attributes.lower()[:5000]
        is_block = tag.name not in _INLINE and tag.name not in _VOID
        if is_block or (tag.name in ("br", "hr") and self._heading is None):
            self._flush()
        elif tag.name in ("br", "img"):
            self._add(" ", tag.start)
        if tag.name in _HEADINGS:
            self._heading = None if tag.is_end else tag.name
        if tag.is_end:
            self._close(tag.name)
        elif tag.name not in _VOID and not tag.is_closed:
            self._open(tag)

    def _open(self, tag: Tag) -> None:
        name = tag.name
        if self._stack and self._stack[-1].name == "p" and name not in _INLINE:
            self._pop()
        if name in _LIGHT and self._stack and self._stack[-1].name == name:
            self._pop()
        roles = find_roles(name, tag.attributes)
        if name in _INLINE and roles.all is Role.NONE and not self._counts[name]:
            return
        if self._depth >= MAX_DEPTH or len(self._stack) >= 4 * MAX_DEPTH:
            self._over += 1
            self._unwrapped = True
            return
        above = self._roles()
        held = roles if above is PLAIN else above if roles is PLAIN else _inherit(above, roles)
        self._stack.append(_Open(name, held, name in _MAIN or self._in_main()))
        self._counts[name] += 1
        self._depth += name not in _LIGHT

    def _close(self, name: str) -> None:
        if self._over and name not in _LIGHT and name not in _INLINE:
            self._over -= 1
            return
        if not self._counts[name]:
            return
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        last = self._stack.pop()
        self._counts[last.name] -= 1
        self._depth -= last.name not in _LIGHT
        return last.name

    def _roles(self) -> Roles:
        return self._stack[-1].roles if self._stack else PLAIN

    def _in_main(self) -> bool:
        return bool(self._stack) and self._stack[-1].in_main

    def _add(self, words: str, at: int) -> None:
        draft = self._draft
        folded = " ".join(words.split())
        if not folded:
            folded = " " if words else ""
        else:
            folded = (" " if words[0].isspace() else "") + folded + (" " if words[-1].isspace() else "")
        if folded.startswith(" ") and (not draft.parts or draft.parts[-1].endswith(" ")):
            folded = folded[1:]
        if folded:
            blanks = len(words) - len(words.lstrip())
            draft.anchors.append((draft.length, at + max(0, blanks - folded.startswith(" "))))
            draft.parts.append(folded)
            draft.length += len(folded)
            draft.linked += len(folded) if self._in_link else 0

    def _flush(self) -> None:
        text = "".join(self._draft.parts).rstrip()
        if text:
            element = self._heading or next(
                (o.name for o in reversed(self._stack[-6:]) if o.name not in _INLINE), "div"
            )
            share = self._draft.linked / len(text)
            anchors = tuple(self._draft.anchors)
            roles = self._roles()
            self._blocks.append(Block(text, element, roles.all, self._in_main(), share, anchors, roles))
        self._draft = _Draft()


def _inherit(above: Roles, own: Roles) -> Roles:
    """The outermost role counts, for each hearing by itself."""
    pairs = zip(above, own, strict=True)
    return Roles(*(inner if outer is Role.NONE else outer for outer, inner in pairs))
