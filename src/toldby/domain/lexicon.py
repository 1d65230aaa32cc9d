"""The compiled, immutable content of the packs: the only lexical knowledge analysis may use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from toldby.domain.actors import Actor, Outlet, Side
from toldby.domain.places import Place


@dataclass(frozen=True, slots=True)
class CueEntry:
    """A cue of `speech.yml` (`attribution.md` 6). `forms` are all surface forms, lower case."""

    id: str
    lemma: str
    pos: str
    forms: tuple[str, ...]
    frames: tuple[str, ...]
    stance: str
    commitment: str = "neutral"
    subject: str = "any"
    addressee: bool = False
    against: bool = False
    overrides: tuple[tuple[str, str], ...] = ()
    guards: tuple[str, ...] = ()
    implicit: bool = False
    status: str = "reviewed"


@dataclass(frozen=True, slots=True)
class DenialEntry:
    """A way of denying by content. `shape`: words, cleft; `effect`: deny reject shift-blame."""

    id: str
    shape: str
    forms: tuple[str, ...]
    effect: str
    target: str


@dataclass(frozen=True, slots=True)
class HedgeEntry:
    """Words that take an act out of plain assertion. `effect`: alleged planned hypothetical

    abstain approximate; `direction`: forward backward both.
    """

    id: str
    forms: tuple[str, ...]
    effect: str
    direction: str
    stops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A trigger of `events.yml`. `agent`: subject by-phrase none; `target`: object on-phrase none.

    `pos` narrows the reading (verb, noun, any). `requires`, `blockers`: words that must or must not
    stand in the same clause.
    """

    id: str
    type: str
    forms: tuple[str, ...]
    agent: str
    target: str
    pos: str = "any"
    means: str | None = None
    requires: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    weight: int = 1


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """A quantifier of `numbers.yml`; `low`, `high` None = open or taken from the number after it."""

    id: str
    forms: tuple[str, ...]
    reading: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class DateEntry:
    """A row of `dates.yml`: `rule` names a rule of the time grammar, `value` its argument."""

    id: str
    shape: str
    forms: tuple[str, ...]
    rule: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class TermEntry:
    """Wording that belongs to one side; `plain` is the neutral wording."""

    id: str
    forms: tuple[str, ...]
    used_by: str
    about: str | None
    plain: str
    pack: str = ""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """One export rule: first whose `when` fits wins; `when` maps attribute -> allowed values."""

    when: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class IncidentType:
    """A row of the ontology (`incident_types.json`). `acled` values = (event, sub-event),

    `plover` values = (event, mode). `ucdp` is the rule name. `unit`: incident or claim.
    """

    id: str
    family: str
    unit: str
    definition: str
    attributes: tuple[str, ...]
    acled: tuple[TypeRule, ...]
    plover: tuple[TypeRule, ...]
    ucdp: str
    acled_skip_if_parts: bool = False


_NO_FORMS: frozenset[str] = frozenset()
_NO_VALUES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class LanguagePack:
    """Words by which one language says, denies, hedges, counts, dates and names events.

    `words` holds named word lists (`words.yml`): group -> lower-case forms, e.g.
    "statement_nouns", "titles", "abbreviations", "locative_prepositions".
    `maps` holds named word -> value lists, e.g. "number_words": "three" -> "3",
    "noun_classes": "soldiers" -> "military".
    """

    id: str
    hash: str
    cues: tuple[CueEntry, ...] = ()
    denials: tuple[DenialEntry, ...] = ()
    hedges: tuple[HedgeEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    numbers: tuple[NumberEntry, ...] = ()
    dates: tuple[DateEntry, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    maps: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))

    def group(self, name: str) -> frozenset[str]:
        """The forms of a word list; empty when the pack has none."""
        return self.words.get(name, _NO_FORMS)

    def mapping(self, name: str) -> Mapping[str, str]:
        """A word -> value list; empty when the pack has none."""
        return self.maps.get(name, _NO_VALUES)


@dataclass(frozen=True)
class RegionPack:
    """Sides, actors, outlets, places and loaded terms of one conflict.

    `box` = (west, south, east, north). `allied` lists sides that form one camp.
    `midnight` = pairs of days that tell one act (a night agreement).
    """

    id: str
    hash: str
    title: str = ""
    sides: tuple[Side, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    box: tuple[float, float, float, float] | None = None
    allied: tuple[tuple[str, ...], ...] = ()
    midnight: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """One language pack, the region packs in force, the incident types, the link table's hash.

    Lookups are computed once and cached on the value; the value itself never changes.
    """

    language: LanguagePack
    regions: tuple[RegionPack, ...] = ()
    types: tuple[IncidentType, ...] = ()

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actor id -> actor over all regions."""
        return MappingProxyType({a.id: a for r in self.regions for a in r.actors})

    @cached_property
    def place_by_id(self) -> Mapping[str, Place]:
        """Place id -> place over all regions."""
        return MappingProxyType({p.id: p for r in self.regions for p in r.places})

    @cached_property
    def outlet_by_id(self) -> Mapping[str, Outlet]:
        """Outlet id -> outlet over all regions."""
        return MappingProxyType({o.id: o for r in self.regions for o in r.outlets})

    @cached_property
    def type_by_id(self) -> Mapping[str, IncidentType]:
        """Type id -> incident type."""
        return MappingProxyType({t.id: t for t in self.types})

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Lower-case words of all names of the regions: sides, actors, places, outlets."""
        names = [side.name for r in self.regions for side in r.sides]
        names += [name.text for r in self.regions for actor in r.actors for name in actor.names]
        names += [name.text for r in self.regions for place in r.places for name in place.names]
        names += [name for r in self.regions for outlet in r.outlets for name in outlet.names]
        return frozenset(word for name in names for word in name.lower().replace("-", " ").split())

    @cached_property
    def camp_by_side(self) -> Mapping[str, str]:
        """Side id -> camp id (sides joined by "-" in alphabetical order, `contract.md` 1)."""
        camps: dict[str, str] = {}
        for region in self.regions:
            camps.update({side.id: side.id for side in region.sides})
            for group in region.allied:
                camps.update(dict.fromkeys(group, "-".join(sorted(group))))
        return MappingProxyType(camps)

    def camp_of(self, side: str | None) -> str | None:
        """The camp of a side; an undeclared side is its own camp; None stays None."""
        return None if side is None else self.camp_by_side.get(side, side)

    def narrow(self, region_ids: frozenset[str]) -> Lexicon:
        """The same lexicon with only the regions that take part for one report."""
        named = frozenset(r.id for r in self.regions) & region_ids
        if named not in self._narrowed:
            kept = tuple(r for r in self.regions if r.id in named)
            whole = len(kept) == len(self.regions)
            self._narrowed[named] = self if whole else Lexicon(self.language, kept, self.types)
        return self._narrowed[named]

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], Lexicon]:
        """One value for each set of regions, so that what is remembered on it is worked out once."""
        return {}
