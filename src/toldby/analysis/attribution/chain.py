"""Who relays whom, outermost first: outlet, agency, enclosing speakers, the speaker itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toldby.analysis.attribution.draft import Draft
from toldby.analysis.attribution.naming import head_noun
from toldby.analysis.attribution.resolve import Resolved
from toldby.analysis.remembering import remember
from toldby.analysis.wordscan import scan_words, slug
from toldby.domain.actors import ActorMention
from toldby.domain.claims import ChainLink, Speaker
from toldby.domain.lexicon import LanguagePack, Lexicon
from toldby.domain.text import Report, Zone, ZoneKind
from toldby.domain.wording import Wording

_CREDIT = re.compile(r"^[^()\n]{0,70}\((?P<name>[^()\n]{2,40})\)\s{0,3}[-\u2013\u2014]{1,2}\s")

# "LUNE VALLEY - ", "HALDEN, Upper Vale, 4 March \u2014 "
_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.'\u2019-]+ ?){1,5}(?:, ?[^\W\d_][\w.'\u2019 ]{0,30}){0,3}(?:,? ?\d{1,2}(?: [A-Z][a-z]+)?)?"
    r"\s{0,2}(?:[\u2013\u2014]|--?)\s(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The links that every claim of the report begins with; `own` is the issuer of the report itself."""

    links: tuple[ChainLink, ...]
    own: Speaker | None


def frame_report(report: Report, actors: tuple[ActorMention, ...], lexicon: Lexicon) -> Frame:
    """Outlet and credited agency; an institution's own publication has neither."""
    issuer = lexicon.actor_by_id.get(report.outlet or "")
    if issuer is not None:
        return Frame((), Speaker(issuer.id, issuer.name, issuer.side, "elided"))
    outlet = _outlet_link(report, lexicon)
    titled = _titled_issuer(report, actors, lexicon)
    if titled is not None:
        return Frame((outlet,) if outlet.status != "unknown" else (), titled)
    agency = _credited_agency(report, lexicon)
    links = (outlet,) if agency is None or agency.id == outlet.id else (outlet, agency)
    return Frame(links, None)


def _titled_issuer(report: Report, actors: tuple[ActorMention, ...], lexicon: Lexicon) -> Speaker | None:
    """As in "Statement by the ministry ..." over nothing but statement paragraphs: the ministry speaks throughout."""
    coded = [zone for zone in report.zones if zone.kind.is_coded]
    if not coded or coded[0].kind is not ZoneKind.HEADLINE or len(coded) < 2:
        return None
    if any(zone.kind is ZoneKind.BODY for zone in coded):
        return None
    title = coded[0]
    artifacts = lexicon.language.group("speech_artifacts")
    noun = next((w for w in scan_words(report.text, title.start, title.end) if w.low in artifacts), None)
    issuer = next((a for a in actors if a.start >= title.start and a.end <= title.end and a.actor_id is not None), None)
    if noun is None or issuer is None:
        return None
    return Speaker(issuer.actor_id, issuer.name, issuer.side, "elided")


def _outlet_link(report: Report, lexicon: Lexicon) -> ChainLink:
    if report.outlet is None:
        return ChainLink("outlet", None, None, "unknown")
    known = lexicon.outlet_by_id.get(report.outlet)
    if known is None:
        return ChainLink("outlet", f"text:{slug(report.outlet)}", report.outlet, "stated")
    role = "agency" if known.kind == "agency" else "outlet"
    return ChainLink(role, known.id, known.names[0] if known.names else known.id, "stated")


def _credited_agency(report: Report, lexicon: Lexicon) -> ChainLink | None:
    """The agency in brackets before the first sentence: "PORT QUARRIN (QW) - ..."."""
    body = next((zone for zone in report.zones if zone.kind is ZoneKind.BODY), None)
    match = None if body is None else _CREDIT.match(report.text[body.start : min(body.end, body.start + 140)])
    if match is None:
        return None
    name = match.group("name").strip()
    outlet = find_outlet(name, lexicon)
    if outlet is not None:
        return ChainLink("agency", outlet.id, outlet.name, "stated")
    if name.lower() in lexicon.language.group("agency_marks") or name.isupper():
        return ChainLink("agency", f"text:{slug(name)}", name, "stated")
    return None


