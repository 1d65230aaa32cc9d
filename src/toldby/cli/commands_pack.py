"""Commands for packs: check, try, coverage, new."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toldby.cli.options import AsJson
from toldby.cli.output import note, say, say_columns, say_json

if TYPE_CHECKING:
    from toldby.packs.check_cases import CodedClaim

FAILED, WARNED = 1, 3


def register(app: typer.Typer) -> None:
    """Put the group into the application."""
    group = typer.Typer(
        help="Packs: the words of a language, the sides, places and names of a region.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command("check")(check)
    group.command("try")(try_sentence)
    group.command("coverage")(coverage)
    group.command("new")(new)
    app.add_typer(group, name="pack")


def check(
    paths: Annotated[list[str] | None, typer.Argument(help="Pack folders (default: the shipped ones).")] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair normal form, key order and last line end.")] = False,
    as_json: AsJson = False,
) -> int:
    """Check packs on eight levels: 0 in order, 1 with errors, 3 with warnings alone."""
    from toldby import api

    results = api.check_packs(tuple(paths or ()), fix=fix)
    problems = [problem for _, result in results for problem in result.problems]
    for problem in problems:
        if as_json:
            say_json(problem)
        else:
            kind = "warning" if problem.is_warning else "error"
            hint = f"; {problem.hint}" if problem.hint else ""
            say(f"{problem.file}:{problem.line}: {kind} (level {problem.level}): {problem.message}{hint}")
    for folder, result in results:
        levels = ", ".join(map(str, result.not_run))
        left = f"; not run: level {levels}" if levels else ""
        note(f"{Path(folder).name}: {len(result.problems)} problems{left}")
    codes = {result.exit_code for _, result in results}
    return FAILED if FAILED in codes else WARNED if WARNED in codes else 0


def try_sentence(
    pack: Annotated[str, typer.Argument(help="Id or folder of a pack.", metavar="ID")],
    sentence: Annotated[str, typer.Argument(help="The sentence.", metavar="SENTENCE")],
    outlet: Annotated[str | None, typer.Option(help="The outlet it stands in.")] = None,
    published: Annotated[str | None, typer.Option(help="Its date, 2022-03-24.")] = None,
    as_json: AsJson = False,
) -> int:
    """Show what a sentence gives: entries that matched, with spans, and claims."""
    from toldby import api

    packs = () if pack == "en" else (pack,)
    tried = api.try_sentence(sentence, packs=packs, outlet=outlet, published=published)
    if as_json:
        say_json(tried)
        return 0
    say_columns([(f"{m.start}-{m.end}", m.text, m.table, m.entry_id) for m in tried.matched])
    for claim in tried.claims:
        say_columns([("", name, value) for name, value in _list_values(claim)])
    if not tried.claims:
        note("no claim")
    return 0


def _list_values(claim: CodedClaim) -> list[tuple[str, str]]:
    """Name and value of everything the claim holds."""
    values = ((field.name, getattr(claim, field.name)) for field in fields(claim))
    shown = ((name, ", ".join(value) if isinstance(value, tuple) else value) for name, value in values)
    return [(name, " ".join(value.split())) for name, value in shown if value]


def coverage(
    paths: Annotated[list[str], typer.Argument(help="Files and folders of reports.", metavar="FOLDER")],
    least: Annotated[int, typer.Option(min=1, help="How often a word has to occur.")] = 2,
    examples: Annotated[int, typer.Option(min=0, help="Sentences shown of each word.")] = 2,
    as_json: AsJson = False,
) -> int:
    """Show frequent words used like words of speaking that the English pack does not know; 3 = some inputs unread."""
    from toldby import api

    found = api.find_unknown_words(tuple(paths), least=least, examples=examples)
    if as_json:
        say_json(found)
        return WARNED if found.unread else 0
    for word in found.unknown:
        signs = ", ".join(f"{sign} {count}" for sign, count in word.signs)
        say(f"{word.count:>5}  {word.lemma} ({word.pos}; {signs})")
        for example in word.examples:
            say(f"       {example.path}: {example.text}")
    share = f"{100 * found.known / found.uses:.0f} %" if found.uses else "none"
    seen = f"{found.reports:,} reports, {found.uses:,} speech-like uses"
    note(f"{seen}, known: {share}; {len(found.unknown):,} words to look at")
    for problem in found.unread:
        note(f"not read: {problem}")
    return WARNED if found.unread else 0


def new(
    kind: Annotated[str, typer.Argument(help="language or region.")],
    id_: Annotated[str, typer.Argument(help="Id of the new pack.", metavar="ID")],
    origin: Annotated[str | None, typer.Option("--from", help="Copy this pack.", metavar="PACK")] = None,
    out: Annotated[Path, typer.Option("--out", help="Folder in which the pack's folder is made.")] = Path(),
    as_json: AsJson = False,
) -> int:
    """Make a new pack: empty, valid files with comments."""
    from toldby import api

    files = api.new_pack(kind, id_, str(out), origin)
    if as_json:
        say_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            say(str(file))
    return 0
