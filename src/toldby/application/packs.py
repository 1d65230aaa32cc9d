"""Use cases of people who keep packs: check them, try a sentence, begin a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from toldby.domain.errors import UsageProblem
from toldby.domain.lexicon import Lexicon
from toldby.domain.wording import Wording
from toldby.packs.check import FAILED, OK, WARNED, CheckPorts, CheckResult, check_pack
from toldby.packs.check_cases import CodedClaim, CodeSentence
from toldby.packs.check_text import fix_text
from toldby.packs.compile import compile_language_form, compile_region_form, write_canonical
from toldby.packs.load import load_lexicon
from toldby.packs.parse import list_files, parse_pack
from toldby.packs.scaffold import scaffold_pack
from toldby.packs.shipped import ShippedPacks, find_shipped_folder, shipped_packs


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry that a sentence matches by its words, with the span."""

    start: int
    end: int
    text: str
    table: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What a sentence matched, and the claims that came of it."""

    matched: tuple[Matched, ...]
    claims: tuple[CodedClaim, ...]


def check_packs(folders: Iterable[Path], ports: CheckPorts | None = None) -> tuple[tuple[Path, CheckResult], ...]:
    """Each folder with its findings."""
    return tuple((folder, check_pack(folder, ports)) for folder in folders)


def find_exit_code(results: Iterable[tuple[Path, CheckResult]]) -> int:
    """1 when a pack has errors, else 3 when one has warnings, else 0."""
    codes = {result.exit_code for _, result in results}
    return FAILED if FAILED in codes else WARNED if WARNED in codes else OK


def fix_packs(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The files that were not NFC or lacked a final newline, now rewritten."""
    changed = []
    for folder in folders:
        for path in list_files(folder):
            text = path.read_bytes().decode("utf-8")
            if fix_text(text) != text:
                path.write_bytes(fix_text(text).encode("utf-8"))
                changed.append(path)
    return tuple(changed)


def try_sentence(
    sentence: str, lexicon: Lexicon, code_sentence: CodeSentence, *, outlet: str = "none", published: str = ""
) -> Tried:
    """What the packs see in a sentence by words alone, and what the engine makes of it."""
    return Tried(match_sentence(sentence, lexicon), code_sentence(sentence, outlet, published))


def match_sentence(sentence: str, lexicon: Lexicon) -> tuple[Matched, ...]:
    """All entries whose words stand in the sentence, in text order."""
    found = [
        Matched(hit.start, hit.end, sentence[hit.start : hit.end], table, entry_id)
        for table, entries in _list_tables(lexicon)
        for hit in Wording.from_entries(entries).find_all(sentence)
        for entry_id in hit.ids
    ]
    return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.table, m.entry_id)))


def _list_tables(lexicon: Lexicon) -> Iterable[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    language = lexicon.language
    yield "speech", [(e.id, e.forms) for e in language.cues]
    yield "denials", [(e.id, e.forms) for e in language.denials]
    yield "hedges", [(e.id, e.forms) for e in language.hedges]
    yield "events", [(e.id, e.forms) for e in language.events]
    yield "numbers", [(e.id, e.forms) for e in language.numbers]
    yield "dates", [(e.id, e.forms) for e in language.dates]
    for region in lexicon.regions:
        yield "actors", [(a.id, tuple(n.text for n in a.names)) for a in region.actors]
        yield "places", [(p.id, tuple(n.text for n in p.names)) for p in region.places]
        yield "outlets", [(o.id, o.names) for o in region.outlets]
        yield "terms", [(t.id, t.forms) for t in region.terms]


def new_pack(kind: str, pack_id: str, parent: Path, origin: str | None = None) -> tuple[Path, ...]:
    """The files of a new pack in `parent/<id>`: empty ones with comments, or a copy of `origin`."""
    if kind not in ("language", "region"):
        raise UsageProblem(f"'{kind}' is no kind of pack; say language or region")
    template = find_pack(kind, origin) if origin else find_shipped_folder() / f"{kind}s" / "_template"
    return scaffold_pack(template, parent / pack_id, pack_id)


def find_pack(kind: str, name: str) -> Path:
    """The folder of a shipped pack, or the folder given."""
    shipped = shipped_packs()
    found = shipped.language(name) if kind == "language" else shipped.region(name)
    if found is not None:
        return found
    if Path(name).is_dir():
        return Path(name)
    known = ", ".join(pack for pack, _ in (shipped.languages if kind == "language" else shipped.regions))
    raise UsageProblem(f"no {kind} pack '{name}'; shipped: {known}; or give a folder")


def compile_pack(folder: Path) -> tuple[str, bytes]:
    """File name `<id>-<first 12 of the hash>.json` and the run-time form of a pack."""
    kind = parse_pack(folder, with_cases=False).kind
    compiler: Callable[[Path], dict[str, object]] = compile_language_form if kind == "language" else compile_region_form
    form = compiler(folder)
    return f"{form['id']}-{str(form['hash'])[:12]}.json", write_canonical(form)


def open_lexicon(language: str = "en", regions: Iterable[str] | None = None, *, reviewed_only: bool = False) -> Lexicon:
    """The lexicon of the packs named; without names, every shipped region pack is a candidate."""
    shipped: ShippedPacks = shipped_packs()
    names = [name for name, _ in shipped.regions] if regions is None else list(regions)
    folders = tuple(find_pack("region", name) for name in names)
    return load_lexicon(find_pack("language", language), folders, shipped.types, reviewed_only)
