"""The order of the stages for one report; the only place that lists it.

Everything here is a pure function of report, lexicon and parser. Stages across reports are driven
by `application.build`, because only it knows which incidents a new report touches.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from toldby.analysis.actors import find_actors
from toldby.analysis.assemble import assemble_propositions
from toldby.analysis.attribute import attribute_claims, mentions_cue
from toldby.analysis.episodes import group_episodes
from toldby.analysis.events import find_events, mentions_event
from toldby.analysis.judge import judge_claims
from toldby.analysis.numbers import find_quantities
from toldby.analysis.origins import origin_of
from toldby.analysis.places import find_places
from toldby.analysis.quotes import find_quotes
from toldby.analysis.regions import select_regions
from toldby.analysis.reuse import fingerprint_report
from toldby.analysis.sentences import parse_sentences, split_sentences
from toldby.analysis.times import find_times
from toldby.analysis.voices import hear_voices
from toldby.domain.analysis_result import ReportAnalysis
from toldby.domain.claim_judge import ClaimJudge
from toldby.domain.claims import Claim
from toldby.domain.lexicon import Lexicon
from toldby.domain.syntax import Syntax
from toldby.domain.text import Report

STAGES: tuple[tuple[str, str, str], ...] = (
    # name, needs, gives
    ("regions", "text", "region packs that take part"),
    ("quotes", "text, zones", "quotations, classified"),
    ("sentences", "text, zones, quotes", "sentences with parse, quotations masked"),
    ("times", "text, sentences, document date", "time mentions"),
    ("numbers", "sentences, times", "quantities"),
    ("places", "sentences, gazetteer", "place mentions"),
    ("actors", "sentences, places", "actor mentions"),
    ("events", "sentences and all finds", "event mentions with roles"),
    ("attribute", "quotes, sentences, actors, events", "claims with speaker, chain, stance"),
    ("assemble", "claims, events, times, places, actors", "propositions and drops"),
    ("episodes", "claims", "episodes"),
    ("reuse", "text", "fingerprints"),
)
"""What each stage needs and gives, in order; shown by `toldby version --stages` and in the docs."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What the coding of a report depends on besides the report itself.

    `forced`: region packs that take part even when a report names none of their places or actors.
    `judge`: a learned second opinion on the rules' claims; None = the rules alone.
    """

    lexicon: Lexicon
    syntax: Syntax
    forced: frozenset[str] = frozenset()
    judge: ClaimJudge | None = None


def analyse_report(report: Report, coding: Coding) -> ReportAnalysis:
    """Everything found in one report: times, places, claims, episodes, and what was dropped and why."""
    regions = select_regions(report.text, coding.lexicon) | coding.forced
    lexicon = coding.lexicon.narrow(regions)
    language = lexicon.language
    text, zones = report.text, report.zones
    if not is_coded(report, coding.lexicon):
        return recognise_names(report, lexicon, tuple(sorted(regions)))
    quotes = find_quotes(text, zones, language)
    drafts = split_sentences(text, zones, quotes, language)

    def is_worth_parsing(sentence: str) -> bool:
        return mentions_cue(sentence, lexicon) or mentions_event(sentence, lexicon)

    sentences = parse_sentences(text, drafts, quotes, coding.syntax, is_worth_parsing)
    times = find_times(text, zones, sentences, quotes, report.published, language)
    quantities = find_quantities(text, sentences, times, language)
    places = find_places(text, zones, sentences, lexicon)
    actors = find_actors(text, sentences, places, lexicon)
    events = find_events(text, zones, sentences, quotes, times, quantities, places, actors, lexicon)
    said, unsaid = attribute_claims(report, quotes, sentences, actors, events, lexicon)
    if coding.judge is not None:
        said, doubted = judge_claims(said, report.text, coding.judge)
        unsaid += doubted
    told, dropped = assemble_propositions(report, said, events, times, places, actors, sentences, lexicon)
    claims, episodes = group_episodes(report, told, lexicon)
    return ReportAnalysis(
        report=report,
        times=times,
        places=places,
        claims=tuple(end_chain(claim, report, coding.lexicon) for claim in claims),
        episodes=hear_voices(episodes, claims, report, coding.lexicon),
        drops=tuple(sorted(set(unsaid + dropped))),
        fingerprints=fingerprint_report(report, language),
        packs=tuple(sorted(regions)),
    )


def is_coded(report: Report, lexicon: Lexicon) -> bool:
    """The report is in the language of the pack; by another language's rules nothing is coded."""
    return report.language is None or report.language.lower().split("-")[0] == lexicon.language.id


def recognise_names(report: Report, lexicon: Lexicon, packs: tuple[str, ...]) -> ReportAnalysis:
    """A report in another language: known places in any script of the packs, and its words for reuse; no claims."""
    drafts = split_sentences(report.text, report.zones, (), lexicon.language)
    return ReportAnalysis(
        report=report,
        times=(),
        places=find_places(report.text, report.zones, drafts, lexicon),
        claims=(),
        episodes=(),
        drops=(),
        fingerprints=fingerprint_report(report, lexicon.language),
        packs=packs,
    )


def end_chain(claim: Claim, report: Report, lexicon: Lexicon) -> Claim:
    """The claim with the origin its chain ends at; by all packs, as it is compared across reports."""
    return replace(claim, origin_id=origin_of(claim, report, lexicon).origin_id)


def redate_report(report: Report, earliest: str, latest: str, method: str) -> Report:
    """The same report with its publication interval narrowed by other reports (ladder rung 5)."""
    return replace(report, published=replace(report.published, earliest=earliest, latest=latest, method=method))
