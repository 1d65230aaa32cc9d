"""New packs: empty, valid files with comments, or a copy of a pack under an id of one's own."""

from __future__ import annotations

import re
from pathlib import Path

from toldby.domain.errors import UsageProblem
from toldby.packs.fields import check_id
from toldby.packs.parse import list_files

_ID_FIELD = re.compile(r"(?m)(^|[{,]\s*)id:\s*[^\s,}]+")


def scaffold_pack(template: Path, target: Path, pack_id: str) -> tuple[Path, ...]:
    """The files written; nothing is ever overwritten."""
    try:
        check_id(pack_id)
    except ValueError as error:
        raise UsageProblem(f"'{pack_id}': {error}") from None
    if not template.is_dir():
        raise UsageProblem(f"{template}: no such pack to begin from")
    if target.exists() and any(target.iterdir()):
        raise UsageProblem(f"{target} is there already and not empty; choose another id or folder")
    written = []
    for source in list_files(template):
        path = target / source.relative_to(template)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_rename(source, pack_id), "utf-8")
        written.append(path)
    return tuple(written)


def _rename(source: Path, pack_id: str) -> str:
    text = source.read_text("utf-8")
    if source.name != "pack.yml":
        return text
    return _ID_FIELD.sub(lambda found: f"{found.group(1)}id: {pack_id}", text, count=1)
