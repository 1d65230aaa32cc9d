"""Where the packs that come with toldby lie."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ShippedPacks:
    """Folders of the packs in the package, and the file of incident types."""

    languages: tuple[tuple[str, Path], ...]
    regions: tuple[tuple[str, Path], ...]
    types: Path

    def language(self, name: str) -> Path | None:
        """The folder of a language pack, if it is shipped."""
        return dict(self.languages).get(name)

    def region(self, name: str) -> Path | None:
        """The folder of a region pack, if it is shipped."""
        return dict(self.regions).get(name)


def shipped_packs() -> ShippedPacks:
    """The packs in `toldby/data`; templates are no packs."""
    base = find_shipped_folder()
    return ShippedPacks(
        languages=_list_packs(base / "languages"),
        regions=_list_packs(base / "regions"),
        types=base / "types" / "incident_types.json",
    )


def find_shipped_folder() -> Path:
    """The folder `data` of the installed package."""
    return Path(str(resources.files("toldby"))) / "data"


def _list_packs(folder: Path) -> tuple[tuple[str, Path], ...]:
    if not folder.is_dir():
        return ()
    return tuple(
        (path.name, path) for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith(("_", "."))
    )
