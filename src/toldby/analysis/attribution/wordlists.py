"""Word groups of the language pack as indexes, built once per pack."""

from __future__ import annotations

from toldby.analysis.remembering import remember
from toldby.domain.lexicon import LanguagePack
from toldby.domain.wording import Hit, Wording


def index_group(language: LanguagePack, group: str) -> Wording:
    """The forms of a word group, ready to be searched."""
    return remember(language, f"_wording_{group}", lambda: Wording.from_forms(sorted(language.group(group))))


def find_in_group(
    language: LanguagePack, group: str, text: str, start: int = 0, end: int | None = None
) -> tuple[Hit, ...]:
    """Where forms of the group stand in `text[start:end]`."""
    return index_group(language, group).find(text, start, end)


def holds_group(language: LanguagePack, group: str, text: str, start: int = 0, end: int | None = None) -> bool:
    """A form of the group stands in `text[start:end]`."""
    return bool(find_in_group(language, group, text, start, end))


def index_denials(language: LanguagePack) -> Wording:
    """The word forms of `denials.yml`; ids are the entries."""
    return remember(
        language,
        "_denial_wording",
        lambda: Wording.from_entries((d.id, d.forms) for d in language.denials if d.shape == "words"),
    )
