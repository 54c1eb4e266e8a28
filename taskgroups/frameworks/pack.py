"""A framework version as data: what a pack holds once it is read. No code asks which framework it is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

# How far the wording of a line was checked: in a sentence, and in the few words that stand beside a line.
CHECKED = {
    "seen": "Seen in the document itself, or quoted from it by a source that is named",
    "transcribed": "Checked against a transcription of the document",
    "summary": "Checked against a published summary",
    "secondary": "Reported by others, not checked against the document",
    "carried": "Carried over from the version before, not checked again",
    "ours": "Our reading, not checked against the document",
}
MARKS = {
    "seen": "Seen",
    "transcribed": "From a transcription",
    "summary": "From a summary",
    "secondary": "Reported by others",
    "carried": "Carried over, not rechecked",
    "ours": "Our reading, unchecked",
}
KINDS = {
    "open": "Open",
    "probing": "Probing",
    "clarifying": "Clarifying",
    "evidence": "Evidence",
}
KINDS_MEAN = {
    "open": "has several answers and invites the school to tell",
    "probing": "goes behind an answer",
    "clarifying": "makes sure of a meaning or a figure",
    "evidence": "asks what shows it, and where it could be seen",
}
# The phases of schools, as the schools' floor has them (`School.Phase`; a test holds the two together).
PHASES = {
    "nursery": "Nursery",
    "primary": "Primary",
    "middle": "Middle",
    "secondary": "Secondary",
    "all_through": "All-through",
    "post_16": "16 plus",
    "other": "Special, alternative provision and others",
}
APPLIES = {
    "all": "Every school",
    "early_years": "Schools with early years provision",
    "post_16": "Schools with 16 to 19 provision",
}


@dataclass(frozen=True)
class Grade:
    """A place on a scale, best first."""

    slug: str
    name: str
    meaning: str = ""


@dataclass(frozen=True)
class Descriptor:
    """One statement that may be met, at the line between secure and not."""

    slug: str
    text: str
    cites: str
    checked: str
    phases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """What the grades above or below the line look like."""

    grade: str
    text: str
    cites: str
    checked: str


@dataclass(frozen=True)
class Question:
    """Something a chair may ask."""

    slug: str
    kind: str
    text: str
    descriptors: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Area:
    """An area of the framework.

    `also` are other names that it is printed under, in published data say. `taken_from` is the slug of the pack that
    it comes from unchanged, where that is another.
    """

    slug: str
    name: str
    applies: str
    cites: str
    scale: tuple[Grade, ...]
    secure_from: str
    own_scale: bool
    descriptors: tuple[Descriptor, ...]
    above: tuple[Theme, ...] = ()
    below: tuple[Theme, ...] = ()
    questions: tuple[Question, ...] = ()
    also: tuple[str, ...] = ()
    taken_from: str = ""

    @cached_property
    def by_slug(self) -> dict[str, Descriptor]:
        return {d.slug: d for d in self.descriptors}

    def grade(self, slug: str) -> Grade | None:
        """The grade of that slug, or None."""
        return next((g for g in self.scale if g.slug == slug), None)

    def is_secure(self, slug: str) -> bool:
        """Whether a grade is at or above the line. The line is ours, not the inspectorate's."""
        slugs = [g.slug for g in self.scale]
        return slug in slugs and slugs.index(slug) <= slugs.index(self.secure_from)

    def for_phase(self, phase: str) -> tuple[Descriptor, ...]:
        """The descriptors that apply to a school of this phase."""
        return tuple(d for d in self.descriptors if not d.phases or phase in d.phases)


@dataclass(frozen=True)
class Attendee:
    """Who could attend an item, and why."""

    role: str
    reason: str


@dataclass(frozen=True)
class TemplateItem:
    """One item of the agenda a framework proposes."""

    kind: str
    title: str
    minutes: int
    reason: str
    area: str = ""
    who: tuple[Attendee, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Note:
    """What is verified of a pack, and what is not."""

    text: str
    checked: str


@dataclass(frozen=True)
class Rhythm:
    """The usual interval between inspections in months, and that after one that found something below the line."""

    months: int
    after_below: int
    cites: str
    checked: str


@dataclass(frozen=True)
class Document:
    """The publication a pack describes."""

    title: str
    reference: str
    date: str
    publisher: str


@dataclass(frozen=True)
class Pack:
    """One framework version, whole."""

    slug: str
    title: str
    inspectorate: str
    starts: date
    until: date | None
    secure_from: str
    secure_note: str
    rule: str
    overall: str | None
    document: Document
    scale: tuple[Grade, ...]
    areas: tuple[Area, ...]
    agenda: tuple[TemplateItem, ...]
    notes: tuple[Note, ...] = ()
    based_on: str = ""
    rhythm: Rhythm | None = None

    def area(self, slug: str) -> Area | None:
        """The area of that slug, or None."""
        return next((a for a in self.areas if a.slug == slug), None)

    def areas_for(self, *, early_years: bool, post_16: bool) -> tuple[Area, ...]:
        """The areas that apply to a school with this provision."""
        has = {"all": True, "early_years": early_years, "post_16": post_16}
        return tuple(a for a in self.areas if has[a.applies])

    def in_force(self, day: date) -> bool:
        return self.starts <= day and (self.until is None or day <= self.until)
