"""A cue in its sentence: what the frames look at, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass

from toldby.analysis.attribution.bounds import Stretch, bound_right
from toldby.analysis.attribution.cues import CueHit, Cues
from toldby.analysis.attribution.subject import Subject
from toldby.analysis.attribution.view import View
from toldby.domain.lexicon import LanguagePack


@dataclass(frozen=True, slots=True)
class Found:
    """Stretches of content, the frame that fitted, the head of a nominal content, the addressee."""

    frame: str
    stretches: tuple[Stretch, ...]
    complement: int | None = None
    addressee: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A cue in its sentence: everything that the frames look at."""

    view: View
    hit: CueHit
    cue: tuple[int, int]
    subject: Subject | None
    cues: Cues
    language: LanguagePack

    @property
    def verb(self) -> int:
        """The head of the cue."""
        return self.hit.head

    @property
    def frames(self) -> tuple[str, ...]:
        """The frames of the entry."""
        return self.hit.entry.frames

    @property
    def group(self) -> tuple[int, int]:
        """Cue and subject together, when the subject stands right beside the cue."""
        first, last = self.cue
        if self.subject is not None and not self.subject.is_inherited:
            if self.subject.last < first and first - self.subject.last <= 4:
                first = self.subject.first
            elif self.subject.first > last and self.subject.first - last <= 2:
                last = self.subject.last
        return first, last

    def right(self, first: int) -> Stretch:
        """The content that starts at `first`."""
        return bound_right(self.view, self.verb, first, self.cues, self.language)


def find_kids(scene: Scene, *deps: str) -> list[int]:
    """Children to the right of the cue group that the subject does not own."""
    after = scene.cue[1]
    return [c for c in scene.view.children[scene.verb] if c > after and scene.view.dep(c) in deps]


def find_addressee(scene: Scene) -> int | None:
    """Who is told, asked or warned: never the speaker."""
    if not scene.hit.entry.addressee:
        return None
    for child in find_kids(scene, "obj", "iobj", "obl"):
        if scene.view.case_of(child) in ("", "to", "on", "upon") and scene.view.is_nominal(child):
            return child
    return None


def is_inverted(scene: Scene) -> bool:
    """The subject stands behind the cue: "..., said the mayor"."""
    subject = scene.subject
    return subject is not None and subject.first > scene.cue[1] and not subject.is_inherited