def skip_dateline(text: str, zone: Zone) -> int:
    """Where the first sentence of a wire report begins, behind place, date and agency."""
    opening = text[zone.start : min(zone.end, zone.start + 140)]
    match = _CREDIT.match(opening) or _DATELINE.match(opening)
    return zone.start if match is None else zone.start + match.end()


def find_outlet(name: str, lexicon: Lexicon) -> Speaker | None:
    """The outlet of the packs with this name."""
    index = remember(
        lexicon,
        "_outlet_names",
        lambda: Wording.from_entries((o.id, o.names) for o in lexicon.outlet_by_id.values()),
    )
    words = name.strip(" ,.'\u2019\"")
    lead = words[4:] if words.lower().startswith("the ") else words
    hit = index.match(words) or index.match(lead)
    if hit is None or len(hit.ids) != 1:
        return None
    outlet = lexicon.outlet_by_id[hit.ids[0]]
    return Speaker(outlet.id, outlet.names[0], outlet.side, "name")


def build_chain(
    frame: Frame, ancestors: tuple[Resolved, ...], own: Resolved, draft: Draft, text: str, lexicon: Lexicon
) -> tuple[ChainLink, ...]:
    """Links of one claim; a speaker that relays itself stands once."""
    links = list(frame.links)
    for resolved in ancestors:
        _append(links, _link(resolved, None, lexicon))
    _append(links, _link(own, _via(draft, text, lexicon.language), lexicon))
    return tuple(links)


def _append(links: list[ChainLink], link: ChainLink) -> None:
    if links and link.id is not None and links[-1].id == link.id:
        links[-1] = link if links[-1].via is None else links[-1]
        return
    links.append(link)


def _link(resolved: Resolved, via: str | None, lexicon: Lexicon) -> ChainLink:
    speaker = resolved.speaker or resolved.inferred
    if speaker is None:
        return ChainLink(None, None, None, "unknown", via)
    is_guess = resolved.speaker is None or speaker.resolved_by == "inferred"
    status = "unknown" if speaker.id is None else "inferred" if is_guess else "stated"
    return ChainLink(_role(speaker, lexicon), speaker.id, speaker.name, status, via)


def _role(speaker: Speaker, lexicon: Lexicon) -> str | None:
    if speaker.id is None:
        return None
    outlet = lexicon.outlet_by_id.get(speaker.id)
    if outlet is not None:
        return "agency" if outlet.kind == "agency" else "outlet"
    actor = lexicon.actor_by_id.get(speaker.id)
    if actor is not None:
        return "person" if actor.kind == "person" else "institution"
    return _guess_role(speaker.name, lexicon.language)


def _guess_role(name: str, language: LanguagePack) -> str:
    """Person, body or thing, by the head noun of a name that no pack knows."""
    lows = [w.low for w in scan_words(name) if w.text[0].isalnum()]
    head = head_noun(name, language)
    if name.lower() in language.group("agency_marks"):
        return "agency"
    if head in language.group("titles") | language.group("plain_people") | language.group("person_words"):
        return "person"
    if lows and lows[-1] in language.group("artifact_nouns"):
        return "artifact"
    bodies = language.group("organisation_nouns") | language.group("collective_nouns") | language.group("plural_nouns")
    return "institution" if any(low in bodies for low in lows) else "person"


def _via(draft: Draft, text: str, language: LanguagePack) -> str | None:
    """The medium named beside the cue: a statement, a tweet."""
    if draft.frame == "own":
        return "statement"
    media = language.mapping("statement_media")
    words = [w for span in (*draft.cue, *draft.source) for w in span.read(text).lower().split()]
    kind = next((media[word] for word in words if word in media), None)
    return "statement" if kind is None and draft.directness == "block" else kind
