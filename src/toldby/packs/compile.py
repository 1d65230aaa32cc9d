"""Packs as run-time values: retired entries left out, the rest sorted by id, hashed by content."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from toldby.domain.lexicon import (
    CueEntry,
    DateEntry,
    DenialEntry,
    EventEntry,
    HedgeEntry,
    LanguagePack,
    NumberEntry,
    RegionPack,
)
from toldby.packs import language_schema as said
from toldby.packs.compile_region import (
    compile_actor,
    compile_outlet,
    compile_place,
    compile_terms,
    name_sides,
)
from toldby.packs.fields import Entry
from toldby.packs.inflect import inflect
from toldby.packs.parse import ParsedPack, parse_pack
from toldby.packs.schema import RegionHead
from toldby.packs.store import restore_language, restore_region, store_language, store_region

EntryT = TypeVar("EntryT", bound=Entry)


def compile_language(folder: Path, *, reviewed_only: bool = False) -> LanguagePack:
    """The language pack of a folder; raises PackProblem at the first entry that cannot be used."""
    return restore_language(compile_language_form(folder, reviewed_only=reviewed_only))


def compile_region(folder: Path, *, reviewed_only: bool = False) -> RegionPack:
    """The region pack of a folder; raises PackProblem at the first entry that cannot be used."""
    return restore_region(compile_region_form(folder, reviewed_only=reviewed_only))


def compile_language_form(folder: Path, *, reviewed_only: bool = False) -> dict[str, Any]:
    """The run-time form of a language pack, ready for JSON, with its hash."""
    pack = _parse_or_raise(folder)
    words = _living(pack, "words", said.WordGroup, reviewed_only)
    maps = _living(pack, "maps", said.WordMap, reviewed_only)
    value = LanguagePack(
        id=_pack_id(pack),
        hash="",
        cues=tuple(map(_compile_cue, _living(pack, "speech", said.Cue, reviewed_only))),
        denials=tuple(map(_compile_denial, _living(pack, "denials", said.Denial, reviewed_only))),
        hedges=tuple(map(_compile_hedge, _living(pack, "hedges", said.Hedge, reviewed_only))),
        events=tuple(map(_compile_event, _living(pack, "events", said.Event, reviewed_only))),
        numbers=tuple(map(_compile_number, _living(pack, "numbers", said.Quantifier, reviewed_only))),
        dates=tuple(map(_compile_date, _living(pack, "dates", said.DateRule, reviewed_only))),
        words={name: frozenset(_lower(f for e in words if e.group == name for f in e.forms))
               for name in {e.group for e in words}},
        maps={name: {k.lower(): v for e in maps if e.map == name for k, v in e.pairs.items()}
              for name in {e.map for e in maps}},
    )  # fmt: skip
    return hash_form(store_language(value))


def compile_region_form(folder: Path, *, reviewed_only: bool = False) -> dict[str, Any]:
    """The run-time form of a region pack, ready for JSON, with its hash."""
    from toldby.packs import region_schema as given

    pack = _parse_or_raise(folder)
    head = pack.head
    assert isinstance(head, RegionHead)
    actors = tuple(compile_actor(entry, head.id) for entry in _living(pack, "actors", given.ActorEntry, reviewed_only))
    value = RegionPack(
        id=head.id,
        hash="",
        title=head.title,
        sides=name_sides(sorted(head.sides), actors, head.id),
        actors=actors,
        places=tuple(compile_place(e, head.id) for e in _living(pack, "places", given.PlaceEntry, reviewed_only)),
        outlets=tuple(compile_outlet(e, head.id) for e in _living(pack, "outlets", given.OutletEntry, reviewed_only)),
        terms=compile_terms(_living(pack, "terms", given.TermEntryGiven, reviewed_only), head.id),
        box=(head.box.west, head.box.south, head.box.east, head.box.north),
        allied=tuple(sorted(tuple(sorted(group)) for group in head.allied)),
        midnight=tuple(sorted((pair[0], pair[1]) for pair in head.midnight)),
    )
    return hash_form(store_region(value))


def hash_form(form: dict[str, Any]) -> dict[str, Any]:
    """The form with the SHA-256 of its own canonical JSON."""
    bare = {key: value for key, value in form.items() if key != "hash"}
    return {**bare, "hash": hashlib.sha256(write_canonical(bare)).hexdigest()}


def write_canonical(form: object) -> bytes:
    """JSON with sorted keys and no spaces, as UTF-8."""
    return json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _parse_or_raise(folder: Path) -> ParsedPack:
    pack = parse_pack(folder, with_cases=False)
    if pack.problems:
        first = dataclasses.replace(pack.problems[0], file=f"{folder.name}/{pack.problems[0].file}")
        raise first.as_error()
    return pack


def _pack_id(pack: ParsedPack) -> str:
    return pack.head.id if pack.head is not None else pack.folder.name


def _living(pack: ParsedPack, table: str, model: type[EntryT], reviewed_only: bool) -> tuple[EntryT, ...]:
    wanted = {"reviewed"} if reviewed_only else {"reviewed", "draft"}
    entries = (row.entry for row in pack.table(table))
    kept = [e for e in entries if isinstance(e, model) and e.status in wanted]
    return tuple(sorted(kept, key=lambda entry: entry.id))


def _lower(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({form.lower() for form in forms}))


def _compile_cue(entry: said.Cue) -> CueEntry:
    return CueEntry(
        id=entry.id,
        lemma=entry.base.lower(),
        pos=entry.pos,
        forms=inflect(entry.base, entry.pos, entry.forms),
        frames=tuple(entry.frames),
        stance=entry.stance,
        commitment=entry.commitment,
        subject=entry.subject,
        addressee=entry.addressee,
        against=entry.against,
        overrides=tuple(sorted(entry.overrides.items())),
        guards=tuple(sorted(entry.guards)),
        implicit=entry.implicit,
        status=entry.status,
    )


def _compile_denial(entry: said.Denial) -> DenialEntry:
    return DenialEntry(entry.id, entry.shape, _lower(entry.forms), entry.effect, entry.target)


def _compile_hedge(entry: said.Hedge) -> HedgeEntry:
    return HedgeEntry(entry.id, _lower(entry.forms), entry.effect, entry.direction, _lower(entry.stops))


def _compile_event(entry: said.Event) -> EventEntry:
    return EventEntry(
        id=entry.id,
        type=entry.type,
        forms=_lower(entry.forms),
        agent=entry.agent,
        target=entry.target,
        pos=entry.pos,
        means=entry.means,
        requires=_lower(entry.requires),
        blockers=_lower(entry.blockers),
        attributes=tuple(sorted(entry.attributes.items())),
        weight=entry.weight,
    )


def _compile_number(entry: said.Quantifier) -> NumberEntry:
    return NumberEntry(entry.id, _lower(entry.forms), entry.reading, entry.low, entry.high)


def _compile_date(entry: said.DateRule) -> DateEntry:
    return DateEntry(entry.id, entry.shape, _lower(entry.forms), entry.rule, entry.value)
