"""A measured figure, what the project wants of it, and whether it gets there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """What a figure has to keep to: at least `least`, at most `most`."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """The value keeps to both ends.

        >>> Bound(least=70).holds(69.9), Bound(most=0).holds(0)
        (False, True)
        """
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    def __str__(self) -> str:
        parts = [] if self.least is None else [f"at least {self.least:g}"]
        parts += [] if self.most is None else [f"at most {self.most:g}"]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the project wants to measure: its name in words, the target, the command that shows it.

    `slack` is how far under today's value the pinned floor lies; `of` is the whole of a count.
    """

    id: str
    name: str
    target: Bound
    command: str
    slack: float = 0.0
    of: int | None = None

    @property
    def wants_more(self) -> bool:
        """A greater value is a better one."""
        return self.target.least is not None

    def pin(self, value: float) -> Bound:
        """The bound to pin when this value is reached now."""
        if self.wants_more:
            return Bound(least=round(value - self.slack, 3))
        return Bound(most=round(value + self.slack, 3))

    def say(self, value: float) -> str:
        """The value as it stands in a table.

        >>> Wish("m", "merges", Bound(least=5), "", of=8).say(4)
        '4 of 8'
        """
        return f"{value:g}" if self.of is None else f"{value:g} of {self.of}"
