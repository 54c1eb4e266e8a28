"""A framework version as data: what a pack holds once it is read. No code asks which framework it is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

CHECKED = {
    "seen": "Checked against the document itself",
    "transcribed": "Checked against a transcription of the document",
    "summary": "Checked against a published summary",
    "secondary": "Reported by others, not checked against the document",
    "ours": "Our reading, not checked against the document",
}
KINDS = {
    "open": "Open",
    "probing": "Probing",
    "clarifying": "Clarifying",
    "evidence": "Evidence",
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
    """An area of the framework."""

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

    def area(self, slug: str) -> Area | None:
        """The area of that slug, or None."""
        return next((a for a in self.areas if a.slug == slug), None)

    def areas_for(self, *, early_years: bool, post_16: bool) -> tuple[Area, ...]:
        """The areas that apply to a school with this provision."""
        has = {"all": True, "early_years": early_years, "post_16": post_16}
        return tuple(a for a in self.areas if has[a.applies])

    def in_force(self, day: date) -> bool:
        return self.starts <= day and (self.until is None or day <= self.until)
