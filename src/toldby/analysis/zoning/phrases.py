"""Word lists looked up by first word, so that a line costs its own length and not the list's."""

from __future__ import annotations

from collections import defaultdict


class Phrases:
    """Lower-case forms of one or several words."""

    def __init__(self, forms: frozenset[str]) -> None:
        """Sort the forms under their first words, longest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in sorted(forms, key=lambda form: (-len(form), form)):
            found[form.split()[0]].append(form)
        self._by_first = {first: tuple(named) for first, named in found.items()}

    def starting(self, word: str) -> tuple[str, ...]:
        """The forms that begin with a word, longest first."""
        return self._by_first.get(word, ())
